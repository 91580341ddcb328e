//! Properties in, HTML out.

mod analyse;
mod app;
mod chart;
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
mod near;
mod open_files;
mod report;
mod report_bar;
mod status;
mod table;
mod threshold;
mod tokens;

pub use app::App;
pub use figure::{FigureView, FigureViewProps};
pub use highlights::{Highlights, HighlightsProps};
pub use status::{ProblemBox, ProblemBoxProps};
