//! A checkpoint's `tokenizer.json`.

use tokenizers::Tokenizer;
use tokenizers::models::ModelWrapper;

use crate::{WordShape, WordpieceError};

/// The wordpieces of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordpieces {
    /// Ids in the vocabulary, without special tokens.
    pub ids: Vec<u32>,
    /// For each word the position in `ids` of its first piece; `None` for a word that has none, such as one of control
    /// characters only.
    pub first: Vec<Option<usize>>,
    /// For each piece the shape of its word.
    pub shapes: Vec<WordShape>,
}

/// What starts and ends an input, as BERT and as MPNet name it.
const SPECIAL_TOKENS: [[&str; 2]; 2] = [["[CLS]", "<s>"], ["[SEP]", "</s>"]];

/// A WordPiece tokenizer with the special tokens of BERT or of MPNet.
pub struct WordpieceTokenizer {
    tokenizer: Tokenizer,
    vocab_size: usize,
    cls: u32,
    sep: u32,
}

impl WordpieceTokenizer {
    /// Reads the bytes of a `tokenizer.json`. Its truncation and padding are switched off: a caller that wants either
    /// does it itself.
    ///
    /// # Errors
    /// When the bytes are no tokenizer, the tokenizer is not a WordPiece one, or `[CLS]`, `[SEP]` or the token for unknown
    /// words is missing.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WordpieceError> {
        let unreadable = |error: tokenizers::Error| WordpieceError::Unreadable(error.to_string());
        let mut tokenizer = Tokenizer::from_bytes(bytes).map_err(unreadable)?;
        tokenizer.with_truncation(None).map_err(unreadable)?;
        tokenizer.with_padding(None);

        let unknown = match tokenizer.get_model() {
            ModelWrapper::WordPiece(model) => model.unk_token.clone(),
            ModelWrapper::BPE(_) => return Err(WordpieceError::NotWordPiece("BPE")),
            ModelWrapper::WordLevel(_) => return Err(WordpieceError::NotWordPiece("WordLevel")),
            ModelWrapper::Unigram(_) => return Err(WordpieceError::NotWordPiece("Unigram")),
        };
        let id = |token: &str| {
            tokenizer
                .token_to_id(token)
                .ok_or_else(|| WordpieceError::MissingToken(token.to_owned()))
        };
        id(&unknown)?;
        let named =
            |[bert, mpnet]: [&str; 2]| id(bert).or_else(|error| id(mpnet).map_err(|_| error));
        let (cls, sep) = match frame(&tokenizer) {
            Some(frame) => frame,
            None => (named(SPECIAL_TOKENS[0])?, named(SPECIAL_TOKENS[1])?),
        };
        let largest_id = tokenizer.get_vocab(true).into_values().max();
        Ok(Self {
            vocab_size: largest_id.map_or(0, |id| id as usize + 1),
            tokenizer,
            cls,
            sep,
        })
    }

    /// The largest id and one more: how many rows an embedding table needs at least.
    pub fn vocab_size(&self) -> usize {
        self.vocab_size
    }

    /// The id of `[CLS]` or `<s>`, which starts every input.
    pub fn cls_id(&self) -> u32 {
        self.cls
    }

    /// The id of `[SEP]` or `</s>`, which ends every input.
    pub fn sep_id(&self) -> u32 {
        self.sep
    }

    /// The wordpiece with this id.
    pub fn token(&self, id: u32) -> Option<String> {
        self.tokenizer.id_to_token(id)
    }

    /// Splits the words of a sentence, each for itself, as `tokenizer(words, is_split_into_words=True)` of
    /// transformers does, but for the special tokens.
    ///
    /// # Errors
    /// When the tokenizer refuses a word.
    pub fn encode(&self, words: &[&str]) -> Result<Wordpieces, WordpieceError> {
        let mut pieces = Wordpieces::default();
        for (index, word) in words.iter().enumerate() {
            // The fast form leaves out offsets, which nothing here needs.
            let encoding =
                self.tokenizer
                    .encode_fast(*word, false)
                    .map_err(|error| WordpieceError::Word {
                        index,
                        word: (*word).to_owned(),
                        reason: error.to_string(),
                    })?;
            let first = pieces.ids.len();
            pieces.ids.extend_from_slice(encoding.get_ids());
            pieces.shapes.resize(pieces.ids.len(), WordShape::of(word));
            pieces
                .first
                .push((pieces.ids.len() > first).then_some(first));
        }
        Ok(pieces)
    }
}

/// What the tokenizer itself puts around a text. Names do not tell: MPNet's vocabulary has BERT's tokens as well.
fn frame(tokenizer: &Tokenizer) -> Option<(u32, u32)> {
    let around_nothing = tokenizer.encode_fast("", true).ok()?;
    let [cls, sep] = around_nothing.get_ids() else {
        return None;
    };
    let is_known = |id: &u32| tokenizer.id_to_token(*id).is_some();
    (is_known(cls) && is_known(sep)).then_some((*cls, *sep))
}
