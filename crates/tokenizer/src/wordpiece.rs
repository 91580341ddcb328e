//! WordPiece with the normalizer, the splitter and the special tokens of the BERT family.

use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::{
    Model, NormalizedString, Normalizer, OffsetReferential, OffsetType, PreTokenizedString,
    PreTokenizer,
};

use crate::TokenizerError;
use crate::added_tokens::{AddedTokens, Part};
use crate::json::WordPieceParts;

/// The tokens that start and end an input, as BERT and as MPNet name them. They count only where the file itself does
/// not say, since MPNet's vocabulary has BERT's tokens as well.
const SPECIAL_TOKENS: [[&str; 2]; 2] = [["[CLS]", "<s>"], ["[SEP]", "</s>"]];

/// A WordPiece tokenizer with the special tokens of BERT or of MPNet.
pub struct WordPieceTokenizer {
    model: WordPiece,
    normalizer: Option<BertNormalizer>,
    added: AddedTokens,
    vocab_size: usize,
    cls: u32,
    sep: u32,
}

impl WordPieceTokenizer {
    /// Joins the parts of a `tokenizer.json`.
    ///
    /// # Errors
    /// When an added token is unusable, or `[CLS]`, `[SEP]` or the token for unknown words is missing.
    pub(crate) fn new(parts: WordPieceParts) -> Result<Self, TokenizerError> {
        let WordPieceParts {
            model,
            normalizer,
            added,
            cls_sep,
            largest_id,
        } = parts;
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
        (tokenizer.cls, tokenizer.sep) = match cls_sep {
            Some((cls, sep)) if tokenizer.has(cls) && tokenizer.has(sep) => (cls, sep),
            _ => {
                let [cls, sep] = SPECIAL_TOKENS;
                (tokenizer.first_id(cls)?, tokenizer.first_id(sep)?)
            }
        };
        Ok(tokenizer)
    }

    pub(crate) fn vocab_size(&self) -> usize {
        self.vocab_size
    }

    pub(crate) fn cls_id(&self) -> u32 {
        self.cls
    }

    pub(crate) fn sep_id(&self) -> u32 {
        self.sep
    }

    pub(crate) fn token(&self, id: u32) -> Option<String> {
        let added = self.added.token(id).map(str::to_owned);
        added.or_else(|| self.model.id_to_token(id))
    }

    /// Appends the ids of a word.
    ///
    /// # Errors
    /// When the normalizer or the model refuses the word.
    pub(crate) fn encode_word(
        &self,
        word: &str,
        ids: &mut Vec<u32>,
    ) -> Result<(), tokenizers::Error> {
        for part in self.added.raw.split(word) {
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

    fn id(&self, token: &str) -> Result<u32, TokenizerError> {
        let id = self
            .added
            .id(token)
            .or_else(|| self.model.token_to_id(token));
        id.ok_or_else(|| TokenizerError::MissingToken(token.to_owned()))
    }

    /// Returns the id of the first of these names that the tokenizer has.
    fn first_id(&self, [bert, mpnet]: [&str; 2]) -> Result<u32, TokenizerError> {
        self.id(bert)
            .or_else(|error| self.id(mpnet).map_err(|_| error))
    }

    fn has(&self, id: u32) -> bool {
        self.token(id).is_some()
    }
}
