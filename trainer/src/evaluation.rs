//! Scores of a recogniser on a column file.

use anyhow::Result;
use namelight_recognizer::{Labelled, Recognizer};
use namelight_scores::{score_entities, EntityScores, Scheme};
use namelight_text::label_ids;
use rayon::prelude::*;

use crate::data::Split;

/// How a model does on a split.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Mean loss a word, in nats.
    pub loss: f64,
    /// Entity scores and accuracy.
    pub scores: EntityScores,
}

/// Labels the sentences of a split in batches and compares. Runs on the threads of the current pool; the result does
/// not depend on their number.
pub fn evaluate(
    recognizer: &Recognizer,
    split: &Split,
    batch: usize,
    scheme: Scheme,
) -> Result<Scored> {
    let labels = recognizer.labels();
    let gold: Vec<Vec<usize>> = split
        .sentences
        .iter()
        .map(|sentence| label_ids(sentence, labels, &split.file))
        .collect::<Result<_, _>>()?;
    let words = split.sentences.iter().map(|sentence| &sentence.words);
    let sentences: Vec<Vec<&str>> = words
        .map(|words| words.iter().map(String::as_str).collect())
        .collect();
    let found = label_sentences(recognizer, &sentences, batch, |_| ())?;

    let mut loss = 0.0;
    let mut words = 0;
    for (gold, found) in gold.iter().zip(&found) {
        let rows = found.log_probabilities.chunks_exact(labels.len());
        loss -= gold
            .iter()
            .zip(rows)
            .map(|(label, row)| f64::from(row[*label]))
            .sum::<f64>();
        words += gold.len();
    }
    let names = |ids: &[usize]| -> Vec<&str> {
        ids.iter().map(|id| labels.names()[*id].as_str()).collect()
    };
    let gold: Vec<Vec<&str>> = gold.iter().map(|ids| names(ids)).collect();
    let predicted: Vec<Vec<&str>> = found.iter().map(|found| names(&found.labels)).collect();
    Ok(Scored {
        loss: loss / words as f64,
        scores: score_entities(&gold, &predicted, scheme)?,
    })
}

/// Labels sentences on the threads of the current pool; the answers are in the order of the sentences. Tells `done` of
/// so many sentences more.
pub fn label_sentences(
    recognizer: &Recognizer,
    sentences: &[Vec<&str>],
    batch: usize,
    done: impl Fn(u64) + Sync,
) -> Result<Vec<Labelled>> {
    // Those of like length share a batch, so that attention pads little.
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|index| sentences[*index].len());
    let batches: Vec<Vec<Labelled>> = order
        .par_chunks(batch)
        .map(|indices| {
            let words = indices.iter().map(|index| sentences[*index].clone());
            let labelled = recognizer.label(&words.collect::<Vec<_>>());
            done(indices.len() as u64);
            labelled
        })
        .collect::<Result<_, _>>()?;
    let mut labelled: Vec<(usize, Labelled)> = order
        .into_iter()
        .zip(batches.into_iter().flatten())
        .collect();
    labelled.sort_by_key(|(index, _)| *index);
    Ok(labelled.into_iter().map(|(_, labelled)| labelled).collect())
}
