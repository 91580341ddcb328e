//! The messages as the other side sees them.

use namelight_protocol::{FailureKind, ModelInfo, Request, RequestId, Response, Task};
use namelight_text::DecodingOptions;
use serde_json::json;

#[test]
fn a_worker_from_before_there_were_versions_is_told_apart() {
    let old: Response = serde_json::from_value(json!({ "type": "ready" })).unwrap();
    assert_eq!(old, Response::Ready { version: 0 });
}

#[test]
fn a_newer_worker_can_say_which_version_it_speaks_and_more() {
    let newer = json!({ "type": "ready", "version": 9, "mood": "good" });
    let newer: Response = serde_json::from_value(newer).unwrap();
    assert_eq!(newer, Response::Ready { version: 9 });
}

#[test]
fn every_message_but_the_first_names_its_request() {
    let request = RequestId(3);
    let failed = Response::Failed {
        request,
        kind: FailureKind::InputTooLong,
        message: "too long".to_owned(),
    };
    let wire = serde_json::to_value(&failed).unwrap();
    assert_eq!(wire["request"], 3);
    assert_eq!(wire["kind"], "input_too_long");
    assert_eq!(failed.request(), Some(request));
    assert_eq!(Response::Ready { version: 1 }.request(), None);
}

#[test]
fn a_request_is_a_number_and_a_task() {
    let ping = Request {
        id: RequestId::default().next(),
        task: Task::Ping,
    };
    let wire = serde_json::to_value(&ping).unwrap();
    assert_eq!(wire, json!({ "id": 1, "task": "ping" }));
}

#[test]
fn options_of_decoding_that_are_left_out_have_their_defaults() {
    let wire = json!({ "id": 1, "task": { "recognize": { "sentences": ["Ada."] } } });
    let request: Request = serde_json::from_value(wire).unwrap();
    let task = Task::Recognize {
        sentences: vec!["Ada.".to_owned()],
        options: DecodingOptions::default(),
        recall_biases: Vec::new(),
    };
    assert_eq!(request.task, task);
}

fn model() -> ModelInfo {
    ModelInfo {
        name: "small".to_owned(),
        weight_bytes: 1,
        weight_sha256: "00".to_owned(),
        config_sha256: "01".to_owned(),
        tokenizer_sha256: "02".to_owned(),
        entity_types: vec!["PER".to_owned()],
        max_wordpieces: 512,
        load_millis: 1.0,
        instructions: "simd128".to_owned(),
        threads: 1,
        memory_bytes: 1,
    }
}

#[test]
fn models_find_the_same_when_weights_labels_and_tokenizer_are_equal() {
    let same = ModelInfo {
        name: "a copy".to_owned(),
        load_millis: 9.0,
        ..model()
    };
    assert!(model().finds_the_same_as(&same));
    let other = || "03".to_owned();
    let others = [
        ModelInfo {
            weight_sha256: other(),
            ..model()
        },
        ModelInfo {
            config_sha256: other(),
            ..model()
        },
        ModelInfo {
            tokenizer_sha256: other(),
            ..model()
        },
    ];
    assert!(others.iter().all(|other| !model().finds_the_same_as(other)));
}
