//! Yew components: each turns its properties into HTML.

mod analyse;
mod app;
mod chart;
mod copy_button;
mod copy_by_hand;
mod details;
mod editor;
mod entity_list;
mod export_menu;
mod facts;
mod field;
mod figure;
mod file_picker;
mod header;
mod highlights;
mod legend;
mod measure;
mod model_menu;
mod notice;
mod open_text_files;
mod report;
mod report_bar;
mod scroll_to_name;
mod set_aside_notice;
mod share_row;
mod status;
mod table;
mod theme_switch;
mod threshold;
mod tokens;

pub use app::{App, AppProps};
pub use export_menu::{ExportMenu, ExportMenuProps};
pub use figure::{FigureView, FigureViewProps};
pub use highlights::{Highlights, HighlightsProps};
pub use status::{ProblemBox, ProblemBoxProps};
pub use theme_switch::{ThemeSwitch, ThemeSwitchProps};
