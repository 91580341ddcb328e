//! The report of a model as the page has it: which one is shown ([`ReportSelection`]), and what is shown of it ([`sections`]).
//! What the model card has as well comes from the tables of the scores crate; everything here is tested without a browser.

mod baselines;
mod calibration;
mod conditions;
mod confusion;
mod data;
mod facts;
mod line_chart;
mod operating_points;
mod other_runs;
mod per_type;
mod report_file;
mod row_chart;
mod section;
mod seeds;
mod selection;
mod sources;
mod table;
mod thresholds;
mod training;
mod weights;

#[cfg(test)]
mod tests;

use namelight_scores::report::Report;

pub use facts::{Fact, headline};
pub use report_file::{LARGEST_FILE, ReportError, ReportFile, parse};
pub use section::{Chart, Content, Figure, Matrix, MatrixCell, Section};
pub use selection::{Loaded, ReportSelection, ReportSource, SelectionAction};
pub use table::Table;

/// The splits that models are scored on.
const SPLITS: [&str; 2] = ["validation", "test"];

/// The note of a section whose numbers were not measured.
const NOT_MEASURED: &str =
    "Not measured: `namelight quantize --data` measures it and adds it to the report.";

/// The sections of the view. None is left out: where a report has nothing to show, the section says why.
pub fn sections(report: &Report) -> Vec<Section> {
    let facts = |id, title, facts| Section::new(id, title, vec![Content::Facts(facts)]);
    vec![
        sources::section(report).open(),
        training::section(report),
        baselines::section(report),
        per_type::section(report),
        confusion::section(report),
        thresholds::section(report),
        operating_points::section(report),
        calibration::section(report),
        weights::section(report),
        conditions::section(report),
        seeds::section(report),
        other_runs::section(report),
        data::section(report),
        facts("recipe", "Recipe", facts::recipe(report)),
        facts("machine", "Model and machine", facts::hardware(report)),
    ]
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
