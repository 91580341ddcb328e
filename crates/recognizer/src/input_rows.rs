//! Encodes the words of a sentence into input rows of the encoder.

use namelight_tokenizer::{Tokenizer, TokenizerError, WordShape, windows};

/// Number of wordpieces that neighbouring windows of a long sentence share.
const WINDOW_OVERLAP: usize = 128;

/// Number of special tokens of an input: `[CLS]` and `[SEP]`.
const SPECIAL_TOKENS: usize = 2;

/// An input of the encoder: a sentence, or a window of a long one, between `[CLS]` and `[SEP]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRow {
    /// The wordpiece ids, special tokens included.
    pub ids: Vec<u32>,
    /// The shape of each wordpiece's word, as the token type that a model with word shapes reads.
    pub token_types: Vec<u32>,
    /// The words that are read from this row, each as its index in the sentence and the place of its first wordpiece in
    /// `ids`.
    pub words: Vec<(usize, usize)>,
}

impl InputRow {
    /// Returns the number of wordpieces, without special tokens.
    pub fn wordpieces(&self) -> usize {
        self.ids.len().saturating_sub(SPECIAL_TOKENS)
    }
}

/// Encodes a sentence into rows of at most `max_positions` ids. Every word with a wordpiece is read from exactly one
/// row, and at least one word from every row, so that a sentence without wordpieces gives no row.
///
/// # Errors
/// When the tokenizer fails.
pub fn encode_rows(
    tokenizer: &Tokenizer,
    words: &[&str],
    max_positions: usize,
) -> Result<Vec<InputRow>, TokenizerError> {
    let pieces = tokenizer.encode(words)?;
    let room = max_positions.saturating_sub(SPECIAL_TOKENS).max(1);
    let overlap = WINDOW_OVERLAP.min(room / 4);
    let firsts = pieces.first.iter().enumerate();
    let mut firsts = firsts
        .filter_map(|(word, first)| Some((word, (*first)?)))
        .peekable();
    let mut rows = Vec::new();
    for window in windows(pieces.ids.len(), room, overlap) {
        // First wordpieces ascend as words do, and so do windows.
        let mut words = Vec::new();
        while let Some((word, first)) = firsts.next_if(|(_, first)| *first < window.keep.end) {
            words.push((word, first - window.pieces.start + 1));
        }
        if words.is_empty() {
            // In the middle of an endless word.
            continue;
        }
        let mut ids = Vec::with_capacity(window.pieces.len() + SPECIAL_TOKENS);
        ids.push(tokenizer.cls_id());
        ids.extend_from_slice(&pieces.ids[window.pieces.clone()]);
        ids.push(tokenizer.sep_id());
        rows.push(InputRow {
            token_types: token_types(&pieces.shapes[window.pieces]),
            ids,
            words,
        });
    }
    Ok(rows)
}

/// Returns the types of a row's tokens. The special tokens at its ends have that of a word without capitals.
fn token_types(shapes: &[WordShape]) -> Vec<u32> {
    let none = [WordShape::Lower];
    let shapes = none.iter().chain(shapes).chain(&none);
    shapes.map(|shape| shape.token_type()).collect()
}
