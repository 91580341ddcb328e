//! The report's tables.

use namelight_scores::Score;
use namelight_scores::report::{DataFacts, EpochRow, Evaluation, Recipe};
use yew::prelude::*;

const EPOCH_HEADS: [&str; 8] = [
    "Training Loss",
    "Epoch",
    "Step",
    "Validation Loss",
    "Precision",
    "Recall",
    "F1",
    "Accuracy",
];

fn row(cells: impl IntoIterator<Item = String>) -> Html {
    html! { <tr>{ for cells.into_iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> }
}

fn table(id: Option<&'static str>, heads: &[&str], rows: Vec<Html>) -> Html {
    html! {
        <table {id}>
            <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

pub(super) fn epoch_table(epochs: &[EpochRow]) -> Html {
    let cells = |epoch: &EpochRow| {
        let four = |value: f64| format!("{value:.4}");
        row([
            four(epoch.training_loss),
            format!("{:.1}", epoch.epoch),
            epoch.step.to_string(),
            four(epoch.validation_loss),
            four(epoch.precision),
            four(epoch.recall),
            four(epoch.f1),
            four(epoch.accuracy),
        ])
    };
    table(
        Some("epochs"),
        &EPOCH_HEADS,
        epochs.iter().map(cells).collect(),
    )
}

pub(super) fn score_tables(evaluation: &Evaluation) -> Html {
    let cells = |name: &str, score: &Score| {
        let four = |value: f64| format!("{value:.4}");
        row([
            name.to_owned(),
            four(score.precision),
            four(score.recall),
            four(score.f1),
            score.support.to_string(),
        ])
    };
    let scores = &evaluation.scores;
    let mut rows: Vec<Html> = scores
        .per_type
        .iter()
        .map(|(kind, score)| cells(kind, score))
        .collect();
    rows.push(cells("all", &scores.overall));
    let heading = format!(
        "{} data, {} weights ({:.1} MB), accuracy {:.4}",
        evaluation.split,
        evaluation.weights,
        evaluation.weight_bytes as f64 / 1e6,
        scores.accuracy
    );
    html! {
        <div class="panel">
            <h2>{ heading }</h2>
            <div class="scroll" tabindex="0">{ table(None, &["Type", "Precision", "Recall", "F1", "Entities"], rows) }</div>
        </div>
    }
}

pub(super) fn recipe_table(recipe: &Recipe) -> Html {
    let rows = [
        ("Learning rate", recipe.learning_rate.to_string()),
        ("Warm-up, share of steps", recipe.warmup_ratio.to_string()),
        ("Schedule", recipe.schedule.clone()),
        ("Epochs", recipe.epochs.to_string()),
        (
            "Batch, training and evaluation",
            format!("{} and {}", recipe.train_batch, recipe.eval_batch),
        ),
        (
            "Adam betas",
            format!("{} and {}", recipe.betas.0, recipe.betas.1),
        ),
        ("Adam epsilon", format!("{:e}", recipe.epsilon)),
        ("Weight decay", recipe.weight_decay.to_string()),
        ("Largest gradient norm", recipe.max_grad_norm.to_string()),
        ("Seed", recipe.seed.to_string()),
        ("Grouped by length", recipe.group_by_length.to_string()),
        (
            "Dropout, hidden and attention",
            format!("{} and {}", recipe.hidden_dropout, recipe.attention_dropout),
        ),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, value)| row([name.to_owned(), value]))
        .collect();
    table(None, &["Setting", "Value"], rows)
}

pub(super) fn data_table(data: &[DataFacts]) -> Html {
    let cells = |facts: &DataFacts| {
        let entities: Vec<String> = facts
            .entities
            .iter()
            .map(|(kind, count)| format!("{kind} {count}"))
            .collect();
        let hash: String = facts.sha256.chars().take(12).collect();
        row([
            facts.split.clone(),
            facts.file.clone(),
            facts.sentences.to_string(),
            facts.words.to_string(),
            entities.join(", "),
            hash,
        ])
    };
    table(
        None,
        &["Split", "File", "Sentences", "Words", "Entities", "SHA-256"],
        data.iter().map(cells).collect(),
    )
}
