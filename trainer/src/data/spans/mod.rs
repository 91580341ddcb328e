//! Span files: JSON Lines, a text a line with the places of its entities, as tools for annotation export them.
//!
//! `record` reads what one line says, this file a whole one; `sentences` cuts its texts for training.

mod record;
mod sentences;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use namelight_manifest::sha256_hex;
use namelight_scores::EntitySpan;

pub use sentences::SpanSentences;

use super::json_lines;

/// A text with its entities.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledText {
    /// The text, which may have several sentences.
    pub text: String,
    /// The entities, in the order of the file and each once. Places are bytes of `text`; some may overlap.
    pub entities: Vec<EntitySpan>,
    /// The number of the text's line in the file, counted from 1.
    pub line: usize,
}

/// The texts of a span file.
pub struct SpanFile {
    /// The path of the file, for messages.
    pub file: String,
    /// The SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// The texts, in the order of the file.
    pub texts: Vec<LabelledText>,
}

impl SpanFile {
    /// Reads the bytes of a span file. A byte order mark, `\r\n` and blank lines are no mistakes.
    ///
    /// # Errors
    /// When the file is not UTF-8, has no text, or a line is no text with spans of it; the message names the line.
    pub fn read(path: &Path, bytes: Vec<u8>) -> Result<Self> {
        let file = path.display().to_string();
        let sha256 = sha256_hex(&bytes);
        let values = json_lines::values(bytes, &file)?.into_iter();
        let text =
            |(line, value)| record::read(value, line).with_context(|| json_lines::at(&file, line));
        let texts: Vec<_> = values.map(text).collect::<Result<_>>()?;
        ensure!(!texts.is_empty(), "{file}: no text in the file");
        Ok(Self {
            file,
            sha256,
            texts,
        })
    }

    /// Number of entities of each type.
    pub fn entity_counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for span in self.texts.iter().flat_map(|text| &text.entities) {
            *counts.entry(span.entity_type.clone()).or_insert(0) += 1;
        }
        counts
    }

    /// Fails at the first entity whose type is none of these.
    ///
    /// # Errors
    /// With the line, the type, and the types that exist.
    pub fn check_types(&self, known: &[String]) -> Result<()> {
        for LabelledText { entities, line, .. } in &self.texts {
            for EntitySpan { entity_type, .. } in entities {
                ensure!(
                    known.contains(entity_type),
                    "{}, line {line}: unknown type {entity_type:?}; the model knows {}; --types names those that count",
                    self.file,
                    known.join(", ")
                );
            }
        }
        Ok(())
    }
}

/// Whether a file is a span file: by its name, or else by how it begins. Column files begin with a word and its tag.
pub fn is_span_file(path: &Path, bytes: &[u8]) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    if ["jsonl", "ndjson", "json"]
        .iter()
        .any(|known| extension == *known)
    {
        return true;
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let first = bytes.trim_ascii_start().strip_prefix(b"{");
    first.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}
