//! Our workers beside onnxruntime-web with the same weights, and our page beside one with transformers.js, in one
//! Chromium. Prints JSON. `cargo xtask bench browser` makes what this needs and keeps its result.
//!
//!     bench-browser FOLDER [--quick]
//!
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

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().expect("the folder of what is measured"));
    let effort = match arguments.next() {
        Some(word) if word == "--quick" => Effort::QUICK,
        Some(word) => panic!("{}: only --quick is known", word.display()),
        None => Effort::FULL,
    };
    let server = Server::start(&folder).await;
    let workers = Workers::open(&server).await;
    let browser = workers.version().await;
    let mut passes = Vec::new();
    let models = MODELS.iter();
    for model in models.filter(|model| effort.models.contains(&model.name)) {
        passes.extend(passes::passes(&workers, &folder, model, &effort).await);
    }
    let pairs = pair::pairs(&workers, &MODELS[0], &effort).await;
    workers.close().await;
    let first_entities = first_entity::first_entities(&server, &effort).await;
    let result = json!({
        "browser": browser,
        "passes": passes,
        "two_workers": pairs,
        "first_entity": first_entities,
    });
    println!("{result}");
}
