//! Texts as people have them, of the kinds that users of programs like this one reported, with the shipped small model.

use namelight_recognizer::{ModelFiles, Recognizer};
use serde::Deserialize;

/// A text with the names in it.
#[derive(Deserialize)]
struct Case {
    /// What is special about it, and where such a fault was reported.
    source: String,
    text: String,
    /// Each name as it stands in the text with its type, in order. `*` stands for any type, where the model may err.
    entities: Vec<(String, String)>,
}

fn shipped() -> Recognizer {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/model/small/");
    let read = |name: &str| std::fs::read(format!("{folder}{name}")).unwrap();
    Recognizer::load(&ModelFiles {
        config: read("config.json"),
        tokenizer: read("tokenizer.json"),
        weights: read("model.safetensors"),
    })
    .unwrap()
}

/// The names that are found, with `*` for the type where that is what is expected.
fn found(recognizer: &Recognizer, case: &Case) -> Vec<(String, String)> {
    let entities = recognizer.recognize(&case.text).unwrap().into_iter();
    let entities = entities.enumerate().map(|(index, entity)| {
        let is_any = case
            .entities
            .get(index)
            .is_some_and(|(_, kind)| kind == "*");
        let surface = entity.span.slice(&case.text).unwrap().to_owned();
        let entity_type = if is_any {
            "*".to_owned()
        } else {
            entity.entity_type
        };
        (surface, entity_type)
    });
    entities.collect()
}

#[test]
fn names_are_found_as_they_stand_in_texts_that_were_reported() {
    let recognizer = shipped();
    let lines = include_str!("fixtures/reported-texts.jsonl").lines();
    let cases: Vec<Case> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut wrong = Vec::new();
    for case in &cases {
        let found = found(&recognizer, case);
        if found != case.entities {
            let Case {
                source,
                text,
                entities,
            } = case;
            wrong.push(format!(
                "{source}\n  {text:?}\n  expected {entities:?}\n  found    {found:?}"
            ));
        }
    }
    let (wrong_count, all) = (wrong.len(), cases.len());
    assert!(
        wrong.is_empty(),
        "{wrong_count} of {all} texts:\n{}",
        wrong.join("\n")
    );
}
