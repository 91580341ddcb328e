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
mod model_menu;
mod report;
mod scores;
mod status;
mod table;

pub use app::App;
pub use highlights::{Highlights, HighlightsProps};
pub use status::{ProblemBox, ProblemBoxProps};
