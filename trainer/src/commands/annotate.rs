//! `namelight annotate`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use namelight_masking::List;
use namelight_names::{Mention, TypedMention, one_type_per_name};
use namelight_recognizer::{Recognizer, SentenceAnalysis};
use namelight_text::{
    DecodingOptions, Entity, Span, Task, TextRecord, entity_columns, split_sentences, tag_columns,
};

use super::{list_file, output, text_file};
use crate::cli::{AnnotateArgs, AnnotateFormat};
use crate::model_dir;

pub fn run(args: &AnnotateArgs) -> Result<()> {
    let directory = model_dir::or_shipped(args.model.clone())?;
    let files = model_dir::read(&directory)?;
    let annotator = Annotator {
        recognizer: Recognizer::load(&files).with_context(|| directory.display().to_string())?,
        task: model_dir::task_of(&files)?,
        format: args.format,
        one_type_per_name: args.one_type_per_name,
        list: list_file::read(args.list.as_deref())?,
        options: DecodingOptions::with_recall_bias(args.recall_bias),
        given: RefCell::default(),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = match args.files.as_slice() {
        [] => annotator.annotate(&text_file::read(None, args.encoding)?, &mut out),
        files => files.iter().try_for_each(|path| {
            annotator.annotate(&text_file::read(Some(path), args.encoding)?, &mut out)
        }),
    };
    output::until_closed(written.and_then(|()| Ok(out.flush()?)))?;
    if annotator.recognizer.labels().is_unnamed() {
        eprintln!("{}", annotator.unnamed_labels(&directory));
    }
    Ok(())
}

struct Annotator {
    recognizer: Recognizer,
    task: Task,
    format: AnnotateFormat,
    one_type_per_name: bool,
    /// The person's own list of what is always a name and what never.
    list: List,
    options: DecodingOptions,
    /// How many words were given each label.
    given: RefCell<BTreeMap<usize, usize>>,
}

impl Annotator {
    /// Writes each sentence as soon as it is done, so that a long text streams.
    fn annotate(&self, text: &str, out: &mut impl Write) -> Result<()> {
        let sentences = split_sentences(text).into_iter();
        let mut sentences = sentences.map(|span| span.slice(text).unwrap_or_default());
        if !self.one_type_per_name {
            return sentences
                .try_for_each(|sentence| self.write(sentence, &self.analyse(sentence)?, out));
        }
        let found = sentences.map(|sentence| Ok((sentence, self.analyse(sentence)?)));
        let mut found = found.collect::<Result<Vec<_>>>()?;
        unify_types(&mut found);
        let mut found = found.iter();
        found.try_for_each(|(sentence, analysis)| self.write(sentence, analysis, out))
    }

    /// What the model finds in a sentence, changed by the person's own list.
    fn analyse(&self, sentence: &str) -> Result<SentenceAnalysis> {
        let mut analysis = self
            .recognizer
            .recognize_sentence_with(sentence, &self.options)?;
        if self.list.entries.is_empty() {
            return Ok(analysis);
        }
        let found = analysis.entities.iter().map(|entity| entity.in_text(0));
        let whole = Span {
            start: 0,
            end: sentence.len(),
        };
        let entities = self.list.apply(sentence, found.collect());
        let entities = entities
            .iter()
            .filter_map(|entity| entity.in_sentence(whole));
        analysis.entities = entities.collect();
        Ok(analysis)
    }

    fn write(
        &self,
        sentence: &str,
        analysis: &SentenceAnalysis,
        out: &mut impl Write,
    ) -> Result<()> {
        for label in &analysis.labels {
            *self.given.borrow_mut().entry(*label).or_default() += 1;
        }
        match self.format {
            AnnotateFormat::Json => writeln!(out, "{}", json_line(sentence, analysis)?)?,
            AnnotateFormat::Conll => write!(out, "{}", self.columns(sentence, analysis))?,
        }
        Ok(())
    }

    /// What is said of a model whose labels have no names. Most words of a text are outside of names.
    fn unnamed_labels(&self, directory: &Path) -> String {
        let given = self.given.borrow();
        let most = given.iter().max_by_key(|(_, count)| **count);
        let outside = most.and_then(|(label, count)| {
            let name = self.recognizer.labels().names().get(*label)?;
            let all: usize = given.values().sum();
            Some(format!("; {name} seems to be the one for words outside of names (it was given to {count} of {all})"))
        });
        format!(
            "note: the labels of {} are numbers in place of names (LABEL_0, …), and each word is given one{}; write the \
             names into id2label of its config.json",
            directory.display(),
            outside.unwrap_or_default()
        )
    }

    fn columns(&self, sentence: &str, analysis: &SentenceAnalysis) -> String {
        if self.task.is_bio() {
            return entity_columns(sentence, &analysis.entities);
        }
        let names = self.recognizer.labels().names();
        let tags: Vec<&str> = analysis.labels.iter().map(|id| &*names[*id]).collect();
        tag_columns(&analysis.words, &tags)
    }
}

/// Gives all mentions of a name one type.
fn unify_types(sentences: &mut [(&str, SentenceAnalysis)]) {
    let entities = sentences.iter().flat_map(|(sentence, analysis)| {
        let entities = analysis.entities.iter();
        entities.map(|entity| {
            let surface = entity.span.slice(sentence).unwrap_or_default();
            (surface, entity.entity_type.clone(), entity.score)
        })
    });
    let entities: Vec<_> = entities.collect();
    let mentions = entities
        .iter()
        .map(|(surface, entity_type, score)| TypedMention {
            mention: Mention {
                surface,
                entity_type,
            },
            score: *score,
        });
    let mut types = one_type_per_name(&mentions.collect::<Vec<_>>()).into_iter();
    for (_, analysis) in sentences {
        for (entity, entity_type) in analysis.entities.iter_mut().zip(&mut types) {
            entity_type.clone_into(&mut entity.entity_type);
        }
    }
}

/// A sentence as a text of its own: places count from its start.
fn json_line(sentence: &str, analysis: &SentenceAnalysis) -> Result<String> {
    let entities = analysis.entities.iter();
    let entities: Vec<Entity> = entities.map(|entity| entity.in_text(0)).collect();
    Ok(serde_json::to_string(&TextRecord::new(
        sentence, &entities,
    ))?)
}
