//! A teacher: a model that gives each word probabilities of labels in place of one label.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use candle_core::Device;
use namelight_kernels::math::softmax;
use namelight_recognizer::Recognizer;
use namelight_text::LabelSet;

use crate::data::Words;
use crate::evaluate::label_sentences;
use crate::logging::counting_bar;
use crate::model_dir;

/// The number of sentences that the teacher reads at once.
const BATCH: usize = 16;

/// A model that a smaller one, the student, learns from.
pub struct Teacher {
    recognizer: Recognizer,
    /// For each label of the student its place among those of the teacher.
    order: Vec<usize>,
    temperature: f32,
}

impl Teacher {
    /// Reads a model directory, for this device. Its labels must be these, in any order.
    pub fn load(
        directory: &Path,
        labels: &LabelSet,
        temperature: f64,
        device: &Device,
    ) -> Result<Self> {
        let files = model_dir::read(directory)?;
        let name = || directory.display().to_string();
        // The student's temperature is the only one.
        let recognizer = Recognizer::load_on(&files, device).with_context(name)?;
        let recognizer = recognizer.uncalibrated();
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
            recognizer,
        })
    }

    /// The probabilities `(words, labels)` of each sentence, row by row: softmax of the logits over the temperature
    /// (Hinton, Vinyals and Dean, 2015).
    pub fn soft_labels<'a>(
        &self,
        sentences: impl ExactSizeIterator<Item = &'a Words>,
    ) -> Result<Vec<Vec<f32>>> {
        let bar = counting_bar(sentences.len(), "sentences labelled by the teacher");
        let sentences: Vec<Vec<&str>> = sentences
            .map(|words| words.iter().map(String::as_str).collect())
            .collect();
        let labelled =
            label_sentences(&self.recognizer, &sentences, BATCH, |count| bar.inc(count))?;
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
