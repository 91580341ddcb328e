//! The report's single facts as pairs of a name and a value.

use namelight_scores::report::{Distillation, Keep, Recipe, Report};

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

/// The hyper-parameters, all of them.
pub fn recipe(report: &Report) -> Vec<Fact> {
    let recipe = &report.recipe;
    let mut facts = vec![fact("Started from", &report.model.base)];
    facts.extend(schedule(recipe));
    facts.extend(optimizer(recipe));
    facts.extend(regularisation(recipe));
    facts.extend(recipe.distillation.iter().flat_map(distillation));
    facts.extend(result(recipe));
    facts
}

fn schedule(recipe: &Recipe) -> Vec<Fact> {
    let warmup = format!("{} of the steps", format::percent(recipe.warmup_ratio));
    vec![
        fact("Learning rate", format::small(recipe.learning_rate)),
        fact("Schedule", recipe.schedule.name()),
        fact("Warm-up", warmup),
        fact("Epochs", recipe.epochs.to_string()),
        fact("Steps at most", limit(recipe.max_steps)),
        fact("Epochs without gain at most", limit(recipe.patience)),
        fact("Batch, training", recipe.train_batch.to_string()),
        fact("Batches a step", recipe.gradient_accumulation.to_string()),
        fact("Batch, evaluation", recipe.eval_batch.to_string()),
        fact("Batches of like length", yes_no(recipe.group_by_length)),
        fact("Sentences at most", limit(recipe.max_samples)),
        fact("Seed", recipe.seed.to_string()),
    ]
}

fn optimizer(recipe: &Recipe) -> Vec<Fact> {
    let betas = format!("{}, {}", recipe.betas.0, recipe.betas.1);
    vec![
        fact("Adam β₁, β₂", betas),
        fact("Adam ε", format::small(recipe.epsilon)),
        fact("Weight decay", format::small(recipe.weight_decay)),
        fact("Learning rate, layer below", factor(recipe.layer_decay)),
        fact("Largest gradient norm", format::small(recipe.max_grad_norm)),
    ]
}

fn regularisation(recipe: &Recipe) -> Vec<Fact> {
    let head = recipe.classifier_dropout.unwrap_or(recipe.hidden_dropout);
    vec![
        fact("Dropout, hidden", format::small(recipe.hidden_dropout)),
        fact(
            "Dropout, attention",
            format::small(recipe.attention_dropout),
        ),
        fact("Dropout, head", format::small(head)),
        fact("Label smoothing", format::small(recipe.label_smoothing)),
        fact(
            "Names replaced",
            format::percent(recipe.mention_replacement),
        ),
        fact("Case changed", format::percent(recipe.case_change)),
        fact("Sees word shapes", yes_no(recipe.word_shapes)),
    ]
}

fn distillation(it: &Distillation) -> Vec<Fact> {
    vec![
        fact("Teacher", &it.teacher),
        fact("Teacher's share of the loss", format::percent(it.mix)),
        fact("Teacher's temperature", format::small(it.temperature)),
        fact("Sentences without labels", format::count(it.unlabelled)),
        fact("SHA-256 of the teacher's weights", &it.sha256),
    ]
}

fn result(recipe: &Recipe) -> Vec<Fact> {
    let keep = match recipe.keep {
        Keep::Last => "the last epoch's",
        Keep::Best => "those of the best epoch",
    };
    vec![
        fact("Weights kept", keep),
        fact("Epochs averaged", recipe.average_last.to_string()),
    ]
}

fn limit(limit: Option<usize>) -> String {
    limit.map_or_else(|| "no limit".to_owned(), format::count)
}

fn factor(factor: f64) -> String {
    match factor {
        1.0 => "the same".to_owned(),
        other => format!("{} times", format::small(other)),
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
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
