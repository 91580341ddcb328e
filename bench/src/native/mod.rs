//! The throughput of the int8 encoder compiled for this machine, on two cores, beside onnxruntime with the same weights
//! on the same cores and the same sentences.

mod onnxruntime;
mod ours;
mod work;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::browser::prepare;
use crate::cli::Compared;
use crate::record::{self, Subject};
use crate::summary::Summary;
use crate::table::Row;
use crate::{root, tables};
use onnxruntime::{OnnxRuntime, Way, ways};
use ours::Ours;
use work::Work;

const LENGTHS: [usize; 5] = [16, 32, 64, 128, 256];
/// Sentences of a batch of ours.
const BATCH: usize = 8;
/// Runs through a list, after one that does not count. Either side takes turns.
const RUNS: usize = 20;
const QUICK_RUNS: usize = 3;
const TRIALS: usize = 2;
/// Variants of the model that are tried in every way.
const FINALISTS: usize = 3;

/// The results of the measurement.
#[derive(Debug, Serialize, Deserialize)]
pub struct Native {
    /// The version of onnxruntime.
    onnxruntime: String,
    cores: usize,
    rows: Vec<Comparison>,
}

/// The time of a list of sentences.
#[derive(Debug, Serialize, Deserialize)]
struct Comparison {
    work: String,
    tokens: usize,
    namelight: Summary,
    onnxruntime: Summary,
    /// The fastest way for onnxruntime.
    way: Way,
    /// A ratio of medians: above 1 Namelight does more in a second.
    tokens_per_second_by_onnxruntime: f64,
}

impl Subject for Native {
    const NAME: &'static str = "native";
    const ABOUT: &'static str = "Wordpieces a second of medians on two cores. onnxruntime got the fastest form of the \
        model and the fastest way to use two cores for each list of sentences. A ratio above 1 says that Namelight is \
        faster.";

    fn versions(&self) -> String {
        format!("onnxruntime {}", self.onnxruntime)
    }

    fn rows(&self) -> Vec<Row> {
        let rate = |tokens, summary: &Summary| {
            format!("{:.0}", tokens as f64 / summary.median_millis * 1000.0)
        };
        let mut rows = Vec::new();
        for row in &self.rows {
            let ratio = format!("{:.2}", row.tokens_per_second_by_onnxruntime);
            rows.push(Row::new("Namelight by onnxruntime", &row.work, ratio));
        }
        for row in &self.rows {
            let value = rate(row.tokens, &row.namelight);
            rows.push(Row::new("Namelight", &row.work, value));
        }
        for row in &self.rows {
            let value = format!("{} ({})", rate(row.tokens, &row.onnxruntime), row.way);
            rows.push(Row::new("onnxruntime", &row.work, value));
        }
        rows
    }
}

/// Measures every list of sentences.
pub fn bench(arguments: &Compared) -> Result<()> {
    prepare::models(&arguments.python)?;
    let variants = prepare::folder().join("models/small/onnx");
    let ours = Ours::load(&root().join("web/model/small"));
    let mut theirs = OnnxRuntime::start(&arguments.python, &variants);
    let ways = ways(&variants);
    let runs = if arguments.quick { QUICK_RUNS } else { RUNS };
    let lengths = LENGTHS.map(Work::of_length);
    let works = lengths.into_iter().chain([Work::mixed()]);
    let rows = works.map(|work| compare(&ours, &mut theirs, &ways, &work, runs));
    let results = Native {
        rows: rows.collect(),
        onnxruntime: theirs.version(),
        cores: ours::THREADS,
    };
    if arguments.quick {
        println!("{}", tables::of_results(&results));
        return Ok(());
    }
    record::keep(results)
}

fn compare(
    ours: &Ours,
    theirs: &mut OnnxRuntime,
    ways: &[Way],
    work: &Work,
    runs: usize,
) -> Comparison {
    let way = fastest(theirs, ways, work);
    let batches = work.batches(BATCH);
    ours.seconds(&batches);
    theirs.seconds(&way, work, 1);
    let (mut our_millis, mut their_millis) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        our_millis.push(ours.seconds(&batches) * 1000.0);
        their_millis.push(theirs.seconds(&way, work, 1)[0] * 1000.0);
    }
    let (namelight, onnxruntime) = (Summary::of(&our_millis), Summary::of(&their_millis));
    Comparison {
        work: work.name.clone(),
        tokens: work.tokens(),
        tokens_per_second_by_onnxruntime: onnxruntime.median_millis / namelight.median_millis,
        namelight,
        onnxruntime,
        way,
    }
}

/// Of the ways to use onnxruntime the one with the least time: the fastest variants of the model, sentence by sentence,
/// in every way.
fn fastest(theirs: &mut OnnxRuntime, ways: &[Way], work: &Work) -> Way {
    let simple: Vec<&Way> = ways.iter().filter(|way| way.is_simple()).collect();
    let ranked = ranked(theirs, &simple, work);
    let variants: Vec<&str> = ranked
        .iter()
        .take(FINALISTS)
        .map(|way| way.variant.as_str())
        .collect();
    let mut finalists: Vec<&Way> = ways.iter().collect();
    finalists.retain(|way| variants.contains(&way.variant.as_str()) && way.serves(work));
    self::ranked(theirs, &finalists, work)[0].clone()
}

/// The fastest first.
fn ranked<'a>(theirs: &mut OnnxRuntime, ways: &[&'a Way], work: &Work) -> Vec<&'a Way> {
    let mut timed: Vec<(f64, &Way)> = Vec::new();
    for way in ways {
        theirs.seconds(way, work, 1);
        let seconds = theirs.seconds(way, work, TRIALS);
        timed.push((seconds.into_iter().fold(f64::INFINITY, f64::min), way));
    }
    timed.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    timed.into_iter().map(|(_, way)| way).collect()
}
