//! The model card: `README.md` of a model directory, in the form of those that transformers' `Trainer` writes.

mod diagnostics;
mod head;
mod numbers;
mod other_runs;
mod tables;

use std::fmt::Write;

use anyhow::Result;
use namelight_scores::report::{Evaluation, Recipe, Report};

use numbers::python;

/// What the card stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// What transformers reads.
    F32,
    /// What only this program and its page read.
    Int8,
}

impl Weights {
    /// As in the report's evaluations.
    fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::Int8 => "int8",
        }
    }
}

/// How a model with word shapes is to be used elsewhere.
const SHAPES: &str = " Its `token_type_ids` say how the word of each token is written: 0 without a capital letter (also `[CLS]` and \
     `[SEP]`), 1 with the first letter a capital and no other, 2 with all of two letters or more, 3 with others.";

/// The card of a model with this report.
pub fn card(report: &Report, weights: Weights) -> Result<String> {
    let mut text = format!("---\n{}---\n", head::yaml(report, weights)?);
    let model = &report.model;
    write!(
        text,
        "\n# {}\n\nThis model is a fine-tuned version of {} on {}.\n",
        model.name,
        model.base,
        match head::dataset(report) {
            Some(dataset) => format!("the {} dataset", dataset.name),
            None => "the files below".to_owned(),
        }
    )?;
    if let Some(evaluation) = evaluations(report, weights).next() {
        text += "It achieves the following results on the evaluation set:\n";
        text += &results(evaluation);
    }
    write!(
        text,
        "\n## Model description\n\n{}",
        description(report, weights)
    )?;
    write!(
        text,
        "\n## Training and evaluation data\n\n{}",
        tables::data(&report.data)
    )?;
    write!(
        text,
        "\n## Training procedure\n\n### Training hyperparameters\n\n\
         The following hyperparameters were used during training; `report.json` has them all:\n{}",
        hyperparameters(&report.recipe)
    )?;
    write!(
        text,
        "\n### Training results\n\n{}",
        tables::epochs(&report.epochs)
    )?;
    if !report.evaluations.is_empty() {
        let table = tables::evaluations(&report.evaluations);
        write!(
            text,
            "\n### Scores of the finished model\n\nMilliseconds are those of a pass over 32 wordpieces on one thread.\n\n{table}"
        )?;
    }
    if !report.seeds.is_empty() {
        let table = tables::seeds(&report.seeds);
        write!(text, "\n### All seeds of this recipe\n\n{table}")?;
    }
    if let Some(diagnostics) = &report.diagnostics {
        text += &diagnostics::section(diagnostics);
    }
    if !report.published.is_empty() {
        let table = other_runs::published(&report.published);
        write!(text, "\n### Beside published runs of one recipe\n\n{table}")?;
    }
    if !report.variants.is_empty() {
        let table = other_runs::variants(&report.variants);
        write!(text, "\n### All that was tried\n\n{table}")?;
    }
    let version = env!("CARGO_PKG_VERSION");
    write!(text, "\n### Framework versions\n\n- Namelight {version}\n")?;
    Ok(text)
}

/// Those of these weights; validation comes first.
fn evaluations(report: &Report, weights: Weights) -> impl Iterator<Item = &Evaluation> {
    let rows = report.evaluations.iter();
    rows.filter(move |row| row.weights == weights.name())
}

fn results(evaluation: &Evaluation) -> String {
    let loss = [("Loss", evaluation.loss)];
    let metrics = head::metrics(evaluation);
    let metrics = metrics.iter().map(|metric| (metric.name, metric.value));
    let lines = loss.into_iter().chain(metrics);
    lines
        .map(|(name, value)| format!("- {name}: {}\n", numbers::rounded(value)))
        .collect()
}

fn description(report: &Report, weights: Weights) -> String {
    let model = &report.model;
    let use_it = match weights {
        Weights::F32 => {
            "It opens in transformers with `AutoModelForTokenClassification`; the first wordpiece of a word speaks for it."
        }
        Weights::Int8 => {
            "Its weights are int8 with a scale per output channel, which Namelight reads and transformers does not."
        }
    };
    let shapes = if report.recipe.word_shapes {
        SHAPES
    } else {
        ""
    };
    format!(
        "A token classifier of type {} with {} layers of width {} and {} parameters. Its labels are {}. {use_it}{shapes}\n",
        model.model_type,
        model.layers,
        model.hidden_size,
        model.parameters,
        model.labels.join(", "),
    )
}

/// In the order and words of the Trainer's cards. `report.json` has every one.
fn hyperparameters(recipe: &Recipe) -> String {
    let optimizer = format!(
        "AdamW with betas=({},{}), epsilon={} and weight_decay={}",
        python(recipe.betas.0),
        python(recipe.betas.1),
        python(recipe.epsilon),
        python(recipe.weight_decay),
    );
    let mut lines = vec![
        ("learning_rate", python(recipe.learning_rate)),
        ("train_batch_size", recipe.train_batch.to_string()),
        ("eval_batch_size", recipe.eval_batch.to_string()),
        ("seed", recipe.seed.to_string()),
    ];
    if recipe.gradient_accumulation > 1 {
        let passes = recipe.gradient_accumulation;
        let sentences = recipe.train_batch * passes;
        lines.push(("gradient_accumulation_steps", passes.to_string()));
        lines.push(("total_train_batch_size", sentences.to_string()));
    }
    lines.extend([
        ("optimizer", optimizer),
        ("lr_scheduler_type", recipe.schedule.name().to_owned()),
        ("lr_scheduler_warmup_ratio", python(recipe.warmup_ratio)),
    ]);
    lines.push(match recipe.max_steps {
        Some(steps) => ("training_steps", steps.to_string()),
        None => ("num_epochs", recipe.epochs.to_string()),
    });
    if recipe.label_smoothing != 0.0 {
        lines.push(("label_smoothing_factor", python(recipe.label_smoothing)));
    }
    lines.extend([
        ("max_grad_norm", python(recipe.max_grad_norm)),
        ("group_by_length", recipe.group_by_length.to_string()),
        ("word_shapes", recipe.word_shapes.to_string()),
    ]);
    if let Some(distillation) = &recipe.distillation {
        lines.push(("teacher", distillation.teacher.clone()));
    }
    let lines = lines.into_iter();
    lines
        .map(|(name, value)| format!("- {name}: {value}\n"))
        .collect()
}

#[cfg(test)]
mod tests;
