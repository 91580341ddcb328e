//! Seconds of a training step, on batches that another program can time as well. The benchmark calls this.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use candle_core::Device;
use namelight_encoder::{Config, Ops};
use namelight_text::Task;
use namelight_tokenizer::Tokenizer;
use serde::Serialize;
use serde_json::json;

use crate::base::Base;
use crate::base::classification_head::head_weight;
use crate::data::DataSet;
use crate::data::batches::epoch_batches;
use crate::data::examples::{Example, ExampleEncoder};
use crate::data::targets::Label;
use crate::recipe::{self, RecipeArgs};
use crate::train::train_step::TrainableModel;

/// Steps before the timed ones.
const WARM_UP: usize = 3;

/// Timed steps.
const STEPS: usize = 20;

/// The label that PyTorch ignores in its cross entropy.
const IGNORED: i64 = -100;

const SEED: u64 = 42;
const BATCH: usize = 16;

/// The time of a step.
#[derive(Debug, Serialize)]
pub struct Timing {
    median_seconds: f64,
    min_seconds: f64,
    /// The number of timed steps.
    steps: usize,
    threads: usize,
    /// The largest memory that this process had, where Linux tells.
    peak_bytes: Option<u64>,
}

/// Times steps of the published recipe from a checkpoint, on this many threads, and writes their batches for the other
/// program.
///
/// # Errors
/// When the checkpoint or the data cannot be read, or the data are too few.
pub fn time(base: &Path, data: &Path, threads: usize, batches: &Path) -> Result<Timing> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.context("starting threads")?
        .install(|| time_on_these_threads(base, data, batches))
}

fn time_on_these_threads(base: &Path, data: &Path, file: &Path) -> Result<Timing> {
    let folder = data;
    let data = DataSet::read(folder, Task::Ner, None)?;
    let base = Base::open(base)?.files;
    let labels = data.labels();
    let config = Config::from_json(&base.config)?.with_labels(labels.names());
    let tokenizer = Tokenizer::from_bytes(&base.tokenizer)?;
    let encoder = ExampleEncoder {
        tokenizer: &tokenizer,
        labels: &labels,
        max_positions: config.max_positions,
        word_shapes: false,
    };
    let mut examples = Vec::new();
    for split in data.train() {
        let outside = data.sources[0].outside(&labels);
        examples.extend(encoder.split(split, &outside, |_| None)?);
    }
    let lengths: Vec<usize> = examples.iter().map(|example| example.ids.len()).collect();
    // Batches in the order of the published recipe: random, of mixed lengths.
    let order = epoch_batches(&lengths, BATCH, false, SEED, 0);
    let batches: Vec<Vec<&Example>> = order
        .iter()
        .take(WARM_UP + STEPS)
        .map(|batch| batch.iter().map(|index| &examples[*index]).collect())
        .collect();
    ensure!(
        batches.len() > WARM_UP,
        "{} has too few sentences to time",
        folder.display()
    );
    write_batches(file, &batches, labels.len())?;

    // The published recipe, with the weight decay that PyTorch's side uses too.
    let mut recipe = recipe::resolve(&RecipeArgs::default(), &config, None)?;
    recipe.weight_decay = 0.01;
    recipe.seed = SEED;
    let start = base.parameters(&config, head_weight(&config, SEED), &Device::Cpu)?;
    let mut model = TrainableModel::new(&start, &config, &recipe, Ops::of(&Device::Cpu))?;
    let mut seconds = Vec::new();
    for (step, batch) in batches.iter().enumerate() {
        let started = Instant::now();
        model.step(batch, step, 1e-4, None)?;
        seconds.push(started.elapsed().as_secs_f64());
    }
    let mut seconds = seconds.split_off(WARM_UP);
    seconds.sort_by(f64::total_cmp);
    Ok(Timing {
        median_seconds: seconds[seconds.len() / 2],
        min_seconds: seconds[0],
        steps: seconds.len(),
        threads: rayon::current_num_threads(),
        peak_bytes: peak_bytes(),
    })
}

/// Ids and labels of each batch as PyTorch takes them: one label for each wordpiece, −100 where none counts.
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
        row[word.place] = match &word.label {
            Some(Label::One(label)) => i64::from(*label),
            // PyTorch's loss has no word for one of several.
            Some(Label::OneOf(_)) | None => IGNORED,
        };
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
