//! What a teacher says of words: probabilities in place of one label.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use namelight_kernels::math::softmax;
use namelight_manifest::sha256_hex;
use namelight_recognizer::Recognizer;
use namelight_text::{LabelSet, split_sentences, split_words};

use crate::data::Words;
use crate::evaluate::label_sentences;
use crate::logging::counting_bar;
use crate::model_dir;

/// Sentences that the teacher reads at once.
const BATCH: usize = 16;

/// A model that a smaller one learns from.
pub struct Teacher {
    recognizer: Recognizer,
    /// For each of our labels the place of the teacher's.
    order: Vec<usize>,
    temperature: f32,
    /// SHA-256 of its weights.
    pub sha256: String,
}

impl Teacher {
    /// Reads a model directory. Its labels must be these, in any order.
    pub fn load(directory: &Path, labels: &LabelSet, temperature: f64) -> Result<Self> {
        let files = model_dir::read(directory)?;
        let name = || directory.display().to_string();
        // The student's temperature is the only one.
        let recognizer = Recognizer::load(&files).with_context(name)?.uncalibrated();
        let known = recognizer.labels();
        let order = labels.names().iter().map(|label| {
            let place = known.index_of(label);
            place.with_context(|| format!("the teacher {} does not know the label {label}", name()))
        });
        let order = order.collect::<Result<Vec<_>>>()?;
        ensure!(
            known.len() == order.len(),
            "the teacher {} has {} labels, the data {}",
            name(),
            known.len(),
            order.len()
        );
        Ok(Self {
            order,
            temperature: temperature as f32,
            sha256: sha256_hex(&files.weights),
            recognizer,
        })
    }

    /// Probabilities `(words, labels)` of each sentence, row by row, softened: softmax of the logits over the temperature
    /// (Hinton, Vinyals and Dean, 2015).
    pub fn soften(&self, sentences: &[Vec<&str>]) -> Result<Vec<Vec<f32>>> {
        let bar = counting_bar(sentences.len(), "sentences labelled by the teacher");
        let labelled = label_sentences(&self.recognizer, sentences, BATCH, |count| bar.inc(count))?;
        bar.finish_and_clear();
        let soften = |row: &[f32]| {
            let ours: Vec<f32> = self.order.iter().map(|place| row[*place]).collect();
            softmax(&ours, self.temperature)
        };
        let labels = self.order.len();
        let rows = labelled.iter().map(|labelled| {
            let rows = labelled.log_probabilities.chunks_exact(labels);
            rows.flat_map(soften).collect()
        });
        Ok(rows.collect())
    }
}

/// Reads text files and splits them into sentences of words.
pub fn read_unlabelled(paths: &[impl AsRef<Path>]) -> Result<Vec<Words>> {
    let mut sentences = Vec::new();
    for path in paths {
        let path = path.as_ref();
        let name = || path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", name()))?;
        let text = model_dir::text(bytes, &name())?;
        for sentence in split_sentences(&text) {
            let sentence = sentence.slice(&text).unwrap_or_default();
            let words = split_words(sentence).into_iter();
            let words = words.filter_map(|word| word.slice(sentence));
            sentences.push(words.map(str::to_owned).collect());
        }
    }
    Ok(sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_sentences_of_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.txt");
        std::fs::write(&path, "Ada met Mr. Ray. They left.\n").unwrap();
        let sentences = read_unlabelled(&[path]).unwrap();
        assert_eq!(sentences[0], ["Ada", "met", "Mr.", "Ray", "."]);
        assert_eq!(sentences[1], ["They", "left", "."]);
    }
}
