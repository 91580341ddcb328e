//! A tokenizer for a checkpoint that has a vocabulary only.

use std::path::Path;

use anyhow::{Context, Result};
use namelight_encoder::{Config, ModelType};
use namelight_tokenizer::WordPieceOptions;
use serde_json::{Map, Value};

use super::{VOCABULARY, tokenizer_config};

/// Makes a `tokenizer.json` for this vocabulary. `tokenizer_config.json` beside it says how; where it does not, the default of
/// the architecture holds.
pub fn tokenizer_json(directory: &Path, config: &[u8], vocabulary: &[u8]) -> Result<Vec<u8>> {
    let name = || directory.display().to_string();
    let settings = match tokenizer_config::read(directory)? {
        Some(bytes) => serde_json::from_slice(&bytes).with_context(name)?,
        None => Map::new(),
    };
    let config = Config::from_json(config).with_context(name)?;
    let settings = vocabulary_use(config.model_type, &settings);
    let made = settings.tokenizer_json(vocabulary);
    made.with_context(|| directory.join(VOCABULARY).display().to_string())
}

fn vocabulary_use(model_type: ModelType, settings: &Map<String, Value>) -> WordPieceOptions {
    let habit = habit(model_type);
    let is = |key: &str| settings.get(key).and_then(Value::as_bool);
    let token = |key: &str, habit: String| {
        let value = settings.get(key);
        // Either the token itself or an object that says more of it.
        let text =
            value.and_then(|value| value.as_str().or_else(|| value.get("content")?.as_str()));
        text.map_or(habit, str::to_owned)
    };
    WordPieceOptions {
        lower_case: is("do_lower_case").unwrap_or(habit.lower_case),
        strip_accents: is("strip_accents"),
        split_chinese: is("tokenize_chinese_chars").unwrap_or(habit.split_chinese),
        unknown: token("unk_token", habit.unknown),
        cls: token("cls_token", habit.cls),
        sep: token("sep_token", habit.sep),
        padding: token("pad_token", habit.padding),
        mask: token("mask_token", habit.mask),
    }
}

/// The default of an architecture in transformers.
fn habit(model_type: ModelType) -> WordPieceOptions {
    match model_type {
        ModelType::Bert | ModelType::DistilBert => WordPieceOptions::default(),
        ModelType::Mpnet => WordPieceOptions {
            cls: "<s>".to_owned(),
            sep: "</s>".to_owned(),
            padding: "<pad>".to_owned(),
            mask: "<mask>".to_owned(),
            ..WordPieceOptions::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(model_type: ModelType, settings: Value) -> WordPieceOptions {
        vocabulary_use(model_type, settings.as_object().unwrap())
    }

    #[test]
    fn where_nothing_is_said_the_architectures_habit_holds() {
        assert_eq!(of(ModelType::Bert, json!({})), WordPieceOptions::default());
        let mpnet = of(ModelType::Mpnet, json!({"do_lower_case": null}));
        assert_eq!(
            (mpnet.cls.as_str(), mpnet.unknown.as_str()),
            ("<s>", "[UNK]")
        );
        assert!(mpnet.lower_case);
    }

    #[test]
    fn the_settings_overrule_it() {
        let settings = of(
            ModelType::Bert,
            json!({
                "do_lower_case": false, "strip_accents": true, "tokenize_chinese_chars": false, "cls_token": "<a>",
                "sep_token": {"content": "<b>", "lstrip": false},
            }),
        );
        assert!(!settings.lower_case && !settings.split_chinese);
        assert_eq!(settings.strip_accents, Some(true));
        assert_eq!(
            (settings.cls.as_str(), settings.sep.as_str()),
            ("<a>", "<b>")
        );
        assert_eq!(settings.padding, "[PAD]");
    }
}
