//! What a student is taught besides the labels of the data.

use std::path::Path;

use anyhow::Result;
use candle_core::Device;
use namelight_text::LabelSet;

use super::teacher::Teacher;
use crate::data::{DataSet, Words};

/// A teacher's labels of all training sentences, which take minutes to compute and are the same for every seed.
pub struct TeacherLabels {
    /// Probabilities `(words, labels)` of each sentence of the training data, source by source.
    pub train: Vec<Vec<f32>>,
    /// Probabilities `(words, labels)` of each sentence that only the teacher labels.
    pub unlabelled: Vec<Vec<f32>>,
}

impl TeacherLabels {
    /// Asks the teacher in a model directory, at this temperature, on this device.
    ///
    /// # Errors
    /// When the directory holds no model with these labels, or the model fails.
    pub fn ask(
        teacher: &Path,
        temperature: f64,
        labels: &LabelSet,
        train: &DataSet,
        unlabelled: &[Words],
        device: &Device,
    ) -> Result<Self> {
        let teacher = Teacher::load(teacher, labels, temperature, device)?;
        let train = train.train().flat_map(|split| &split.sentences);
        let train: Vec<&Words> = train.map(|sentence| &sentence.words).collect();
        Ok(Self {
            train: teacher.soft_labels(train.into_iter())?,
            unlabelled: teacher.soft_labels(unlabelled.iter())?,
        })
    }
}
