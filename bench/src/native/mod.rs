//! Tokens a second of our int8 encoder on two cores, beside onnxruntime with the same weights on the same cores and the
//! same sentences. Prints JSON. `cargo xtask bench browser` makes what this needs and keeps its result.
//!
//!     bench-native FOLDER PYTHON [--quick]
//!
//! FOLDER has `models/small/onnx` (tests/reference/export_onnx.py).

mod onnxruntime;
mod ours;
mod work;

use std::path::{Path, PathBuf};

use namelight_tests::Summary;
use serde::Serialize;
use serde_json::json;

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

/// What a list costs.
#[derive(Debug, Serialize)]
struct Row {
    work: String,
    tokens: usize,
    namelight: Summary,
    onnxruntime: Summary,
    /// The fastest for onnxruntime.
    way: Way,
    /// Above 1 Namelight does more in a second; medians.
    tokens_per_second_by_onnxruntime: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, python, runs) = match arguments.as_slice() {
        [folder, python] => (folder, python, RUNS),
        [folder, python, flag] if flag == "--quick" => (folder, python, QUICK_RUNS),
        other => panic!("{other:?}: FOLDER, PYTHON and perhaps --quick are wanted"),
    };
    let variants = PathBuf::from(folder).join("models/small/onnx");
    let small = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../web/model/small");
    let ours = Ours::load(&small);
    let mut theirs = OnnxRuntime::start(Path::new(python), &variants);
    let ways = ways(&variants);
    let lengths = LENGTHS.map(Work::of_length);
    let works = lengths.into_iter().chain([Work::mixed()]);
    let rows: Vec<Row> = works
        .map(|work| row(&ours, &mut theirs, &ways, &work, runs))
        .collect();
    let version = theirs.version();
    println!(
        "{}",
        json!({ "onnxruntime": version, "cores": ours::THREADS, "rows": rows })
    );
}

fn row(ours: &Ours, theirs: &mut OnnxRuntime, ways: &[Way], work: &Work, runs: usize) -> Row {
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
    Row {
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
