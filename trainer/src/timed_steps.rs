//! `namelight bench-step`: seconds a training step, on batches that another program can time as well.

use std::path::Path;
use std::time::Instant;

use anyhow::{ensure, Context, Result};
use namelight_encoder::Config;
use namelight_text::Task;
use namelight_wordpieces::WordpieceTokenizer;
use serde_json::json;

use super::compute;
use crate::base::Base;
use crate::batches::epoch_batches;
use crate::cli::BenchStepArgs;
use crate::data::DataSet;
use crate::examples::{Encoder, Example};
use crate::head::head_weight;
use crate::learner::Learner;
use crate::recipe::{self, RecipeArgs};

/// Steps before the timed ones.
const WARM_UP: usize = 3;

/// What PyTorch ignores in its cross entropy.
const IGNORED: i64 = -100;

const SEED: u64 = 42;
const BATCH: usize = 16;

pub fn run(args: &BenchStepArgs) -> Result<()> {
    let pool = compute::pool(args.compute.device, args.compute.threads)?;
    pool.install(|| bench(args))
}

fn bench(args: &BenchStepArgs) -> Result<()> {
    let device = compute::device(args.compute.device)?;
    let data = DataSet::read(&args.data, Task::Ner)?;
    let base = Base::open(&args.base)?.files;
    let labels = data.labels();
    let config = Config::from_json(&base.config)?.with_labels(labels.names());
    let tokenizer = WordpieceTokenizer::from_bytes(&base.tokenizer)?;
    let encoder = Encoder {
        tokenizer: &tokenizer,
        labels: &labels,
        max_positions: config.max_positions,
        word_shapes: false,
    };
    let examples = encoder.split(&data.train, |_| None)?;
    let lengths: Vec<usize> = examples.iter().map(|example| example.ids.len()).collect();
    // Batches in the order of the published recipe: random, of mixed lengths.
    let order = epoch_batches(&lengths, BATCH, false, SEED, 0);
    let batches: Vec<Vec<&Example>> = order
        .iter()
        .take(WARM_UP + usize::from(args.steps))
        .map(|batch| batch.iter().map(|index| &examples[*index]).collect())
        .collect();
    ensure!(
        batches.len() > WARM_UP,
        "{} has too few sentences to time",
        data.train.file
    );
    if let Some(path) = &args.write_batches {
        write_batches(path, &batches, labels.len())?;
    }

    // The published recipe, with the weight decay that PyTorch's side uses too.
    let recipe = RecipeArgs {
        weight_decay: Some(0.01),
        seed: Some(SEED),
        ..RecipeArgs::default()
    };
    let recipe = recipe::resolve(&recipe, &config)?;
    let start = base.parameters(&config, head_weight(&config, SEED), &device)?;
    let ops = compute::ops(&args.compute, &device);
    let mut learner = Learner::new(&start, &config, &recipe, ops)?;
    let mut seconds = Vec::new();
    for (step, batch) in batches.iter().enumerate() {
        let started = Instant::now();
        learner.step(batch, step, 1e-4)?;
        seconds.push(started.elapsed().as_secs_f64());
    }
    let mut seconds = seconds.split_off(WARM_UP);
    seconds.sort_by(f64::total_cmp);
    let (median, min) = (seconds[seconds.len() / 2], seconds[0]);
    let threads = rayon::current_num_threads();
    if args.json {
        println!(
            "{}",
            json!({ "median_seconds": median, "min_seconds": min, "steps": seconds.len(), "threads": threads,
                "peak_bytes": peak_bytes() })
        );
    } else {
        println!(
            "{median:.3} s a step (median of {}, minimum {min:.3}), {threads} threads",
            seconds.len()
        );
    }
    Ok(())
}

/// Ids and labels a batch, as PyTorch takes them: one label a wordpiece, −100 where none counts.
fn write_batches(path: &Path, batches: &[Vec<&Example>], labels: usize) -> Result<()> {
    let batches: Vec<_> = batches
        .iter()
        .map(|batch| {
            let ids: Vec<&[u32]> = batch.iter().map(|example| example.ids.as_slice()).collect();
            let labels: Vec<Vec<i64>> = batch.iter().map(|example| label_row(example)).collect();
            json!({ "input_ids": ids, "labels": labels })
        })
        .collect();
    let text = serde_json::to_string(
        &json!({ "num_labels": labels, "warm_up": WARM_UP, "batches": batches }),
    )?;
    std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

fn label_row(example: &Example) -> Vec<i64> {
    let mut row = vec![IGNORED; example.ids.len()];
    for word in &example.words {
        row[word.place] = word.label.map_or(IGNORED, i64::from);
    }
    row
}

/// The largest memory that this process had, where Linux tells.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
