//! Runs inputs without a meaning, to time the encoder.

use namelight_encoder::{ForwardError, Input, Stage};

use crate::Recognizer;

impl Recognizer {
    /// Runs one input of this many wordpieces, special tokens included, and reports each stage of the pass when it is
    /// done. The ids are arbitrary, since the time depends on the length alone.
    ///
    /// # Errors
    /// When the input is longer than the model can read.
    pub fn run_dummy_input(
        &self,
        wordpieces: usize,
        done: &mut dyn FnMut(Stage),
    ) -> Result<(), ForwardError> {
        // Rows all over the table of words, as in a text.
        let vocabulary = self.tokenizer().vocab_size();
        let ids: Vec<u32> = (0..wordpieces)
            .map(|place| (place * 7919 % vocabulary) as u32)
            .collect();
        let input = Input {
            ids: &ids,
            token_types: None,
        };
        self.model().logits_by_stage(&[input], done).map(drop)
    }
}
