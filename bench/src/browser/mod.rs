//! Our workers beside onnxruntime-web with the same weights, and our page beside one with transformers.js, in one
//! Chromium. Prints JSON. `cargo xtask bench browser` makes what this needs and keeps its result.
//!
//!     bench-browser FOLDER [--quick] [passes] [two-workers] [first-entity]
//!
//! Without any of the last three it measures them all.
//! FOLDER has `models/<name>/onnx` (tests/reference/export_onnx.py), `models/distilbert/model` (random_model.py) and
//! `npm/node_modules`.

mod effort;
mod engine;
mod first_entity;
mod models;
mod pair;
mod passes;
mod server;

use std::path::PathBuf;

use serde_json::json;

use effort::Effort;
use engine::Workers;
use models::MODELS;
use server::Server;

/// What the command line asks for.
struct Asked {
    folder: PathBuf,
    effort: Effort,
    parts: Vec<String>,
}

impl Asked {
    fn read(mut arguments: impl Iterator<Item = String>) -> Self {
        let folder = arguments.next().expect("the folder of what is measured");
        let (flags, parts): (Vec<_>, Vec<_>) = arguments.partition(|word| word.starts_with("--"));
        let effort = match flags.as_slice() {
            [] => Effort::FULL,
            [flag] if flag == "--quick" => Effort::QUICK,
            other => panic!("{other:?}: only --quick is known"),
        };
        Self {
            folder: folder.into(),
            effort,
            parts,
        }
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|asked| asked == part)
    }
}

#[tokio::main]
async fn main() {
    let asked = Asked::read(std::env::args().skip(1));
    let server = Server::start(&asked.folder).await;
    let workers = Workers::open(&server).await;
    let browser = workers.version().await;
    let (mut passes, mut pairs, mut first_entities) = (Vec::new(), Vec::new(), Vec::new());
    if asked.wants("passes") {
        let models = MODELS.iter();
        for model in models.filter(|model| asked.effort.models.contains(&model.name)) {
            passes.extend(passes::passes(&workers, &asked.folder, model, &asked.effort).await);
        }
    }
    if asked.wants("two-workers") {
        pairs = pair::pairs(&workers, &MODELS[0], &asked.effort).await;
    }
    workers.close().await;
    if asked.wants("first-entity") {
        first_entities = first_entity::first_entities(&server, &asked.effort).await;
    }
    let result = json!({
        "browser": browser,
        "passes": passes,
        "two_workers": pairs,
        "first_entity": first_entities,
    });
    println!("{result}");
}
