//! The model's report as the page has it: which one is shown ([`ReportSelection`]), and what is shown of it ([`sections`]).

mod baselines;
mod calibration;
mod confusion;
mod data;
mod facts;
mod other_runs;
mod per_type;
mod report_file;
mod row_chart;
mod section;
mod sections;
mod selection;
mod table;
mod training;
mod weights;

#[cfg(test)]
mod tests;

use namelight_scores::report::{Evaluation, Report};

pub use facts::{Fact, hardware, headline, recipe};
pub use report_file::{LARGEST_FILE, ReportError, ReportFile, parse};
pub use section::{Content, Figure, Section};
pub use sections::sections;
pub use selection::{Loaded, ReportSelection, ReportSource, SelectionAction};
pub use table::Table;

/// The splits that models are scored on.
const SPLITS: [&str; 2] = ["validation", "test"];

/// The evaluation of a split with the weights that the browser runs: int8 where there is one.
pub fn shipped<'a>(report: &'a Report, split: &str) -> Option<&'a Evaluation> {
    let of_split = || report.evaluations.iter().filter(|row| row.split == split);
    of_split()
        .find(|row| row.weights == "int8")
        .or_else(|| of_split().next())
}

/// Each split once, in the order in which they come.
fn splits<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut splits: Vec<String> = Vec::new();
    for name in names {
        if !splits.contains(name) {
            splits.push(name.clone());
        }
    }
    splits
}
