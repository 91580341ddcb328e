//! Namelight's workers beside onnxruntime-web with the same weights, and its page beside one with transformers.js, in
//! one Chromium.

mod compression;
mod effort;
mod engine;
mod first_entity;
mod models;
mod pair;
mod passes;
pub mod prepare;
pub mod results;
mod server;
mod slow_link;

use anyhow::Result;

use crate::cli::Compared;
use crate::{record, tables};
use effort::Effort;
use engine::Workers;
use models::MODELS;
use results::InBrowser;
use server::Server;

/// Measures everything, engines taking turns.
pub fn bench(arguments: &Compared) -> Result<()> {
    prepare::models(&arguments.python)?;
    let effort = if arguments.quick {
        Effort::QUICK
    } else {
        Effort::FULL
    };
    let results = tokio::runtime::Runtime::new()?.block_on(measure(&effort));
    if arguments.quick {
        println!("{}", tables::of_results(&results));
        return Ok(());
    }
    record::keep(results)
}

async fn measure(effort: &Effort) -> InBrowser {
    let folder = prepare::folder();
    let server = Server::start(&folder).await;
    let workers = Workers::open(&server).await;
    let browser = workers.version().await;
    let mut passes = Vec::new();
    for model in MODELS {
        if effort.models.contains(&model.name) {
            passes.extend(passes::passes(&workers, &folder, &model, effort).await);
        }
    }
    let two_workers = pair::pairs(&workers, &MODELS[0], effort).await;
    workers.close().await;
    InBrowser {
        browser,
        passes,
        two_workers,
        first_entity: first_entity::first_entities(&server, effort).await,
    }
}
