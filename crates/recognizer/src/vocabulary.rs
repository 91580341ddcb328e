//! The tokenizer of a checkpoint that is older than `tokenizer.json` and has a `vocab.txt`.

use namelight_encoder::{Config, ModelType};
use namelight_tokenizer::WordPieceOptions;
use serde_json::{Map, Value};

use crate::RecognizerError;

/// Returns the bytes of the `tokenizer.json` that transformers would make of a `vocab.txt`. `settings` are the bytes of
/// `tokenizer_config.json`, which says how; where it does not, or is missing, the default of the architecture in
/// `config` holds.
///
/// # Errors
/// When one of the files cannot be read, or the vocabulary lacks a token that every input needs.
pub fn tokenizer_of_vocabulary(
    config: &Config,
    settings: Option<&[u8]>,
    vocabulary: &[u8],
) -> Result<Vec<u8>, RecognizerError> {
    let settings = match settings {
        Some(settings) => {
            serde_json::from_slice(settings).map_err(RecognizerError::TokenizerConfig)?
        }
        None => Map::new(),
    };
    let options = vocabulary_use(config.model_type, &settings);
    Ok(options.tokenizer_json(vocabulary)?)
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
