//! What to say where a checkpoint lacks its tokenizer or its weights, with the way out.

use std::fmt::Display;

use anyhow::anyhow;
use namelight_encoder::weights::{FILE_NAME, INDEX_FILE_NAME};

use super::{PICKLE, TOKENIZER, VOCABULARY};

/// What is missing from a checkpoint without anything that splits words.
pub fn no_tokenizer(base: impl Display) -> anyhow::Error {
    anyhow!(
        "{base} has neither {TOKENIZER} nor {VOCABULARY}; save its tokenizer with transformers \
         (AutoTokenizer.from_pretrained, then save_pretrained)"
    )
}

/// What is missing from a checkpoint without readable weights.
pub fn no_weights(base: impl Display, has_pickle: bool) -> anyhow::Error {
    if has_pickle {
        return anyhow!(
            "{base} has its weights in {PICKLE} only, a form that can run programs when it is read and is therefore not \
             read here; save them as {FILE_NAME} with transformers (AutoModel.from_pretrained, then save_pretrained)"
        );
    }
    anyhow!(
        "{base} has neither {FILE_NAME} nor {INDEX_FILE_NAME}, so there are no weights to start from"
    )
}
