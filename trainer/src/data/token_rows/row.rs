//! What one token row says.

use anyhow::{Context, Result, bail, ensure};
use namelight_text::{ColumnSentence, Task};
use serde_json::{Map, Value};

use super::label_names::LabelNames;
use crate::data::json_lines::kind;

/// The fields with the words, of which the first that is there counts.
const WORDS: [&str; 2] = ["tokens", "words"];
/// The only word of a row that separates the documents of CoNLL-2003.
const DOCUMENT_START: &str = "-DOCSTART-";

/// The fields with the tags of a task, of which the first that is there counts.
fn tag_fields(task: Task) -> &'static [&'static str] {
    match task {
        Task::Ner => &["ner_tags", "tags", "labels", "ner"],
        Task::Pos => &["pos_tags", "pos", "upos"],
        Task::Chunk => &["chunk_tags", "chunk"],
    }
}

/// Whether a value is a row: it has a list of words and a list of as many tags of some task.
pub fn is_row(value: &Value) -> bool {
    let Some(row) = value.as_object() else {
        return false;
    };
    let words = found(row, &WORDS).and_then(|(_, words)| words.as_array());
    let is_list_of_tags = |(_, tags): (&str, &Value)| {
        let tags = tags.as_array();
        tags.is_some_and(|tags| tags.iter().all(|tag| tag.is_string() || tag.is_u64()))
    };
    let mut fields = Task::ALL.into_iter().map(tag_fields);
    words.is_some_and(|words| words.iter().all(Value::is_string))
        && fields.any(|fields| found(row, fields).is_some_and(is_list_of_tags))
}

/// The sentence of a row; none where it has no words, or separates documents.
///
/// # Errors
/// When words or tags are missing, their numbers differ, or a tag has no name.
pub fn sentence(
    value: &Value,
    number: usize,
    task: Task,
    names: &mut LabelNames,
) -> Result<Option<ColumnSentence>> {
    let Value::Object(row) = value else {
        bail!(
            "expected an object with words and tags, found {}",
            kind(value)
        );
    };
    let (words_field, words) = list(row, &WORDS)?;
    let (field, tags) = list(row, tag_fields(task))?;
    ensure!(
        words.len() == tags.len(),
        "{words_field:?} has {} words, and {field:?} {} tags",
        words.len(),
        tags.len()
    );
    let words = words.iter().map(|word| match word {
        Value::String(word) => Ok(word.clone()),
        other => bail!("{words_field:?} holds {}, expected strings", kind(other)),
    });
    let words: Vec<String> = words.collect::<Result<_>>()?;
    if words.is_empty() || words == [DOCUMENT_START] {
        return Ok(None);
    }
    let tags = tags.iter().map(|tag| names.tag(field, tag));
    let tags: Vec<String> = tags.collect::<Result<_>>()?;
    Ok(Some(ColumnSentence {
        lines: vec![number; words.len()],
        words,
        tags,
    }))
}

fn found<'a, 'n>(row: &'a Map<String, Value>, fields: &[&'n str]) -> Option<(&'n str, &'a Value)> {
    let mut fields = fields.iter();
    fields.find_map(|field| Some((*field, row.get(*field)?)))
}

fn list<'a, 'n>(
    row: &'a Map<String, Value>,
    fields: &[&'n str],
) -> Result<(&'n str, &'a Vec<Value>)> {
    let (field, value) = found(row, fields).with_context(|| {
        let there: Vec<_> = row.keys().map(String::as_str).collect();
        format!(
            "no field {}; the row has {}",
            fields.join(" or "),
            there.join(", ")
        )
    })?;
    let list = value.as_array();
    let list = list.with_context(|| format!("{field:?} is {}, expected a list", kind(value)))?;
    Ok((field, list))
}
