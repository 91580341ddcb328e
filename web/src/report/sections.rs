//! All that a report holds, in the order of the view.

use namelight_scores::report::Report;

use super::{Content, Section};
use super::{
    baselines, calibration, confusion, data, hardware, other_runs, per_type, recipe, training,
    weights,
};

/// The sections of the view. None is left out: where a report has nothing to show, the section says why.
pub fn sections(report: &Report) -> Vec<Section> {
    let facts = |id, title, facts| Section {
        id,
        title,
        contents: vec![Content::Facts(facts)],
    };
    vec![
        training::section(report),
        baselines::section(report),
        per_type::section(report),
        confusion::section(report),
        calibration::thresholds(report),
        calibration::calibration(report),
        weights::section(report),
        calibration::conditions(report),
        other_runs::seeds(report),
        other_runs::variants(report),
        data::section(report),
        facts("recipe", "Recipe", recipe(report)),
        facts("machine", "Model and machine", hardware(report)),
    ]
}
