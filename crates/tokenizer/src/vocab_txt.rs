//! Makes a `tokenizer.json` for checkpoints that are older than that file and have a `vocab.txt`.

use tokenizers::decoders::wordpiece::WordPiece as WordPieceDecoder;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::processors::bert::BertProcessing;
use tokenizers::{AddedToken, Tokenizer};

use crate::TokenizerError;

/// The options of a WordPiece tokenizer that a `vocab.txt` does not state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPieceOptions {
    /// Whether words are lower-cased first.
    pub lower_case: bool,
    /// Whether accents are removed; `None` removes them where words are lower-cased.
    pub strip_accents: Option<bool>,
    /// Whether Chinese characters are words of their own.
    pub split_chinese: bool,
    /// The token for words that the vocabulary cannot spell.
    pub unknown: String,
    /// The token that starts every input.
    pub cls: String,
    /// The token that ends every input.
    pub sep: String,
    /// The token that fills up short inputs.
    pub padding: String,
    /// The token for masked words.
    pub mask: String,
}

impl Default for WordPieceOptions {
    /// Returns the options of BERT's uncased checkpoints.
    fn default() -> Self {
        Self {
            lower_case: true,
            strip_accents: None,
            split_chinese: true,
            unknown: "[UNK]".to_owned(),
            cls: "[CLS]".to_owned(),
            sep: "[SEP]".to_owned(),
            padding: "[PAD]".to_owned(),
            mask: "[MASK]".to_owned(),
        }
    }
}

impl WordPieceOptions {
    /// Returns the bytes of the `tokenizer.json` that transformers would make of this `vocab.txt`, which has a
    /// wordpiece a line.
    ///
    /// # Errors
    /// When the vocabulary is not UTF-8, or lacks the token for unknown words, or that which starts or ends an input.
    pub fn tokenizer_json(&self, vocabulary: &[u8]) -> Result<Vec<u8>, TokenizerError> {
        let text = std::str::from_utf8(vocabulary)
            .map_err(|error| TokenizerError::Vocabulary(error.into()))?;
        let unreadable = TokenizerError::Vocabulary;
        let vocabulary = WordPiece::read_bytes(text.as_bytes()).map_err(unreadable)?;
        let id = |token: &str| match vocabulary.get(token) {
            Some(id) => Ok((token.to_owned(), *id)),
            None => Err(TokenizerError::MissingToken(token.to_owned())),
        };
        let (_, (cls, sep)) = (id(&self.unknown)?, (id(&self.cls)?, id(&self.sep)?));
        let special = [
            &self.padding,
            &self.unknown,
            &self.cls,
            &self.sep,
            &self.mask,
        ];
        // A token that is not in the vocabulary would get a row that no embedding table has.
        let special = special
            .into_iter()
            .filter(|token| vocabulary.contains_key(*token));
        let special: Vec<_> = special
            .map(|token| AddedToken::from(token.clone(), true))
            .collect();
        let model = WordPiece::builder()
            .vocab(vocabulary)
            .unk_token(self.unknown.clone())
            .build()
            .map_err(unreadable)?;

        let mut tokenizer = Tokenizer::new(model);
        let normalizer = BertNormalizer::new(
            true,
            self.split_chinese,
            self.strip_accents,
            self.lower_case,
        );
        tokenizer
            .with_normalizer(Some(normalizer))
            .map_err(unreadable)?
            .with_pre_tokenizer(Some(BertPreTokenizer))
            .with_post_processor(Some(BertProcessing::new(sep, cls)))
            .with_decoder(Some(WordPieceDecoder::default()));
        tokenizer.add_special_tokens(special).map_err(unreadable)?;
        Ok(tokenizer.to_string(true).map_err(unreadable)?.into_bytes())
    }
}
