//! `namelight evaluate`.

use anyhow::{Context, Result};
use namelight_recognizer::Recognizer;
use namelight_scores::{Scheme, Score};
use serde_json::json;

use super::compute;
use crate::cli::{DeviceKind, EvaluateArgs};
use crate::data::Split;
use crate::evaluation::{evaluate, Scored};
use crate::model_dir;

pub fn run(args: &EvaluateArgs) -> Result<()> {
    let directory = model_dir::or_shipped(args.model.clone())?;
    let files = model_dir::read(&directory)?;
    let recognizer = Recognizer::load(&files).with_context(|| directory.display().to_string())?;
    let split = Split::read(&args.data, "data", model_dir::task_of(&files)?)?;
    let scheme = if args.strict {
        Scheme::StrictIob2
    } else {
        Scheme::Default
    };
    let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
    let scored = pool.install(|| evaluate(&recognizer, &split, args.batch.into(), scheme))?;
    if args.json {
        let answer = json!({ "model": directory, "data": split.facts, "loss": scored.loss, "scores": scored.scores });
        println!("{answer:#}");
        return Ok(());
    }
    print_table(&scored);
    Ok(())
}

fn print_table(scored: &Scored) {
    println!(
        "{:<10} {:>9} {:>9} {:>9} {:>9}",
        "", "precision", "recall", "F1", "entities"
    );
    for (kind, score) in &scored.scores.per_type {
        print_row(kind, score);
    }
    print_row("all", &scored.scores.overall);
    println!(
        "accuracy {:.4}, loss {:.4}",
        scored.scores.accuracy, scored.loss
    );
}

fn print_row(name: &str, score: &Score) {
    println!(
        "{name:<10} {:>9.4} {:>9.4} {:>9.4} {:>9}",
        score.precision, score.recall, score.f1, score.support
    );
}
