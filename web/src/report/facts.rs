//! The report's single facts as pairs of a name and a value.

use namelight_scores::report::{Report, Value};

use crate::presentation::format;

/// A name and a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it amounts to.
    pub value: String,
}

/// A fact.
pub(super) fn fact(name: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact {
        name: name.into(),
        value: value.into(),
    }
}

/// What one wants to know first.
pub fn headline(report: &Report) -> Vec<Fact> {
    let scored = super::SPLITS.into_iter().filter_map(|split| {
        let row = report.released(split)?;
        let name = format!("{split} F1, {}", row.weights);
        Some(fact(name, format::percent(row.scores.overall.f1)))
    });
    let size = report.released("validation").map(|row| {
        let name = format!("{} weights", row.weights);
        fact(name, format::megabytes(row.weight_bytes))
    });
    let speed = report.released("validation").and_then(|row| row.millis);
    let speed =
        speed.map(|millis| fact("for 32 wordpieces, one thread", format!("{millis:.1} ms")));
    let millions = report.model.parameters as f64 / 1e6;
    let time = format::duration(report.duration_seconds);
    scored
        .chain([fact("parameters", format!("{millions:.1} million"))])
        .chain(size)
        .chain(speed)
        .chain([fact("training time", time)])
        .collect()
}

/// The hyper-parameters, all of them.
pub fn recipe(report: &Report) -> Vec<Fact> {
    let base = fact("Started from", &report.model.base);
    let settings = report.recipe.settings().into_iter();
    let settings = settings.map(|(parameter, value)| {
        let value = match value {
            Value::Switch(true) => "yes".to_owned(),
            Value::Switch(false) => "no".to_owned(),
            other => other.to_string(),
        };
        fact(parameter.name, value)
    });
    let teacher = report.recipe.distillation.iter().flat_map(|it| {
        [
            fact("Teacher", &it.teacher),
            fact("Sentences without labels", format::count(it.unlabelled)),
            fact("SHA-256 of the teacher's weights", &it.sha256),
        ]
    });
    [base].into_iter().chain(settings).chain(teacher).collect()
}

/// The model and the machine that trained it.
pub fn hardware(report: &Report) -> Vec<Fact> {
    let (model, machine) = (&report.model, &report.hardware);
    let architecture = format!(
        "{}, {} layers of width {}",
        model.model_type, model.layers, model.hidden_size
    );
    vec![
        fact("Architecture", architecture),
        fact("Parameters", format::count(model.parameters)),
        fact("Labels", model.labels.join(" ")),
        fact("Device", &machine.device),
        fact("Processor", &machine.processor),
        fact("Threads", machine.threads.to_string()),
        fact("Platform", &machine.platform),
        fact("Time in all", format::duration(report.duration_seconds)),
    ]
}
