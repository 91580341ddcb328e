//! `tokenizer_config.json`, by which transformers' `AutoTokenizer` knows how to use `tokenizer.json`.

use std::path::Path;

use anyhow::{Context, Result};
use namelight_encoder::{Config, ModelType};
use namelight_tokenizer::Tokenizer;
use serde_json::{Map, Value, json};

use super::{TOKENIZER_CONFIG, read_if_there};

/// The names of the token for masked words, in BERT and in MPNet, whose vocabulary has BERT's as a plain wordpiece.
const MASK_TOKENS: [&str; 2] = ["[MASK]", "<mask>"];

/// The file of the base, or one for its tokenizer where it has none.
pub fn tokenizer_config(base: &Path, config: &Config, tokenizer: &[u8]) -> Result<Vec<u8>> {
    match read(base)? {
        Some(bytes) => Ok(bytes),
        None => Ok(format!("{:#}\n", minimal(config, tokenizer)?).into_bytes()),
    }
}

/// The file of a model directory, if it has one.
pub fn read(directory: &Path) -> Result<Option<Vec<u8>>> {
    let path = directory.join(TOKENIZER_CONFIG);
    let Some(bytes) = read_if_there(&path)? else {
        return Ok(None);
    };
    serde_json::from_slice::<Map<String, Value>>(&bytes)
        .with_context(|| format!("{}: not a JSON object", path.display()))?;
    Ok(Some(bytes))
}

/// `PreTrainedTokenizerFast` takes `tokenizer.json` as it is, where the class of an architecture puts parts of its own in.
fn minimal(config: &Config, tokenizer: &[u8]) -> Result<Value> {
    let wordpieces = Tokenizer::from_bytes(tokenizer)?;
    let json: Value = serde_json::from_slice(tokenizer)?;
    let added = json["added_tokens"].as_array();
    let is_added = |token: &&str| {
        added.is_some_and(|added| added.iter().any(|entry| entry["content"] == **token))
    };
    let inputs = match config.model_type {
        ModelType::Bert => vec!["input_ids", "token_type_ids", "attention_mask"],
        ModelType::DistilBert | ModelType::Mpnet => vec!["input_ids", "attention_mask"],
    };
    Ok(json!({
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": config.max_positions,
        "model_input_names": inputs,
        "cls_token": wordpieces.token(wordpieces.cls_id()),
        "sep_token": wordpieces.token(wordpieces.sep_id()),
        "pad_token": wordpieces.token(config.padding),
        "unk_token": json["model"]["unk_token"],
        "mask_token": MASK_TOKENS.into_iter().find(is_added),
    }))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const CONFIG: &[u8] = include_bytes!("../../../tests/fixtures/encoder/mpnet/config.json");
    const TOKENIZER: &[u8] = include_bytes!("../../../tests/fixtures/tokenizer/tokenizer.json");

    fn written(base: &Path) -> Result<Value> {
        let config = Config::from_json(CONFIG)?;
        let bytes = tokenizer_config(base, &config, TOKENIZER)?;
        Ok(serde_json::from_slice(&bytes)?)
    }

    #[test]
    fn a_base_without_one_gets_one_for_its_tokenizer() {
        let base = tempfile::tempdir().unwrap();
        let written = written(base.path()).unwrap();
        assert_eq!(written["cls_token"], "[CLS]");
        assert_eq!(written["unk_token"], "[UNK]");
        assert_eq!(written["mask_token"], "[MASK]");
        assert_eq!(written["model_max_length"], 22);
        assert_eq!(written["model_input_names"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn that_of_the_base_is_kept_and_a_damaged_one_is_named() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join(TOKENIZER_CONFIG);
        fs::write(&path, "{\"tokenizer_class\": \"BertTokenizer\"}").unwrap();
        let kept = written(base.path()).unwrap();
        assert_eq!(kept, json!({"tokenizer_class": "BertTokenizer"}));
        fs::write(&path, "[]").unwrap();
        let error = format!("{:#}", written(base.path()).unwrap_err());
        assert!(error.contains("tokenizer_config.json"), "{error}");
    }
}
