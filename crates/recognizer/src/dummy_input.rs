//! Inputs of a given length, to measure the latency of a forward pass.

use namelight_encoder::{ForwardError, Input, Stage};

use crate::Recognizer;

impl Recognizer {
    /// Runs one input of this many wordpieces, special tokens included, and says which stage of the pass is done. What it
    /// reads says nothing; the time that it takes depends on its length alone.
    ///
    /// # Errors
    /// When the model reads less at once.
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
