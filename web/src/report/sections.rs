//! All that a report holds, in the order of the view.

use namelight_scores::report::Report;

use super::sheet::{Part, Section};
use super::{confusion, data, hardware, published, recipe, training, tried, trust, types, weights};

/// The sections of the view. None is left out: where a report has nothing to show, the section says why.
pub fn sections(report: &Report) -> Vec<Section> {
    let facts = |id, title, facts| Section {
        id,
        title,
        parts: vec![Part::Facts(facts)],
    };
    vec![
        training::section(report),
        published::section(report),
        types::section(report),
        confusion::section(report),
        trust::thresholds(report),
        trust::calibration(report),
        weights::section(report),
        trust::conditions(report),
        tried::seeds(report),
        tried::variants(report),
        data::section(report),
        facts("recipe", "Recipe", recipe(report)),
        facts("machine", "Model and machine", hardware(report)),
    ]
}
