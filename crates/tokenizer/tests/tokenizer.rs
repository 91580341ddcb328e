//! The tokenizer against transformers. `tests/reference/tokenizer.py` wrote the fixtures.

use namelight_tokenizer::{Tokenizer, TokenizerError};
use serde_json::{Value, json};

const TOKENIZER: &str = include_str!("../../../tests/fixtures/tokenizer/tokenizer.json");
const WORDS: &str = include_str!("../../../tests/fixtures/tokenizer/words.json");

fn tokenizer() -> Tokenizer {
    Tokenizer::from_bytes(TOKENIZER.as_bytes()).unwrap()
}

/// The error of a tokenizer.json that `change` has spoilt.
fn error_after(change: impl FnOnce(&mut Value)) -> TokenizerError {
    let mut json: Value = serde_json::from_str(TOKENIZER).unwrap();
    change(&mut json);
    Tokenizer::from_bytes(json.to_string().as_bytes())
        .err()
        .unwrap()
}

#[test]
fn words_are_split_as_transformers_splits_them() {
    let cases: Vec<Value> = serde_json::from_str(WORDS).unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let words: Vec<&str> = case["words"]
            .as_array()
            .unwrap()
            .iter()
            .map(|word| word.as_str().unwrap())
            .collect();
        let pieces = tokenizer().encode(&words).unwrap();
        assert_eq!(json!(pieces.ids), case["ids"], "{words:?}");

        let word_of_id = case["word_of_id"].as_array().unwrap();
        let first: Vec<Option<usize>> = (0..words.len())
            .map(|word| word_of_id.iter().position(|of| *of == json!(word)))
            .collect();
        assert_eq!(pieces.first, first, "{words:?}");
    }
}

#[test]
fn the_files_own_truncation_and_padding_are_switched_off() {
    assert!(TOKENIZER.contains("\"max_length\": 128"));
    assert_eq!(tokenizer().encode(&["a"]).unwrap().ids.len(), 1);
    assert_eq!(tokenizer().encode(&["a"; 1000]).unwrap().ids.len(), 1000);
}

#[test]
fn special_tokens_are_known_but_not_added() {
    let tokenizer = tokenizer();
    assert_eq!(tokenizer.token(tokenizer.cls_id()).unwrap(), "[CLS]");
    assert_eq!(tokenizer.token(tokenizer.sep_id()).unwrap(), "[SEP]");
    assert_eq!(tokenizer.encode(&[]).unwrap().ids, [0_u32; 0]);
}

/// MPNet's vocabulary is BERT's with tokens of its own in front.
#[test]
fn an_input_is_framed_by_the_tokens_that_the_tokenizer_frames_it_by() {
    let mut json: Value = serde_json::from_str(TOKENIZER).unwrap();
    for (token, id) in [("<s>", 98), ("</s>", 99)] {
        json["model"]["vocab"][token] = id.into();
    }
    json["post_processor"] = json!({
        "type": "RobertaProcessing", "cls": ["<s>", 98], "sep": ["</s>", 99],
        "trim_offsets": true, "add_prefix_space": false,
    });
    let read = |json: &Value| Tokenizer::from_bytes(json.to_string().as_bytes()).unwrap();
    let tokenizer = read(&json);
    assert_eq!((tokenizer.cls_id(), tokenizer.sep_id()), (98, 99));

    json["post_processor"] = Value::Null;
    let tokenizer = read(&json);
    assert_eq!((tokenizer.cls_id(), tokenizer.sep_id()), (2, 3));
}

#[test]
fn the_vocabulary_ends_behind_its_largest_id() {
    let tokenizer = tokenizer();
    let last = tokenizer.vocab_size() as u32 - 1;
    assert!(tokenizer.token(last).is_some());
    assert_eq!(tokenizer.token(last + 1), None);
}

#[test]
fn a_file_that_is_no_tokenizer_is_an_error() {
    for bytes in [
        &b""[..],
        b"{}",
        b"[1, 2]",
        b"\xff\xfe",
        b"{\"version\": \"1.0\"",
    ] {
        let error = Tokenizer::from_bytes(bytes).err().unwrap();
        assert!(
            matches!(error, TokenizerError::Unreadable(_)),
            "{bytes:?}: {error}"
        );
    }
}

#[test]
fn a_tokenizer_of_another_family_is_an_error() {
    let error = error_after(|json| {
        json["model"] = json!({"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]"});
    });
    assert!(matches!(error, TokenizerError::NotWordPiece(ref found) if found == "WordLevel"));
    assert!(error.to_string().contains("tokenizer.json"), "{error}");
}

#[test]
fn a_missing_special_token_is_named() {
    for token in ["[CLS]", "[SEP]", "[UNK]"] {
        let error = error_after(|json| {
            json["added_tokens"] = json!([]);
            json["model"]["vocab"]
                .as_object_mut()
                .unwrap()
                .remove(token);
        });
        assert!(matches!(error, TokenizerError::MissingToken(ref missing) if missing == token));
    }
}

#[test]
fn steps_that_no_tokenizer_of_the_family_has_are_named() {
    for (step, other) in [
        ("normalizer", json!({"type": "NFKC"})),
        ("pre_tokenizer", json!({"type": "Whitespace"})),
        ("pre_tokenizer", Value::Null),
        ("post_processor", json!({"type": "ByteLevel"})),
    ] {
        let found = other["type"].as_str().unwrap_or("none").to_owned();
        let error = error_after(|json| json[step] = other).to_string();
        assert!(error.contains(step), "{error}");
        assert!(error.ends_with(&format!("found {found}")), "{error}");
    }
}

#[test]
fn an_added_token_that_has_to_be_a_word_is_refused_by_name() {
    let error = error_after(|json| json["added_tokens"][4]["single_word"] = true.into());
    assert!(matches!(error, TokenizerError::SingleWord(ref token) if token == "[MASK]"));
}

#[test]
fn another_version_of_the_format_is_an_error() {
    let error = error_after(|json| json["version"] = "2.0".into());
    assert!(error.to_string().contains("2.0"), "{error}");
}

#[test]
fn the_oldest_files_do_not_say_the_type_of_the_model() {
    let mut json: Value = serde_json::from_str(TOKENIZER).unwrap();
    json["model"].as_object_mut().unwrap().remove("type");
    let old = Tokenizer::from_bytes(json.to_string().as_bytes()).unwrap();
    let words = ["Ada", "sings"];
    assert_eq!(
        old.encode(&words).unwrap(),
        tokenizer().encode(&words).unwrap()
    );
}
