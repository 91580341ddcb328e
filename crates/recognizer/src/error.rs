use namelight_encoder::weights::WeightsError;
use namelight_encoder::{ConfigError, ForwardError};
use namelight_text::LabelError;
use namelight_wordpieces::WordpieceError;
use thiserror::Error;

/// What can go wrong between text and entities.
#[derive(Debug, Error)]
pub enum RecognizerError {
    /// `config.json` is unusable.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// `tokenizer.json` is unusable, or a text could not be encoded.
    #[error(transparent)]
    Wordpieces(#[from] WordpieceError),
    /// The weight file is unusable.
    #[error("model.safetensors: {0}")]
    Weights(#[from] WeightsError),
    /// The labels in `config.json` are of no scheme that can be read.
    #[error("config.json: {0}")]
    Labels(#[from] LabelError),
    /// Tokenizer and weights do not belong together.
    #[error(
        "tokenizer.json has {tokenizer} wordpieces, config.json says {config}; these files belong to different models"
    )]
    Vocabulary {
        /// Entries of the tokenizer.
        tokenizer: usize,
        /// Rows of the wordpiece table.
        config: usize,
    },
    /// A model with word shapes has no row for some of them.
    #[error("config.json: type_vocab_size is {found}, a model with word shapes needs {needed}")]
    WordShapes {
        /// Rows of the table of token types.
        found: usize,
        /// Word shapes.
        needed: usize,
    },
    /// The computation failed.
    #[error("running the encoder: {0}")]
    Forward(#[from] ForwardError),
    /// A span does not lie on character boundaries of the text.
    #[error("bytes {start}..{end} are not a piece of the text")]
    Span {
        /// First byte.
        start: usize,
        /// First byte behind.
        end: usize,
    },
}
