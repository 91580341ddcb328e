//! A checkpoint's tokenizer, whatever its model.

use crate::wordpiece::WordPieceTokenizer;
use crate::{TokenizerError, WordShape, json};

/// A tokenizer, by the `model.type` of its `tokenizer.json`. Another family, such as byte-level BPE, is another
/// variant.
pub enum Tokenizer {
    /// WordPiece, as the family of BERT uses it.
    WordPiece(WordPieceTokenizer),
}

/// The wordpieces of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordpieces {
    /// The ids in the vocabulary, without special tokens.
    pub ids: Vec<u32>,
    /// For each word, the position in `ids` of its first piece; `None` for a word without pieces, such as one of
    /// control characters only.
    pub first: Vec<Option<usize>>,
    /// For each piece, the shape of its word.
    pub shapes: Vec<WordShape>,
}

impl Tokenizer {
    /// Reads the bytes of a `tokenizer.json`. Its truncation and padding are ignored: a caller that wants either does
    /// it itself.
    ///
    /// # Errors
    /// When the bytes are no tokenizer, the tokenizer is not a WordPiece one that splits as BERT's does, or `[CLS]`,
    /// `[SEP]` or the token for unknown words is missing.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TokenizerError> {
        let parts = json::read_wordpiece(bytes)?;
        Ok(Self::WordPiece(WordPieceTokenizer::new(parts)?))
    }

    /// Returns the largest id plus one, which is the least number of rows that an embedding table needs.
    pub fn vocab_size(&self) -> usize {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.vocab_size(),
        }
    }

    /// Returns the id of `[CLS]` or `<s>`, which starts every input.
    pub fn cls_id(&self) -> u32 {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.cls_id(),
        }
    }

    /// Returns the id of `[SEP]` or `</s>`, which ends every input.
    pub fn sep_id(&self) -> u32 {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.sep_id(),
        }
    }

    /// Returns the wordpiece with this id.
    pub fn token(&self, id: u32) -> Option<String> {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.token(id),
        }
    }

    /// Splits the words of a sentence, each for itself, as `tokenizer(words, is_split_into_words=True)` of
    /// transformers does, but for the special tokens.
    ///
    /// # Errors
    /// When the tokenizer refuses a word.
    pub fn encode(&self, words: &[&str]) -> Result<Wordpieces, TokenizerError> {
        let mut pieces = Wordpieces::default();
        for (index, word) in words.iter().enumerate() {
            let first = pieces.ids.len();
            self.encode_word(word, &mut pieces.ids)
                .map_err(|reason| TokenizerError::Word {
                    index,
                    word: (*word).to_owned(),
                    reason,
                })?;
            pieces.shapes.resize(pieces.ids.len(), WordShape::of(word));
            pieces
                .first
                .push((pieces.ids.len() > first).then_some(first));
        }
        Ok(pieces)
    }

    fn encode_word(&self, word: &str, ids: &mut Vec<u32>) -> Result<(), tokenizers::Error> {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.encode_word(word, ids),
        }
    }
}
