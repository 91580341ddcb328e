//! Words are split as `tokenizers` splits them, which reads the same file with all that it can do.

use namelight_tokenizer::Tokenizer;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokenizers::Tokenizer as TheirTokenizer;

const SMALL: &[u8] = include_bytes!("../../../tests/fixtures/tokenizer/tokenizer.json");

/// Characters that a normalizer or a splitter has an opinion on.
const SPECIAL: &str = "[\\u{0}-\\u{20}\\u{7f}-\\u{a0}\\u{ad}\\u{300}-\\u{36f}\\u{1680}\\u{2000}-\\u{2060}\
    \\u{3000}\\u{4e00}-\\u{4e20}\\u{fe00}-\\u{fe0f}\\u{feff}\\u{fffd}\\u{20000}-\\u{20010}\\u{e000}İßŒǅ、。]";

struct Both {
    ours: Tokenizer,
    theirs: TheirTokenizer,
}

impl Both {
    fn of(bytes: &[u8]) -> Self {
        let mut theirs = TheirTokenizer::from_bytes(bytes).unwrap();
        theirs.with_truncation(None).unwrap().with_padding(None);
        Self {
            ours: Tokenizer::from_bytes(bytes).unwrap(),
            theirs,
        }
    }

    /// Reads the fixture with a change.
    fn changed(change: impl FnOnce(&mut Value)) -> Self {
        let mut json = serde_json::from_slice(SMALL).unwrap();
        change(&mut json);
        Self::of(json.to_string().as_bytes())
    }

    fn check(&self, word: &str) {
        let theirs = self.theirs.encode_fast(word, false).unwrap();
        let ours = self.ours.encode(&[word]).unwrap();
        assert_eq!(ours.ids, theirs.get_ids(), "{word:?}");
    }
}

/// Every way to set the normalizer, and added tokens of every kind that is supported.
fn tokenizers() -> Vec<Both> {
    let mut all = vec![
        Both::of(SMALL),
        Both::changed(|json| json["normalizer"] = Value::Null),
    ];
    for settings in 0..16 {
        let is_set = |bit: u32| settings >> bit & 1 == 1;
        all.push(Both::changed(|json| {
            json["normalizer"] = json!({
                "type": "BertNormalizer",
                "clean_text": is_set(0),
                "handle_chinese_chars": is_set(1),
                "lowercase": is_set(2),
                "strip_accents": if is_set(3) { Some(!is_set(2)) } else { None },
            });
            let tokens = json["added_tokens"].as_array_mut().unwrap();
            tokens.push(added("[New Token]", true, false));
            tokens.push(added("Élan", true, true));
            tokens.push(added("[MASK]x", false, true));
            tokens.push(added("東", false, false));
        }));
    }
    all
}

fn added(content: &str, normalized: bool, strip: bool) -> Value {
    json!({
        "id": 0, "content": content, "single_word": false, "lstrip": strip, "rstrip": strip,
        "normalized": normalized, "special": false,
    })
}

/// Runs of letters of all scripts, of special characters, and of added tokens in any case.
fn words() -> impl Strategy<Value = String> {
    let run = prop_oneof![
        3 => "[a-zA-Z]{1,6}",
        2 => "\\PC{1,4}",
        2 => SPECIAL,
        1 => "\\PM\\pM{1,3}",
        1 => "[\\u{0}-\\u{10ffff}]{1,3}",
        1 => "[a-z]{99,102}",
        2 => prop::sample::select(vec![
            "[CLS]", "[sep]", "[MASK]", "[MASK]x", "[UNK]", "[PAD", "[NEW token]", "ÉLAN", "élan", "e\u{301}lan",
            "東京", " [MASK] ", "\u{a0}élan\t",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(run, 0..5).prop_map(|runs| runs.concat())
}

#[test]
fn random_words_of_all_scripts_have_the_same_ids() {
    let tokenizers = tokenizers();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(4000));
    let held = runner.run(&words(), |word| {
        for both in &tokenizers {
            both.check(&word);
        }
        Ok(())
    });
    held.unwrap();
}

#[test]
fn every_character_has_the_same_ids_alone_and_in_a_word() {
    let small = Both::of(SMALL);
    let bare = Both::changed(|json| json["normalizer"]["lowercase"] = false.into());
    for character in
        ('\0'..=char::MAX).filter(|c| (*c as u32) < 0x3000 || (*c as u32).is_multiple_of(17))
    {
        for both in [&small, &bare] {
            both.check(&character.to_string());
            both.check(&format!("a{character}b"));
        }
    }
}

#[test]
fn ids_and_sizes_are_the_same() {
    for both in tokenizers() {
        let vocabulary = both.theirs.get_vocab(true);
        let largest = vocabulary.values().max().unwrap();
        assert_eq!(both.ours.vocab_size(), *largest as usize + 1);
        for (token, id) in vocabulary {
            assert_eq!(both.ours.token(id), Some(token));
        }
        let framed = both.theirs.encode_fast("", true).unwrap();
        assert_eq!(framed.get_ids(), [both.ours.cls_id(), both.ours.sep_id()]);
    }
}
