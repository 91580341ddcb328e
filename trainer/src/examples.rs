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
    /// The padded input.
    pub input: Batch,
    /// Labelled places in the flattened `(batch * seq)`.
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

impl ExampleBatch {
    /// Pads the examples to one length.
    pub fn new(examples: &[&Example], pad_id: u32, device: &Device) -> candle_core::Result<Self> {
        let ids: Vec<Vec<u32>> = examples.iter().map(|example| example.ids.clone()).collect();
        let input = Batch::new(&ids, pad_id, device)?;
        let seq = input.ids.dim(1)?;
        let rows = examples.iter().enumerate();
        let (places, labels): (Vec<u32>, Vec<u32>) = rows
            .flat_map(|(row, example)| {
                example
                    .labels
                    .iter()
                    .map(move |&(place, label)| ((row * seq + place) as u32, label))
            })
            .unzip();
        Ok(Self {
            input,
            places: Tensor::new(places, device)?,
            labels: Tensor::new(labels, device)?,
        })
    }
}
