//! The command line's arguments, and nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Fine-tune, score, quantize and run small named-entity models.
#[derive(Debug, Parser)]
#[command(name = "namelight", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fine-tune a checkpoint on CoNLL column files.
    Train(TrainArgs),
    /// Score a model on a column file.
    Evaluate(EvaluateArgs),
    /// Write a model's int8 form.
    Quantize(QuantizeArgs),
    /// Find the entities of a text.
    Annotate(AnnotateArgs),
    /// Time training steps on fixed batches.
    BenchStep(BenchStepArgs),
}

/// Where to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeviceKind {
    /// The processor.
    Cpu,
    /// The first NVIDIA GPU; needs a build with `--features cuda`.
    Cuda,
}

/// Arguments of `train`. The defaults are the recipe of the published DistilBERT runs on CoNLL-2003.
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Checkpoint to start from: a folder with config.json, tokenizer.json and model.safetensors.
    #[arg(long, value_name = "DIR")]
    pub base: PathBuf,
    /// Keep only the first layers of the checkpoint; all unless given.
    #[arg(long, value_name = "N")]
    pub layers: Option<usize>,
    /// Folder with eng.train, eng.testa and, where it is there, eng.testb (or train.txt, valid.txt, test.txt).
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Folder to write the model to. While the run goes on, DIR.logs gets metrics.jsonl and TensorBoard's events, in
    /// place of those of an earlier run.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace --out if it is there already.
    #[arg(long)]
    pub overwrite: bool,
    /// Peak learning rate.
    #[arg(long, default_value_t = 2e-5, value_parser = positive)]
    pub learning_rate: f64,
    /// Share of all steps in which the learning rate rises from zero; then it falls linearly to zero.
    #[arg(long, default_value_t = 0.0, value_parser = share)]
    pub warmup_ratio: f64,
    /// Passes over the training data.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    pub epochs: u16,
    /// Sentences a training step.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    pub train_batch: u16,
    /// Sentences an evaluation step.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    pub eval_batch: u16,
    /// Decoupled weight decay of matrices; biases and layer norms have none.
    #[arg(long, default_value_t = 0.0, value_parser = share)]
    pub weight_decay: f64,
    /// Gradients with a larger norm are scaled down to it.
    #[arg(long, default_value_t = 1.0, value_parser = positive)]
    pub max_grad_norm: f64,
    /// AdamW's β₁.
    #[arg(long, default_value_t = 0.9, value_parser = share)]
    pub beta1: f64,
    /// AdamW's β₂.
    #[arg(long, default_value_t = 0.999, value_parser = share)]
    pub beta2: f64,
    /// AdamW's ε.
    #[arg(long, default_value_t = 1e-8, value_parser = positive)]
    pub epsilon: f64,
    /// Seed of the head, the order of the data and the dropout.
    #[arg(long, default_value_t = 42)]
    pub seed: u64,
    /// Put sentences of like length into a batch: faster, as little of it is padding.
    #[arg(long)]
    pub group_by_length: bool,
    /// Steps between two checkpoints, which stand beside --out until the run is over; 0 for none.
    #[arg(long, value_name = "STEPS", default_value_t = 250)]
    pub save_every: usize,
    /// Go on from the checkpoint that an interrupted run with the same arguments left. The weights become what they
    /// would have been, to the bit.
    #[arg(long)]
    pub resume: bool,
    /// Where to compute.
    #[command(flatten)]
    pub compute: ComputeArgs,
}

/// Where to compute.
#[derive(Clone, Copy, Debug, Args)]
pub struct ComputeArgs {
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceKind::Cpu)]
    pub device: DeviceKind,
    /// Threads on the CPU; all cores unless given. Each takes a part of every batch, so the number changes rounding.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Arguments of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// Model folder, float or int8; the shipped model unless given.
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Column file.
    #[arg(long, value_name = "FILE")]
    pub data: PathBuf,
    /// Sentences a step.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    pub batch: u16,
    /// Count an entity only where its tags are strict IOB2.
    #[arg(long)]
    pub strict: bool,
    /// Print JSON in place of a table.
    #[arg(long)]
    pub json: bool,
    /// Threads; all cores unless given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Arguments of `quantize`.
#[derive(Debug, Args)]
pub struct QuantizeArgs {
    /// Float model folder.
    #[arg(long, value_name = "DIR")]
    pub model: PathBuf,
    /// Folder to write the int8 model to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Data folder: score the int8 model and add the rows to its report.json.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Replace --out if it is there already.
    #[arg(long)]
    pub overwrite: bool,
    /// Threads; all cores unless given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Output of `annotate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnotateFormat {
    /// JSON Lines, an object a sentence.
    Json,
    /// A word and its IOB2 tag a line, a blank line behind each sentence.
    Conll,
}

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// Model folder, float or int8; the shipped model unless given.
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = AnnotateFormat::Json)]
    pub format: AnnotateFormat,
    /// Text files in UTF-8; standard input unless given.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Arguments of `bench-step`.
#[derive(Debug, Args)]
pub struct BenchStepArgs {
    /// Checkpoint to start from.
    #[arg(long, value_name = "DIR")]
    pub base: PathBuf,
    /// Data folder; its training split gives the batches.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Writes the batches as JSON, for another program to time the same ones.
    #[arg(long, value_name = "FILE")]
    pub write_batches: Option<PathBuf>,
    /// Timed steps, after three that are not.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub steps: u16,
    /// Print JSON in place of a line.
    #[arg(long)]
    pub json: bool,
    /// Where to compute.
    #[command(flatten)]
    pub compute: ComputeArgs,
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value > 0.0 && value.is_finite() => Ok(value),
        _ => Err("expected a number above 0".to_owned()),
    }
}

/// From 0 up to, but without, 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..1.0).contains(&value) => Ok(value),
        _ => Err("expected a number from 0 to below 1".to_owned()),
    }
}
