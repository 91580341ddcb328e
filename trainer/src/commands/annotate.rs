//! `namelight annotate`.

use std::io::{BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use namelight_recognizer::{Recognizer, SentenceAnalysis};
use namelight_text::{Entity, TextRecord};

use crate::cli::{AnnotateArgs, AnnotateFormat};
use crate::model_dir;

pub fn run(args: &AnnotateArgs) -> Result<()> {
    let directory = model_dir::or_shipped(args.model.clone())?;
    let files = model_dir::read(&directory)?;
    let recognizer = Recognizer::load(&files).with_context(|| directory.display().to_string())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = match args.files.as_slice() {
        [] => annotate(&recognizer, &read_input()?, args.format, &mut out),
        files => files
            .iter()
            .try_for_each(|path| annotate(&recognizer, &read_file(path)?, args.format, &mut out)),
    };
    match written.and_then(|()| Ok(out.flush()?)) {
        // The reader has seen enough, as `head` does.
        Err(error) if is_closed_pipe(&error) => Ok(()),
        other => other,
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn read_input() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("reading standard input")?;
    model_dir::text(bytes, "standard input")
}

fn read_file(path: &Path) -> Result<String> {
    let name = path.display().to_string();
    model_dir::text(
        std::fs::read(path).with_context(|| format!("reading {name}"))?,
        &name,
    )
}

/// Writes each sentence as soon as it is done, so that a long text streams.
fn annotate(
    recognizer: &Recognizer,
    text: &str,
    format: AnnotateFormat,
    out: &mut impl Write,
) -> Result<()> {
    for span in namelight_text::split_sentences(text) {
        let sentence = span.slice(text).unwrap_or_default();
        let analysis = recognizer.recognize_sentence(sentence)?;
        match format {
            AnnotateFormat::Json => write_json(sentence, &analysis, out)?,
            AnnotateFormat::Conll => write_conll(recognizer, sentence, &analysis, out)?,
        }
    }
    Ok(())
}

/// A line a sentence, which is a text of its own: places count from its start.
fn write_json(sentence: &str, analysis: &SentenceAnalysis, out: &mut impl Write) -> Result<()> {
    let entities = analysis.entities.iter();
    let entities: Vec<Entity> = entities.map(|entity| entity.in_text(0)).collect();
    let line = TextRecord::new(sentence, &entities);
    writeln!(out, "{}", serde_json::to_string(&line)?)?;
    Ok(())
}

fn write_conll(
    recognizer: &Recognizer,
    sentence: &str,
    analysis: &SentenceAnalysis,
    out: &mut impl Write,
) -> Result<()> {
    for (word, label) in analysis.words.iter().zip(&analysis.labels) {
        let word = word.slice(sentence).unwrap_or_default();
        writeln!(out, "{word} {}", recognizer.labels().names()[*label])?;
    }
    writeln!(out)?;
    Ok(())
}
