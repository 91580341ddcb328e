//! `namelight evaluate`.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use namelight_recognizer::Recognizer;
use namelight_scores::{Scheme, Score, ThresholdRow, threshold_table};
use serde_json::json;

use super::compute;
use crate::cli::{Case, DeviceKind, EvaluateArgs, ReadAs};
use crate::data::Split;
use crate::evaluate::plain_text::evaluate_plain_text;
use crate::evaluate::predict;
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
    let split = match args.case {
        Some(Case::Upper) => split.with_words(|word| word.to_uppercase()),
        Some(Case::Lower) => split.with_words(|word| word.to_lowercase()),
        None => split,
    };
    let between = match args.read_as {
        ReadAs::Words => None,
        ReadAs::Lines => Some("\n"),
        ReadAs::Text => Some(" "),
    };
    let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
    let mut answer = match between {
        None => {
            let batch = args.batch.into();
            let predictions = pool.install(|| predict(&recognizer, &split, batch))?;
            let scored = predictions.scored(scheme)?;
            let entities = || predictions.scored_entities(1.0);
            let thresholds = args
                .thresholds
                .then(|| threshold_table(&predictions.gold_entities(), &entities()));
            if !args.json {
                print_table(&scored.scores.overall, &scored.scores.per_type);
                let accuracy = scored.scores.accuracy;
                println!("accuracy {accuracy:.4}, loss {:.4}", scored.loss);
                print_thresholds(thresholds.as_deref().unwrap_or_default());
            }
            let mut answer = json!({ "loss": scored.loss, "scores": scored.scores });
            if let Some(thresholds) = thresholds {
                answer["thresholds"] = json!(thresholds);
            }
            answer
        }
        Some(between) => {
            ensure!(
                !args.strict,
                "--strict is about tags, and text has none; leave it out"
            );
            let (all, types) =
                pool.install(|| evaluate_plain_text(&recognizer, &split, between))?;
            if !args.json {
                print_table(&all, &types);
            }
            json!({ "scores": { "overall": all, "per_type": types } })
        }
    };
    if args.json {
        answer["model"] = json!(directory);
        answer["data"] = json!(split.facts);
        println!("{answer:#}");
    }
    Ok(())
}

fn print_thresholds(rows: &[ThresholdRow]) {
    if !rows.is_empty() {
        println!(
            "\n{:<10} {:>9} {:>9} {:>9} {:>9}",
            "score from", "precision", "recall", "F1", "found"
        );
    }
    for row in rows {
        let ThresholdRow {
            threshold,
            found,
            score,
        } = row;
        println!(
            "{threshold:<10} {:>9.4} {:>9.4} {:>9.4} {found:>9}",
            score.precision, score.recall, score.f1
        );
    }
}

fn print_table(all: &Score, types: &BTreeMap<String, Score>) {
    println!(
        "{:<10} {:>9} {:>9} {:>9} {:>9}",
        "", "precision", "recall", "F1", "entities"
    );
    for (kind, score) in types {
        print_row(kind, score);
    }
    print_row("all", all);
}

fn print_row(name: &str, score: &Score) {
    println!(
        "{name:<10} {:>9.4} {:>9.4} {:>9.4} {:>9}",
        score.precision, score.recall, score.f1, score.support
    );
}
