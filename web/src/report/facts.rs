//! The report's single facts as pairs of a name and a value.

use namelight_scores::report::Report;

use crate::format;

/// A name and a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it amounts to.
    pub value: String,
}

fn fact(name: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact {
        name: name.into(),
        value: value.into(),
    }
}

/// What one wants to know first.
pub fn headline(report: &Report) -> Vec<Fact> {
    let scored = ["validation", "test"].into_iter().filter_map(|split| {
        let row = super::shipped(report, split)?;
        let name = format!("{split} F1, {}", row.weights);
        Some(fact(name, format::percent(row.scores.overall.f1)))
    });
    let size = super::shipped(report, "validation").map(|row| {
        let name = format!("{} weights", row.weights);
        fact(name, format::megabytes(row.weight_bytes))
    });
    let millions = report.model.parameters as f64 / 1e6;
    scored
        .chain([fact("parameters", format!("{millions:.1} million"))])
        .chain(size)
        .chain([fact(
            "training time",
            format::duration(report.duration_seconds),
        )])
        .collect()
}

/// The hyper-parameters.
pub fn recipe(report: &Report) -> Vec<Fact> {
    let recipe = &report.recipe;
    let yes_no = if recipe.group_by_length { "yes" } else { "no" };
    vec![
        fact("Started from", &report.model.base),
        fact("Learning rate", format::small(recipe.learning_rate)),
        fact("Schedule", recipe.schedule.name()),
        fact(
            "Warm-up",
            format!("{} of the steps", format::percent(recipe.warmup_ratio)),
        ),
        fact("Epochs", recipe.epochs.to_string()),
        fact("Batch, training", recipe.train_batch.to_string()),
        fact("Batch, evaluation", recipe.eval_batch.to_string()),
        fact(
            "Adam β₁, β₂",
            format!("{}, {}", recipe.betas.0, recipe.betas.1),
        ),
        fact("Adam ε", format::small(recipe.epsilon)),
        fact("Weight decay", format::small(recipe.weight_decay)),
        fact("Largest gradient norm", format::small(recipe.max_grad_norm)),
        fact("Dropout, hidden", format::small(recipe.hidden_dropout)),
        fact(
            "Dropout, attention",
            format::small(recipe.attention_dropout),
        ),
        fact("Batches of like length", yes_no),
        fact("Seed", recipe.seed.to_string()),
    ]
}

/// The model and the machine that trained it.
pub fn hardware(report: &Report) -> Vec<Fact> {
    let (model, machine) = (&report.model, &report.hardware);
    vec![
        fact(
            "Architecture",
            format!(
                "{}, {} layers of width {}",
                model.model_type, model.layers, model.hidden_size
            ),
        ),
        fact("Parameters", format::count(model.parameters)),
        fact("Labels", model.labels.join(" ")),
        fact("Device", &machine.device),
        fact("Processor", &machine.processor),
        fact("Threads", machine.threads.to_string()),
        fact("Platform", &machine.platform),
        fact(
            "Time, all in all",
            format::duration(report.duration_seconds),
        ),
    ]
}
