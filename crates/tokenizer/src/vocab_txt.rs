//! Makes a `tokenizer.json` for checkpoints that are older than that file and have a `vocab.txt`.
//!
//! The file is written here to the letter as crate `tokenizers` writes it, which the tests compare; that crate's own
//! `Tokenizer` would double the program that a browser downloads.

use std::collections::HashMap;

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
        let vocabulary = Vocabulary::read(text);
        let id = |token: &str| match vocabulary.ids.get(token) {
            Some(id) => Ok(*id),
            None => Err(TokenizerError::MissingToken(token.to_owned())),
        };
        id(&self.unknown)?;
        let special = Special {
            unknown: quoted(&self.unknown),
            cls: (quoted(&self.cls), id(&self.cls)?),
            sep: (quoted(&self.sep), id(&self.sep)?),
        };
        Ok(self.file(&vocabulary, &special).into_bytes())
    }

    fn file(&self, vocabulary: &Vocabulary, special: &Special) -> String {
        let Special { unknown, cls, sep } = special;
        format!(
            r###"{{
  "version": "1.0",
  "truncation": null,
  "padding": null,
  "added_tokens": [
{added_tokens}
  ],
  "normalizer": {{
    "type": "BertNormalizer",
    "clean_text": true,
    "handle_chinese_chars": {split_chinese},
    "strip_accents": {strip_accents},
    "lowercase": {lower_case}
  }},
  "pre_tokenizer": {{
    "type": "BertPreTokenizer"
  }},
  "post_processor": {{
    "type": "BertProcessing",
    "sep": [
      {sep_token},
      {sep_id}
    ],
    "cls": [
      {cls_token},
      {cls_id}
    ]
  }},
  "decoder": {{
    "type": "WordPiece",
    "prefix": "##",
    "cleanup": true
  }},
  "model": {{
    "type": "WordPiece",
    "unk_token": {unknown},
    "continuing_subword_prefix": "##",
    "max_input_chars_per_word": 100,
    "vocab": {{
{vocabulary}
    }}
  }}
}}"###,
            added_tokens = self.added_tokens(vocabulary),
            split_chinese = self.split_chinese,
            strip_accents =
                self.strip_accents
                    .map_or("null", |strip| if strip { "true" } else { "false" }),
            lower_case = self.lower_case,
            sep_token = sep.0,
            sep_id = sep.1,
            cls_token = cls.0,
            cls_id = cls.1,
            vocabulary = vocabulary.entries(),
        )
    }

    /// The entries of the special tokens that the vocabulary has. Any other would get a row that no embedding table has.
    fn added_tokens(&self, vocabulary: &Vocabulary) -> String {
        let tokens = [
            &self.padding,
            &self.unknown,
            &self.cls,
            &self.sep,
            &self.mask,
        ];
        let ids = tokens
            .into_iter()
            .filter_map(|token| vocabulary.ids.get(&**token));
        let mut ids: Vec<u32> = ids.copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let entries = ids.iter().map(|id| {
            let token = vocabulary.wordpieces[*id as usize];
            format!(
                r#"    {{
      "id": {id},
      "content": {token},
      "single_word": false,
      "lstrip": false,
      "rstrip": false,
      "normalized": false,
      "special": true
    }}"#,
                token = quoted(token)
            )
        });
        entries.collect::<Vec<_>>().join(",\n")
    }
}

/// Special tokens as JSON has them, with their ids.
struct Special {
    unknown: String,
    cls: (String, u32),
    sep: (String, u32),
}

/// Wordpieces with their ids.
struct Vocabulary<'a> {
    /// In the order of ids.
    wordpieces: Vec<&'a str>,
    /// Of a wordpiece that is there twice, the later one's.
    ids: HashMap<&'a str, u32>,
}

impl<'a> Vocabulary<'a> {
    /// Reads the lines of a `vocab.txt`, of which blanks at the end do not count.
    fn read(text: &'a str) -> Self {
        let wordpieces: Vec<&str> = text.lines().map(str::trim_end).collect();
        let ids = wordpieces.iter().zip(0..);
        Self {
            ids: ids.map(|(wordpiece, id)| (*wordpiece, id)).collect(),
            wordpieces,
        }
    }

    fn entries(&self) -> String {
        let pairs = self.wordpieces.iter().zip(0..);
        let last = pairs.filter(|(wordpiece, id)| self.ids.get(**wordpiece) == Some(id));
        let entries = last.map(|(wordpiece, id)| format!("      {}: {id}", quoted(wordpiece)));
        entries.collect::<Vec<_>>().join(",\n")
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
