//! Sentences of the training data as input rows with labels.

use anyhow::{Context, Result};
use candle_core::{Device, Tensor};
use namelight_encoder::Batch;
use namelight_recognizer::encode_rows;
use namelight_text::{label_ids, LabelSet};
use namelight_wordpieces::WordpieceTokenizer;

use crate::data::Split;

/// One input row of the encoder and the labels of its first wordpieces.
#[derive(Clone, Debug)]
pub struct Example {
    /// Wordpiece ids, special tokens included.
    pub ids: Vec<u32>,
    /// Place in `ids` and label.
    pub labels: Vec<(usize, u32)>,
}

/// Several examples as tensors.
pub struct ExampleBatch {
    /// The input; its ids are rows of the table that the embeddings are looked up in.
    pub input: Batch,
    /// Labelled wordpieces.
    pub places: Tensor,
    /// Their labels.
    pub labels: Tensor,
}

/// Encodes a split; a sentence of several windows gives several examples.
pub fn encode_split(
    split: &Split,
    tokenizer: &WordpieceTokenizer,
    labels: &LabelSet,
    max_positions: usize,
) -> Result<Vec<Example>> {
    let mut examples = Vec::with_capacity(split.sentences.len());
    for sentence in &split.sentences {
        let ids = label_ids(sentence, labels, &split.file)?;
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let rows = encode_rows(tokenizer, &words, max_positions)
            .with_context(|| format!("{}, line {}", split.file, sentence.first_line))?;
        for row in rows {
            let labels = row
                .words
                .iter()
                .map(|&(word, place)| (place, ids[word] as u32))
                .collect();
            examples.push(Example {
                ids: row.ids,
                labels,
            });
        }
    }
    Ok(examples)
}

/// How many labelled wordpieces these examples have.
pub fn labelled(examples: &[&Example]) -> usize {
    examples.iter().map(|example| example.labels.len()).sum()
}

/// The ids that occur in these examples, each once, in ascending order.
pub fn touched_ids(examples: &[&Example]) -> Vec<u32> {
    let mut ids: Vec<u32> = examples
        .iter()
        .flat_map(|example| &example.ids)
        .copied()
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl ExampleBatch {
    /// `touched` are the ids of the rows of the table that embeddings are looked up in, in ascending order, at least
    /// those that occur in the examples.
    pub fn new(
        examples: &[&Example],
        touched: &[u32],
        device: &Device,
    ) -> candle_core::Result<Self> {
        let row_of = |id: &u32| touched.partition_point(|other| other < id) as u32;
        let rows = examples
            .iter()
            .map(|example| example.ids.iter().map(row_of).collect());
        let rows: Vec<Vec<u32>> = rows.collect();
        let mut places = Vec::new();
        let mut labels = Vec::new();
        let mut start = 0;
        for example in examples {
            places.extend(
                example
                    .labels
                    .iter()
                    .map(|(place, _)| (start + place) as u32),
            );
            labels.extend(example.labels.iter().map(|(_, label)| *label));
            start += example.ids.len();
        }
        Ok(Self {
            input: Batch::new(&rows, device)?,
            places: Tensor::new(places, device)?,
            labels: Tensor::new(labels, device)?,
        })
    }
}
