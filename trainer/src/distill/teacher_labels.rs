//! What a student is taught besides the labels of the data.

use std::path::{Path, PathBuf};

use anyhow::Result;
use namelight_text::LabelSet;

use super::teacher::{Teacher, read_unlabelled};
use crate::data::{Split, Words};

/// A teacher's word on all training sentences, which takes minutes to get and is the same for every seed.
pub struct TeacherLabels {
    /// SHA-256 of the teacher's weights.
    pub sha256: String,
    /// Of the training data, sentence by sentence: probabilities `(words, labels)`.
    pub softened: Vec<Vec<f32>>,
    /// Sentences that only the teacher labelled.
    pub unlabelled: Vec<Words>,
    /// What it says of them.
    pub unlabelled_softened: Vec<Vec<f32>>,
}

impl TeacherLabels {
    /// Asks the teacher in a model directory, at this temperature.
    pub fn ask(
        teacher: &Path,
        temperature: f64,
        labels: &LabelSet,
        train: &Split,
        unlabelled: &[PathBuf],
    ) -> Result<Self> {
        let teacher = Teacher::load(teacher, labels, temperature)?;
        let unlabelled = read_unlabelled(unlabelled)?;
        let sentences = train.sentences.iter().map(|it| as_strs(&it.words));
        let more = unlabelled.iter().map(as_strs);
        Ok(Self {
            softened: teacher.soften(&sentences.collect::<Vec<_>>())?,
            unlabelled_softened: teacher.soften(&more.collect::<Vec<_>>())?,
            sha256: teacher.sha256,
            unlabelled,
        })
    }
}

fn as_strs(words: &Words) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
