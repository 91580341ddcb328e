//! Properties in, HTML out.

mod analyse;
mod app;
mod chart;
mod copy;
mod details;
mod editor;
mod entity_list;
mod facts;
mod field;
mod figure;
mod header;
mod highlights;
mod jump;
mod legend;
mod measure;
mod model_menu;
mod near;
mod notice;
mod open_files;
mod palette;
mod report;
mod report_bar;
mod status;
mod table;
mod take_away;
mod theme_switch;
mod threshold;
mod tokens;

pub use app::{App, AppProps};
pub use figure::{FigureView, FigureViewProps};
pub use highlights::{Highlights, HighlightsProps};
pub use status::{ProblemBox, ProblemBoxProps};
pub use take_away::{TakeAway, TakeAwayProps};
pub use theme_switch::{ThemeSwitch, ThemeSwitchProps};
