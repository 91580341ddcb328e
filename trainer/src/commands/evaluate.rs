//! `namelight evaluate`.

use std::collections::BTreeMap;

use anyhow::{ensure, Context, Result};
use namelight_recognizer::Recognizer;
use namelight_scores::{Scheme, Score};
use serde_json::json;

use super::compute;
use crate::cli::{Case, DeviceKind, EvaluateArgs, ReadAs};
use crate::data::Split;
use crate::evaluation::evaluate;
use crate::model_dir;
use crate::raw_text::evaluate_raw;

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
        Some(case) => in_case(split, case),
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
            let scored = pool.install(|| evaluate(&recognizer, &split, batch, scheme))?;
            if !args.json {
                print_table(&scored.scores.overall, &scored.scores.per_type);
                let accuracy = scored.scores.accuracy;
                println!("accuracy {accuracy:.4}, loss {:.4}", scored.loss);
            }
            json!({ "loss": scored.loss, "scores": scored.scores })
        }
        Some(between) => {
            ensure!(
                !args.strict,
                "--strict is about tags, and text has none; leave it out"
            );
            let (all, types) = pool.install(|| evaluate_raw(&recognizer, &split, between))?;
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

fn in_case(mut split: Split, case: Case) -> Split {
    let words = split.sentences.iter_mut();
    for word in words.flat_map(|sentence| &mut sentence.words) {
        *word = match case {
            Case::Upper => word.to_uppercase(),
            Case::Lower => word.to_lowercase(),
        };
    }
    split
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
