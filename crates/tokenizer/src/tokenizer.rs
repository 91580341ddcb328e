//! A checkpoint's tokenizer, whatever its model.

use crate::wordpiece::WordPieceTokenizer;
use crate::{TokenizerError, WordShape, json};

/// A tokenizer, by the `model.type` of its `tokenizer.json`. Another family, such as byte-level BPE, is another variant.
pub enum Tokenizer {
    /// The family of BERT.
    WordPiece(WordPieceTokenizer),
}

/// The wordpieces of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordpieces {
    /// Ids in the vocabulary, without special tokens.
    pub ids: Vec<u32>,
    /// The position in `ids` of each word's first piece; `None` for a word that has none, such as one of control
    /// characters only.
    pub first: Vec<Option<usize>>,
    /// The shape of the word that each piece is of.
    pub shapes: Vec<WordShape>,
}

impl Tokenizer {
    /// Reads the bytes of a `tokenizer.json`. Its truncation and padding are left aside: a caller that wants either does
    /// it itself.
    ///
    /// # Errors
    /// When the bytes are no tokenizer, the tokenizer is not a WordPiece one that splits as BERT's does, or `[CLS]`,
    /// `[SEP]` or the token for unknown words is missing.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TokenizerError> {
        let parts = json::read_wordpiece(bytes)?;
        Ok(Self::WordPiece(WordPieceTokenizer::new(parts)?))
    }

    /// The largest id and one more: how many rows an embedding table needs at least.
    pub fn vocab_size(&self) -> usize {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.vocab_size(),
        }
    }

    /// The id of `[CLS]` or `<s>`, which starts every input.
    pub fn cls_id(&self) -> u32 {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.cls_id(),
        }
    }

    /// The id of `[SEP]` or `</s>`, which ends every input.
    pub fn sep_id(&self) -> u32 {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.sep_id(),
        }
    }

    /// The wordpiece with this id.
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
