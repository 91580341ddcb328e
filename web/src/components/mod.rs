//! Properties in, HTML out.

mod analyse;
mod app;
mod chart;
mod editor;
mod entity_list;
mod facts;
mod header;
mod highlights;
mod legend;
mod notice;
mod report;
mod scores;
mod status;
mod table;
mod take_away;
mod theme_switch;

pub use app::{App, AppProps};
pub use highlights::{Highlights, HighlightsProps};
pub use status::{ProblemBox, ProblemBoxProps};
pub use take_away::{TakeAway, TakeAwayProps};
pub use theme_switch::{ThemeSwitch, ThemeSwitchProps};
