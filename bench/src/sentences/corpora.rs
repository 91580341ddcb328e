//! Texts whose sentences are known.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use namelight_text::Task;
use namelight_trainer::data::Split;
use serde::Deserialize;

/// The sentences of a corpus, in order.
pub struct Corpus {
    pub name: &'static str,
    pub sentences: Vec<String>,
}

/// Corpora as JSON Lines, a sentence a line, of which the text is as its writers typed it.
const OPEN: [(&str, &str); 2] = [
    ("English Worldwide Newswire, dev", "worldwide/dev.jsonl"),
    ("English Web Treebank, dev", "uner-ewt/dev.jsonl"),
];

/// Reads CoNLL-2003's validation data from its folder, and the others from the folder of open data.
///
/// # Errors
/// When a file cannot be read or is of another form.
pub fn read(conll: &Path, open: &Path) -> Result<Vec<Corpus>> {
    let mut corpora = Vec::new();
    for (name, file) in OPEN {
        corpora.push(Corpus {
            name,
            sentences: lines(&open.join(file))?,
        });
    }
    let split = Split::read_parts(&[conll.join("eng.testa")], "validation", Task::Ner)?;
    let sentences = split.sentences.iter();
    corpora.push(Corpus {
        name: "CoNLL-2003, validation",
        sentences: sentences.map(|sentence| sentence.words.join(" ")).collect(),
    });
    Ok(corpora)
}

fn lines(path: &Path) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Line {
        text: String,
    }
    let content =
        fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut sentences = Vec::new();
    for (index, json) in content.lines().enumerate() {
        let line: Line = serde_json::from_str(json)
            .with_context(|| format!("{}, line {}", path.display(), index + 1))?;
        let text = line.text.trim();
        // A line that is only a link opens an article.
        let is_link = text.starts_with("http") && !text.contains(' ');
        if !text.is_empty() && !is_link {
            sentences.push(text.to_owned());
        }
    }
    Ok(sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_only_a_link_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dev.jsonl");
        let json = "{\"text\": \"https://example.org/a\"}\n{\"text\": \"Ada sings. \", \"entities\": []}\n";
        fs::write(&path, json).unwrap();
        assert_eq!(lines(&path).unwrap(), ["Ada sings."]);
        fs::write(&path, "Ada").unwrap();
        let error = lines(&path).unwrap_err();
        assert!(error.to_string().ends_with("dev.jsonl, line 1"), "{error}");
    }
}
