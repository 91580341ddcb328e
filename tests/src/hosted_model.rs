//! The hosted model `small`, without a browser.

use std::path::PathBuf;

use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_scores::report::Report;
use namelight_text::Entity;

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../web/model/small");
    let path = path.join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The recognizer of that model, compiled for this machine.
pub fn native_recognizer() -> Recognizer {
    let recognizer = Recognizer::load(&ModelFiles {
        config: file("config.json"),
        tokenizer: file("tokenizer.json"),
        weights: file("model.safetensors"),
    });
    recognizer.expect("the hosted model loads")
}

/// The entities that it finds in a text.
pub fn native_entities(text: &str) -> Vec<Entity> {
    native_recognizer().recognize(text).unwrap()
}

/// The model's report.
pub fn report() -> Report {
    serde_json::from_slice(&report_bytes("small")).unwrap()
}

/// The report of a model beside the page, as it lies there.
pub fn report_bytes(model: &str) -> Vec<u8> {
    file(&format!("../{model}/report.json"))
}
