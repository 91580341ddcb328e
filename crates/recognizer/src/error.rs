//! Errors of loading and running a model.

use namelight_encoder::weights::WeightsError;
use namelight_encoder::{ConfigError, ForwardError};
use namelight_text::LabelError;
use namelight_tokenizer::TokenizerError;
use thiserror::Error;

/// An error of loading a model or of running it.
#[derive(Debug, Error)]
pub enum RecognizerError {
    /// `config.json` is unusable.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// `tokenizer.json` is unusable, or a text could not be encoded.
    #[error(transparent)]
    Tokenizer(#[from] TokenizerError),
    /// `tokenizer_config.json` is no JSON object.
    // No source, as below.
    #[error("tokenizer_config.json: {0}")]
    TokenizerConfig(serde_json::Error),
    /// The weight file is unusable.
    // No source: the text has it already, and programs print the chain of sources.
    #[error("model.safetensors: {0}")]
    Weights(WeightsError),
    /// The labels in `config.json` are of a scheme that cannot be read.
    #[error("config.json: {0}")]
    Labels(LabelError),
    /// Tokenizer and config are of different models.
    #[error(
        "tokenizer.json has {tokenizer} wordpieces, config.json says {config}; these files belong to different models"
    )]
    Vocabulary {
        /// Number of the tokenizer's entries.
        tokenizer: usize,
        /// Number of rows of the wordpiece table.
        config: usize,
    },
    /// A model with word shapes has no row for some of them.
    #[error("config.json: type_vocab_size is {found}, a model with word shapes needs {needed}")]
    WordShapes {
        /// Number of rows of the table of token types.
        found: usize,
        /// Number of word shapes.
        needed: usize,
    },
    /// The computation failed.
    #[error("running the encoder: {0}")]
    Forward(#[from] ForwardError),
}

impl From<WeightsError> for RecognizerError {
    fn from(error: WeightsError) -> Self {
        Self::Weights(error)
    }
}

impl From<LabelError> for RecognizerError {
    fn from(error: LabelError) -> Self {
        Self::Labels(error)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    #[test]
    fn a_cause_that_the_text_has_is_no_source_as_well() {
        let cause = WeightsError::Scale {
            name: "classifier.weight".to_owned(),
            index: 3,
        };
        let text = cause.to_string();
        let error = RecognizerError::from(cause);
        assert!(error.to_string().ends_with(&text));
        assert!(error.source().is_none());
    }
}
