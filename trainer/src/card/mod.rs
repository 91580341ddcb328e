//! The model card: `README.md` of a model directory, in the form of the cards that transformers' `Trainer` writes. Its tables
//! are those of [`tables`], which the Report view of the page shows as well.

mod head;
mod markdown;
mod numbers;

use anyhow::Result;
use namelight_encoder::ModelType;
use namelight_encoder::weights::GroupedBits;
use namelight_scores::report::{Evaluation, Recipe, Report, Value, tables};

use markdown::{list, table};
use numbers::python;

/// The weights that the card stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// The format that transformers reads.
    F32,
    /// The format that only this program and its page read.
    Int8,
    /// The same with grouped integers in the file.
    Grouped {
        /// How many bits they have.
        bits: GroupedBits,
        /// How many of them share a scale.
        group: usize,
    },
}

impl Weights {
    /// The name in the evaluations of a report.
    fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::Int8 | Self::Grouped { .. } => "int8",
        }
    }
}

/// How to use a model with word shapes in another program.
const SHAPES: &str = " Its `token_type_ids` say how the word of each token is written: 0 without a capital letter (also `[CLS]` and \
     `[SEP]`), 1 with the first letter a capital and no other, 2 with all of two letters or more, 3 with others.";

/// The card of a model with this report.
///
/// # Errors
/// Those of writing YAML.
pub fn card(report: &Report, weights: Weights) -> Result<String> {
    let model = &report.model;
    let data = match head::dataset(report) {
        Some(dataset) => format!("the {} dataset", dataset.name),
        None => "the files below".to_owned(),
    };
    let mut text = format!(
        "---\n{}---\n\n# {}\n\nThis model is a fine-tuned version of {} on {data}.\n",
        head::yaml(report, weights)?,
        model.name,
        model.base,
    );
    if !model.mean_of.is_empty() {
        let models = model.mean_of.join(", ");
        text += &format!("Its weights are the mean of those of {models}.\n");
    }
    if let Some(evaluation) = evaluations(report, weights).next() {
        text += "It achieves the following results on the evaluation set:\n";
        text += &results(evaluation);
    }
    for (heading, body) in sections(report, weights) {
        text += &format!("\n{heading}\n\n{body}");
    }
    Ok(text)
}

/// The sections with their headings. Those that the report has nothing for are left out.
fn sections(report: &Report, weights: Weights) -> Vec<(&'static str, String)> {
    let mut sections = vec![
        ("## Model description", description(report, weights)),
        ("## Training and evaluation data", data(report)),
        (
            "## Training procedure\n\n### Training hyperparameters",
            hyper_parameters(&report.recipe),
        ),
        (
            "### Training results",
            table(&tables::epochs_with_sources(&report.epochs)),
        ),
    ];
    let by_source = report.released_by_source("validation");
    if by_source.iter().any(|row| row.source.is_some()) {
        let table = table(&tables::sources(&by_source));
        let note = "On the validation data of each source, of the types that it labels.";
        sections.push(("### Where it works", format!("{note}\n\n{table}")));
    }
    if !report.evaluations.is_empty() {
        let table = table(&tables::evaluations(&report.evaluations));
        let note = "Milliseconds are those of a pass over 32 wordpieces on one thread.";
        sections.push((
            "### Scores of the finished model",
            format!("{note}\n\n{table}"),
        ));
    }
    if !report.seeds.is_empty() {
        let table = table(&tables::seeds(&report.seeds));
        sections.push(("### All seeds of this recipe", table));
    }
    if let Some(it) = &report.diagnostics {
        let fitted = format!(
            "Logits are divided by a temperature of {}, fitted on the validation set. Errors are expected calibration errors.",
            numbers::rounded(it.temperature)
        );
        let fitted = match it.outside_bias {
            Some(bias) => format!(
                "The weights add {} to the logit of `O`, which gave the best F1 on the validation sets. {fitted}",
                numbers::rounded(bias)
            ),
            None => fitted,
        };
        let calibration = table(&tables::calibration(&it.calibration));
        sections.extend([
            ("### Calibration", format!("{fitted}\n\n{calibration}")),
            (
                "### Score thresholds on the validation set",
                table(&tables::thresholds(&it.thresholds)),
            ),
            (
                "### Other readings of the data",
                table(&tables::conditions(&it.conditions)),
            ),
        ]);
    }
    if !report.published.is_empty() {
        let of_task = report.published.iter().map(|row| {
            let table = table(&tables::comparison(row));
            format!("Task {}, validation data:\n\n{table}", row.task)
        });
        let of_task: Vec<String> = of_task.collect();
        sections.push((
            "### Beside published runs of one recipe",
            of_task.join("\n"),
        ));
    }
    if !report.variants.is_empty() {
        let table = table(&tables::variants(&report.variants));
        sections.push(("### All models that were trained", table));
    }
    let version = env!("CARGO_PKG_VERSION");
    sections.push(("### Framework versions", format!("- Namelight {version}\n")));
    sections
}

/// The evaluations of these weights; that of the validation data comes first.
fn evaluations(report: &Report, weights: Weights) -> impl Iterator<Item = &Evaluation> {
    let rows = report.evaluations.iter();
    rows.filter(move |row| row.weights == weights.name())
}

fn results(evaluation: &Evaluation) -> String {
    let metrics = head::metrics(evaluation).map(|metric| (metric.name, metric.value));
    let lines = [("Loss", evaluation.loss)].into_iter().chain(metrics);
    list(lines.map(|(name, value)| (name.to_owned(), numbers::rounded(value))))
}

fn description(report: &Report, weights: Weights) -> String {
    let model = &report.model;
    let has_shapes = report.recipe.word_shapes;
    let knows_types = model.model_type == ModelType::Bert.name();
    let use_it = match weights {
        Weights::F32 if has_shapes && !knows_types => {
            "Namelight reads it; transformers knows no token types in this architecture, which its word shapes are.".to_owned()
        }
        Weights::F32 => {
            "It opens in transformers with `AutoModelForTokenClassification`; the first wordpiece of a word speaks for it."
                .to_owned()
        }
        Weights::Int8 => {
            "Its weights are int8 with a scale per output channel, which Namelight reads and transformers does not.".to_owned()
        }
        Weights::Grouped { bits, group } => format!(
            "Its word embeddings are integers of {} bits and the matrices of its layers of {}, with a scale for each {group}, \
             which Namelight reads and transformers does not; they become int8 when it is loaded.",
            bits.words, bits.layers
        ),
    };
    let shapes = if has_shapes { SHAPES } else { "" };
    format!(
        "A token classifier of type {} with {} layers of width {} and {} parameters. Its labels are {}. {use_it}{shapes}\n",
        model.model_type,
        model.layers,
        model.hidden_size,
        model.parameters,
        model.labels.join(", "),
    )
}

/// The files and their hashes.
fn data(report: &Report) -> String {
    let hashes = report.data.iter();
    let hashes = hashes.map(|file| (format!("SHA-256 of {}", file.label()), file.sha256.clone()));
    format!("{}\n{}", table(&tables::data(&report.data)), list(hashes))
}

/// All hyper-parameters, under the names that transformers' `Trainer` gives them.
fn hyper_parameters(recipe: &Recipe) -> String {
    let settings = recipe.settings().into_iter().map(|(parameter, value)| {
        let value = match value {
            Value::Number(number) => python(number),
            other => other.to_string(),
        };
        (parameter.card_name.to_owned(), value)
    });
    let teacher = recipe.distillation.iter();
    let teacher = teacher.map(|it| ("teacher".to_owned(), it.teacher.clone()));
    let optimizer = [("optimizer".to_owned(), "AdamW".to_owned())];
    format!(
        "The following hyperparameters were used during training:\n{}",
        list(settings.chain(optimizer).chain(teacher))
    )
}

#[cfg(test)]
mod tests;
