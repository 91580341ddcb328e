//! The card's tables of what else was tried and published.

use namelight_scores::report::{Comparison, Recipe, VariantRow};

use super::numbers::{python, rounded};
use super::tables::table;

/// A row a model that was tried.
pub fn variants(rows: &[VariantRow]) -> String {
    let header = [
        "Model",
        "Base",
        "Recipe",
        "Validation F1",
        "Test F1",
        "Thread hours",
    ];
    let rows = rows.iter().map(|row| {
        let hours = row.seconds * row.threads as f64 / 3600.0;
        let mark = if row.is_this { " (this one)" } else { "" };
        [
            format!("{}{mark}", row.name),
            row.base.clone(),
            settings(&row.recipe),
            rounded(row.validation_f1),
            row.test_f1.map_or_else(String::new, rounded),
            format!("{hours:.1}"),
        ]
    });
    table(header, rows.collect())
}

/// What recipes differ in most.
fn settings(recipe: &Recipe) -> String {
    let mut parts = vec![
        python(recipe.learning_rate),
        format!("{} epochs", recipe.epochs),
    ];
    if let Some(it) = &recipe.distillation {
        let (temperature, mix) = (python(it.temperature), python(it.mix));
        parts.push(format!(
            "teacher {} (temperature {temperature}, mix {mix})",
            it.teacher
        ));
    }
    if recipe.word_shapes {
        parts.push("word shapes".to_owned());
    }
    let shares = [
        ("case change", recipe.case_change),
        ("mention replacement", recipe.mention_replacement),
        ("label smoothing", recipe.label_smoothing),
    ];
    let used = shares.into_iter().filter(|(_, share)| *share > 0.0);
    parts.extend(used.map(|(name, share)| format!("{name} {}", python(share))));
    if recipe.average_last > 1 {
        parts.push(format!("mean of the last {}", recipe.average_last));
    }
    parts.push(format!("seed {}", recipe.seed));
    parts.join(", ")
}

/// Our epochs under the published run of their task.
pub fn published(rows: &[Comparison]) -> String {
    let header = [
        "Task",
        "Run",
        "Epoch",
        "Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
    ];
    table(header, rows.iter().flat_map(comparison).collect())
}

fn comparison(row: &Comparison) -> Vec<[String; 8]> {
    let theirs = &row.published;
    let name = format!("published, {}", theirs.base);
    let last = theirs.epochs.len().max(3);
    let earlier = theirs.epochs.iter().enumerate();
    let earlier = earlier.filter(|(place, _)| place + 1 < last);
    let none = String::new;
    let mut rows: Vec<_> = earlier
        .map(|(place, f1)| {
            let (epoch, f1) = ((place + 1).to_string(), rounded(*f1));
            let name = name.clone();
            [
                row.task.clone(),
                name,
                epoch,
                none(),
                none(),
                none(),
                f1,
                none(),
            ]
        })
        .collect();
    rows.push([
        row.task.clone(),
        name.clone(),
        last.to_string(),
        theirs.loss.map_or_else(none, rounded),
        rounded(theirs.precision),
        rounded(theirs.recall),
        rounded(theirs.f1),
        rounded(theirs.accuracy),
    ]);
    rows.extend(row.epochs.iter().map(|epoch| {
        [
            row.task.clone(),
            format!("ours, {}", row.base),
            rounded(epoch.epoch),
            rounded(epoch.validation_loss),
            rounded(epoch.precision),
            rounded(epoch.recall),
            rounded(epoch.f1),
            rounded(epoch.accuracy),
        ]
    }));
    rows
}
