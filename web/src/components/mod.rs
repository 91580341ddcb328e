//! Properties in, HTML out.

mod analyse;
mod app;
mod chart;
mod editor;
mod entity_list;
mod facts;
mod figure;
mod header;
mod highlights;
mod legend;
mod report;
mod report_bar;
mod status;
mod table;

pub use app::App;
pub use figure::{FigureView, FigureViewProps};
pub use highlights::{Highlights, HighlightsProps};
pub use status::{ProblemBox, ProblemBoxProps};
