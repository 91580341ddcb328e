//! A checkpoint's `tokenizer.json`.

use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::{
    Model, NormalizedString, Normalizer, OffsetReferential, OffsetType, PreTokenizedString,
    PreTokenizer,
};

use crate::added::{AddedTokens, Part};
use crate::tokenizer_json::{self, Parts};
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

/// What starts and ends an input, as BERT and as MPNet name it. Only where the file itself does not say, since MPNet's
/// vocabulary has BERT's tokens as well.
const SPECIAL_TOKENS: [[&str; 2]; 2] = [["[CLS]", "<s>"], ["[SEP]", "</s>"]];

/// A WordPiece tokenizer with the special tokens of BERT or of MPNet.
pub struct WordpieceTokenizer {
    model: WordPiece,
    normalizer: Option<BertNormalizer>,
    added: AddedTokens,
    vocab_size: usize,
    cls: u32,
    sep: u32,
}

impl WordpieceTokenizer {
    /// Reads the bytes of a `tokenizer.json`. Its truncation and padding are left aside: a caller that wants either does
    /// it itself.
    ///
    /// # Errors
    /// When the bytes are no tokenizer, the tokenizer is not a WordPiece one that splits as BERT's does, or `[CLS]`,
    /// `[SEP]` or the token for unknown words is missing.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WordpieceError> {
        let Parts {
            model,
            normalizer,
            added,
            frame,
            largest_id,
        } = tokenizer_json::read(bytes)?;
        let added = AddedTokens::new(added, &model, normalizer.as_ref())?;
        let largest_id = added.ids().chain(largest_id).max();
        let mut tokenizer = Self {
            vocab_size: largest_id.map_or(0, |id| id as usize + 1),
            model,
            normalizer,
            added,
            cls: 0,
            sep: 0,
        };
        tokenizer.id(&tokenizer.model.unk_token)?;
        (tokenizer.cls, tokenizer.sep) = match frame {
            Some((cls, sep)) if tokenizer.has(cls) && tokenizer.has(sep) => (cls, sep),
            _ => {
                let [cls, sep] = SPECIAL_TOKENS;
                (tokenizer.first_id(cls)?, tokenizer.first_id(sep)?)
            }
        };
        Ok(tokenizer)
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
        let added = self.added.token(id).map(str::to_owned);
        added.or_else(|| self.model.id_to_token(id))
    }

    /// Splits the words of a sentence, each for itself, as `tokenizer(words, is_split_into_words=True)` of
    /// transformers does, but for the special tokens.
    ///
    /// # Errors
    /// When the tokenizer refuses a word.
    pub fn encode(&self, words: &[&str]) -> Result<Wordpieces, WordpieceError> {
        let mut pieces = Wordpieces::default();
        for (index, word) in words.iter().enumerate() {
            let first = pieces.ids.len();
            self.encode_word(word, &mut pieces.ids)
                .map_err(|error| WordpieceError::Word {
                    index,
                    word: (*word).to_owned(),
                    reason: error.to_string(),
                })?;
            pieces.shapes.resize(pieces.ids.len(), WordShape::of(word));
            pieces
                .first
                .push((pieces.ids.len() > first).then_some(first));
        }
        Ok(pieces)
    }

    fn encode_word(&self, word: &str, ids: &mut Vec<u32>) -> Result<(), tokenizers::Error> {
        for part in self.added.written.split(word) {
            match part {
                Part::Token(id) => ids.push(id),
                Part::Text(text) => self.encode_text(text, ids)?,
            }
        }
        Ok(())
    }

    fn encode_text(&self, text: &str, ids: &mut Vec<u32>) -> Result<(), tokenizers::Error> {
        let mut text = NormalizedString::from(text);
        if let Some(normalizer) = &self.normalizer {
            normalizer.normalize(&mut text)?;
        }
        for part in self.added.normalized.split(text.get()) {
            match part {
                Part::Token(id) => ids.push(id),
                Part::Text(text) => self.encode_normalized(text, ids)?,
            }
        }
        Ok(())
    }

    fn encode_normalized(&self, text: &str, ids: &mut Vec<u32>) -> Result<(), tokenizers::Error> {
        let mut text = PreTokenizedString::from(text);
        BertPreTokenizer.pre_tokenize(&mut text)?;
        for (piece, _, _) in text.get_splits(OffsetReferential::Normalized, OffsetType::None) {
            ids.extend(self.model.tokenize(piece)?.iter().map(|token| token.id));
        }
        Ok(())
    }

    fn id(&self, token: &str) -> Result<u32, WordpieceError> {
        let id = self
            .added
            .id(token)
            .or_else(|| self.model.token_to_id(token));
        id.ok_or_else(|| WordpieceError::MissingToken(token.to_owned()))
    }

    /// The id of the first of these names that there is.
    fn first_id(&self, [bert, mpnet]: [&str; 2]) -> Result<u32, WordpieceError> {
        self.id(bert)
            .or_else(|error| self.id(mpnet).map_err(|_| error))
    }

    fn has(&self, id: u32) -> bool {
        self.token(id).is_some()
    }
}
