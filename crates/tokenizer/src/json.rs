//! Reads the parts of a `tokenizer.json` that a WordPiece tokenizer of the BERT family has.
//!
//! `tokenizers` can read these files too, but for every family of tokenizers at once: with its reader the page would
//! have to fetch three regex engines and their tables. A test compares the two.

use std::collections::BTreeMap;

use ahash::AHashMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use tokenizers::AddedToken;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;

use crate::{Cause, TokenizerError};

/// The only version of the format.
const VERSION: &str = "1.0";

const MODEL: &str = "WordPiece";
const POST_PROCESSORS: &str = "TemplateProcessing, BertProcessing or RobertaProcessing";

/// The parts of a WordPiece tokenizer.
pub(crate) struct WordPieceParts {
    pub(crate) model: WordPiece,
    pub(crate) normalizer: Option<BertNormalizer>,
    pub(crate) added: Vec<AddedToken>,
    /// The ids of the tokens that start and end an input, where the file says just two.
    pub(crate) cls_sep: Option<(u32, u32)>,
    /// The largest id of the model's vocabulary.
    pub(crate) largest_id: Option<u32>,
}

#[derive(Deserialize)]
struct File {
    version: Option<String>,
    #[serde(default)]
    added_tokens: Vec<AddedToken>,
    normalizer: Option<Normalizer>,
    pre_tokenizer: Option<Typed>,
    post_processor: Option<PostProcessor>,
    model: Model,
}

#[derive(Deserialize)]
struct Model {
    r#type: Option<String>,
    unk_token: String,
    continuing_subword_prefix: String,
    max_input_chars_per_word: usize,
    vocab: AHashMap<String, u32>,
}

#[derive(Deserialize)]
struct Typed {
    r#type: String,
}

#[derive(Deserialize)]
struct Normalizer {
    r#type: String,
    clean_text: Option<bool>,
    handle_chinese_chars: Option<bool>,
    strip_accents: Option<bool>,
    lowercase: Option<bool>,
}

#[derive(Deserialize)]
struct PostProcessor {
    r#type: String,
    /// The field of BERT's and RoBERTa's post-processors.
    cls: Option<(String, u32)>,
    sep: Option<(String, u32)>,
    /// The fields of a template.
    #[serde(default)]
    single: Vec<Piece>,
    #[serde(default)]
    special_tokens: BTreeMap<String, SpecialToken>,
}

#[derive(Deserialize)]
enum Piece {
    Sequence(IgnoredAny),
    SpecialToken { id: String },
}

#[derive(Deserialize)]
struct SpecialToken {
    ids: Vec<u32>,
}

/// Reads the bytes of a `tokenizer.json`.
///
/// # Errors
/// When they are no tokenizer, or one of another family.
pub(crate) fn read_wordpiece(bytes: &[u8]) -> Result<WordPieceParts, TokenizerError> {
    let file: File = serde_json::from_slice(bytes).map_err(|error| {
        // A model of another type has other fields, and its type says more than the field that is missing.
        other_model(bytes).unwrap_or_else(|| unreadable(error))
    })?;
    if let Some(version) = file.version.filter(|version| version != VERSION) {
        let found = format!("version {version:?}, expected {VERSION:?}");
        return Err(unreadable(found));
    }
    match file.pre_tokenizer {
        Some(step) if step.r#type == "BertPreTokenizer" => (),
        step => {
            let found = step.map_or_else(|| "none".to_owned(), |step| step.r#type);
            return Err(unsupported("pre_tokenizer", "BertPreTokenizer", found));
        }
    }
    let cls_sep = file
        .post_processor
        .map(PostProcessor::cls_sep)
        .transpose()?;
    Ok(WordPieceParts {
        largest_id: file.model.vocab.values().max().copied(),
        model: file.model.build()?,
        normalizer: file.normalizer.map(Normalizer::build).transpose()?,
        added: file.added_tokens,
        cls_sep: cls_sep.flatten(),
    })
}

/// Returns the error for a file whose model states another type.
fn other_model(bytes: &[u8]) -> Option<TokenizerError> {
    #[derive(Deserialize)]
    struct Head {
        model: Typed,
    }
    let Head { model } = serde_json::from_slice(bytes).ok()?;
    (model.r#type != MODEL).then_some(TokenizerError::NotWordPiece(model.r#type))
}

impl Model {
    fn build(self) -> Result<WordPiece, TokenizerError> {
        // The oldest files do not say the type.
        if let Some(other) = self.r#type.filter(|found| found != MODEL) {
            return Err(TokenizerError::NotWordPiece(other));
        }
        WordPiece::builder()
            .vocab(self.vocab)
            .unk_token(self.unk_token)
            .continuing_subword_prefix(self.continuing_subword_prefix)
            .max_input_chars_per_word(self.max_input_chars_per_word)
            .build()
            .map_err(unreadable)
    }
}

impl Normalizer {
    fn build(self) -> Result<BertNormalizer, TokenizerError> {
        if self.r#type != "BertNormalizer" {
            return Err(unsupported("normalizer", "BertNormalizer", self.r#type));
        }
        let set = |value: Option<bool>, name| {
            value.ok_or_else(|| unreadable(format!("the normalizer has no {name}")))
        };
        Ok(BertNormalizer::new(
            set(self.clean_text, "clean_text")?,
            set(self.handle_chinese_chars, "handle_chinese_chars")?,
            self.strip_accents,
            set(self.lowercase, "lowercase")?,
        ))
    }
}

impl PostProcessor {
    /// Returns the tokens that it puts around a text, or `None` where that is not one token on either side.
    fn cls_sep(self) -> Result<Option<(u32, u32)>, TokenizerError> {
        match self.r#type.as_str() {
            "BertProcessing" | "RobertaProcessing" => Ok(self
                .cls
                .zip(self.sep)
                .map(|((_, cls), (_, sep))| (cls, sep))),
            "TemplateProcessing" => Ok(self.template_cls_sep()),
            _ => Err(unsupported("post_processor", POST_PROCESSORS, self.r#type)),
        }
    }

    fn template_cls_sep(&self) -> Option<(u32, u32)> {
        let mut ids = Vec::new();
        for piece in &self.single {
            if let Piece::SpecialToken { id } = piece {
                ids.extend_from_slice(&self.special_tokens.get(id)?.ids);
            }
        }
        let [cls, sep] = ids[..] else {
            return None;
        };
        Some((cls, sep))
    }
}

fn unreadable(cause: impl Into<Cause>) -> TokenizerError {
    TokenizerError::Unreadable(cause.into())
}

fn unsupported(step: &'static str, expected: &'static str, found: String) -> TokenizerError {
    TokenizerError::Unsupported {
        step,
        expected,
        found,
    }
}
