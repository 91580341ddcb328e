//! `namelight evaluate`.

mod table;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use namelight_recognizer::Recognizer;
use namelight_scores::Scheme;
use namelight_text::{DecodingOptions, LabelSet, Task, tag_of_model};
use serde_json::{Value, json};

use super::{compute, output};
use crate::cli::{Case, DeviceKind, EvaluateArgs, ReadAs};
use crate::data::spans::is_span_file;
use crate::data::token_rows::is_token_file;
use crate::data::{SpanFile, Split};
use crate::evaluate::plain_text::compare_plain_text;
use crate::evaluate::{
    Comparison, TypeFilter, compare_texts, errors, overall, predict, thresholds,
};
use crate::model_dir;

pub fn run(args: &EvaluateArgs) -> Result<()> {
    let directory = model_dir::or_shipped(args.model.clone())?;
    let files = model_dir::read(&directory)?;
    let recognizer = Recognizer::load(&files).with_context(|| directory.display().to_string())?;
    let types = TypeFilter::new(&args.types, recognizer.labels().entity_types())?;
    let data = Data::read(&args.data, model_dir::task_of(&files)?)?;
    let data = data.prepared(args, recognizer.labels(), &types)?;
    let evaluation = Evaluation {
        args,
        recognizer: &recognizer,
        types: &types,
        options: DecodingOptions::with_recall_bias(args.recall_bias),
    };
    let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
    let answer = pool.install(|| match (&data, args.read_as) {
        (Data::Spans(file), _) => evaluation.texts(file),
        (Data::Columns(split), ReadAs::Words) => evaluation.words(split),
        (Data::Columns(split), ReadAs::Lines) => evaluation.plain_text(split, "\n"),
        (Data::Columns(split), ReadAs::Text) => evaluation.plain_text(split, " "),
    });
    let Answer { mut json, table } = answer?;
    json["model"] = json!(directory);
    json["data"] = data.facts();
    output::print(&if args.json {
        format!("{json:#}\n")
    } else {
        table
    })
}

/// What is printed, as JSON and as a table.
struct Answer {
    json: Value,
    table: String,
}

enum Data {
    Columns(Split),
    Spans(SpanFile),
}

impl Data {
    fn read(path: &Path, task: Task) -> Result<Self> {
        let bytes = std::fs::read(path);
        let bytes = bytes.with_context(|| format!("reading {}", path.display()))?;
        if is_span_file(path, &bytes) && !is_token_file(path, &bytes) {
            return Ok(Self::Spans(SpanFile::read(path, bytes)?));
        }
        Ok(Self::Columns(Split::from_bytes(
            path, &bytes, "data", task,
        )?))
    }

    /// Changes the data as the arguments say, and refuses arguments that make no sense for them.
    fn prepared(self, args: &EvaluateArgs, labels: &LabelSet, types: &TypeFilter) -> Result<Self> {
        let is_text = match &self {
            Self::Columns(_) => args.read_as != ReadAs::Words,
            Self::Spans(_) => true,
        };
        ensure!(
            !(is_text && args.strict),
            "--strict is about tags, and text has none; leave it out"
        );
        ensure!(
            is_text || !args.one_type_per_name,
            "--one-type-per-name is about the names of a text; add --read-as text or lines"
        );
        match self {
            Self::Columns(split) => {
                let split = split.with_tags(|tag| tag_of_model(tag, labels));
                let split = types.split(split);
                Ok(Self::Columns(match args.case {
                    Some(Case::Upper) => split.with_words(|word| word.to_uppercase()),
                    Some(Case::Lower) => split.with_words(|word| word.to_lowercase()),
                    None => split,
                }))
            }
            Self::Spans(file) if args.case.is_none() && args.read_as == ReadAs::Words => {
                Ok(Self::Spans(file))
            }
            Self::Spans(file) => bail!(
                "{}: --case and --read-as change the words of a column file; these are texts with spans",
                file.file
            ),
        }
    }

    fn facts(&self) -> Value {
        match self {
            Self::Columns(split) => json!(split.facts),
            Self::Spans(file) => json!({
                "file": file.file,
                "sha256": file.sha256,
                "texts": file.texts.len(),
                "entities": file.entity_counts(),
            }),
        }
    }
}

struct Evaluation<'a> {
    args: &'a EvaluateArgs,
    recognizer: &'a Recognizer,
    types: &'a TypeFilter,
    options: DecodingOptions,
}

impl Evaluation<'_> {
    /// Scores the sentences and words of a column file.
    fn words(&self, split: &Split) -> Result<Answer> {
        let Self { args, types, .. } = self;
        let scheme = if args.strict {
            Scheme::StrictIob2
        } else {
            Scheme::Default
        };
        let predictions =
            predict(self.recognizer, split, args.batch.into())?.decoded(&self.options);
        let scores = predictions.scores(scheme, types)?;
        // The loss is that of all labels.
        let loss = types.keeps_all().then(|| predictions.words());
        let loss = loss.transpose()?.map(|words| words.loss(1.0));
        let shown = loss.map(|loss| format!(", loss {loss:.4}"));
        let mut answer = Answer {
            table: format!(
                "{}accuracy {:.4}{}\n",
                table::scores(&scores.overall, &scores.per_type),
                scores.accuracy,
                shown.unwrap_or_default()
            ),
            json: json!({ "loss": loss, "scores": scores }),
        };
        if args.thresholds || args.errors.is_some() {
            self.finish(&[predictions.compared().filtered(types)], &mut answer)?;
        }
        Ok(answer)
    }

    /// Scores the sentences of a column file as one text.
    fn plain_text(&self, split: &Split, between: &str) -> Result<Answer> {
        let compared = compare_plain_text(self.recognizer, split, between, &self.options)?;
        self.compared(vec![compared])
    }

    /// Scores the texts of a span file.
    fn texts(&self, file: &SpanFile) -> Result<Answer> {
        if self.types.keeps_all() {
            file.check_types(self.recognizer.labels().entity_types())?;
        }
        let counts = file.entity_counts().into_iter();
        let others = counts.filter(|(name, _)| !self.types.keeps(name));
        let others: Vec<String> = others
            .map(|(name, count)| format!("{count} {name}"))
            .collect();
        if !others.is_empty() {
            eprintln!("note: --types leaves out {} of the data", others.join(", "));
        }
        self.compared(compare_texts(self.recognizer, &file.texts, &self.options)?)
    }

    fn compared(&self, texts: Vec<Comparison>) -> Result<Answer> {
        let prepared = |text: Comparison| match self.args.one_type_per_name {
            true => text.with_one_type_per_name().filtered(self.types),
            false => text.filtered(self.types),
        };
        let texts: Vec<Comparison> = texts.into_iter().map(prepared).collect();
        let (all, types) = overall(&texts);
        let mut answer = Answer {
            table: table::scores(&all, &types),
            json: json!({ "scores": { "overall": all, "per_type": types } }),
        };
        self.finish(&texts, &mut answer)?;
        Ok(answer)
    }

    /// Adds the table of thresholds and writes the list of errors, where they are asked for.
    fn finish(&self, texts: &[Comparison], answer: &mut Answer) -> Result<()> {
        if self.args.thresholds {
            let rows = thresholds(texts);
            answer.table += &table::thresholds(&rows);
            answer.json["thresholds"] = json!(rows);
        }
        match &self.args.errors {
            Some(path) => {
                write_errors(path, texts).with_context(|| format!("writing {}", path.display()))
            }
            None => Ok(()),
        }
    }
}

fn write_errors(path: &Path, texts: &[Comparison]) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for error in texts.iter().flat_map(errors) {
        writeln!(out, "{}", serde_json::to_string(&error)?)?;
    }
    Ok(out.flush()?)
}
