//! The command line's arguments, and nothing else.

mod masking;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use namelight_text::Task;

use crate::recipe::RecipeArgs;

pub use masking::{MaskArgs, RestoreArgs};

/// Fine-tune, score, quantize and run small named-entity models.
#[derive(Debug, Parser)]
#[command(name = "namelight", version, about)]
pub struct Cli {
    /// The subcommand.
    #[command(subcommand)]
    pub command: Command,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fine-tune a checkpoint on CoNLL column files.
    Train(Box<TrainArgs>),
    /// Score a model on a column file or on texts with spans (JSON Lines).
    Evaluate(EvaluateArgs),
    /// Write the mean of the weights of several models.
    Average(AverageArgs),
    /// Write a model's int8 form.
    Quantize(QuantizeArgs),
    /// Find the entities of a text.
    Annotate(AnnotateArgs),
    /// Put placeholders in place of the names of a text, before it goes elsewhere.
    Mask(MaskArgs),
    /// Put the names back into an answer to a masked text.
    Restore(RestoreArgs),
}

/// Where to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeviceKind {
    /// The CPU.
    Cpu,
    /// The first NVIDIA GPU; needs a build with `--features cuda`.
    Cuda,
}

impl DeviceKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Cuda => "cuda",
        }
    }
}

/// The column of CoNLL-2003 to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TaskKind {
    /// Named entities: the last column.
    Ner,
    /// Parts of speech: the second column.
    Pos,
    /// Chunks: the third column.
    Chunk,
}

/// A share of something: more than nothing, and not all.
fn share(text: &str) -> Result<f64, String> {
    let share: Result<f64, _> = text.parse();
    match share {
        Ok(share) if share > 0.0 && share < 1.0 => Ok(share),
        _ => Err("expected a number between 0 and 1, such as 0.1".to_owned()),
    }
}

impl From<TaskKind> for Task {
    fn from(kind: TaskKind) -> Self {
        match kind {
            TaskKind::Ner => Self::Ner,
            TaskKind::Pos => Self::Pos,
            TaskKind::Chunk => Self::Chunk,
        }
    }
}

/// Arguments of `train`. The defaults are the recipe of the published DistilBERT runs on CoNLL-2003.
#[derive(Clone, Debug, Args)]
pub struct TrainArgs {
    /// Checkpoint to start from: a folder with config.json, tokenizer.json and model.safetensors, or a model of Hugging
    /// Face's hub (NAME or OWNER/NAME, with @REVISION for another than the newest), which is fetched into its cache.
    #[arg(long, value_name = "DIR|MODEL")]
    pub base: PathBuf,
    /// Keep only the first layers of the checkpoint; all unless given.
    #[arg(long, value_name = "N")]
    pub layers: Option<usize>,
    /// Folder with eng.train, eng.testa and, where it is there, eng.testb; or files that are called train, validation (valid,
    /// dev, val) and test: columns as .txt, .conll or .tsv, or JSON Lines with places of characters as .jsonl, or rows of
    /// tokens and ner_tags in JSON Lines or .parquet. Or a data set of Hugging Face's hub (OWNER/NAME, with @REVISION for
    /// another than the newest), or a TOML file that names several of these, each with its share and the types that it
    /// labels.
    #[arg(long, value_name = "DIR|DATA SET|FILE")]
    pub data: PathBuf,
    /// Share of the training data to hold out for validation, where the folder has no file for that.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub validation_split: Option<f64>,
    /// Which labels of the data to learn.
    #[arg(long, value_enum, default_value_t = TaskKind::Ner)]
    pub task: TaskKind,
    /// Folder to write the model to. While the run goes on, DIR.logs gets metrics.jsonl and TensorBoard's events, in
    /// place of those of an earlier run.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Learn from this model too: its folder, with the same labels. Its probabilities are mixed with the labels.
    #[arg(long, value_name = "DIR")]
    pub teacher: Option<PathBuf>,
    /// Text files that the teacher labels and the student learns from as well.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "teacher")]
    pub unlabelled: Vec<PathBuf>,
    /// Replace --out if it is there already.
    #[arg(long)]
    pub overwrite: bool,
    /// Steps between two checkpoints, which stand beside --out until the run is over; 0 for none.
    #[arg(long, value_name = "STEPS", default_value_t = 250)]
    pub save_every: usize,
    /// Go on from the checkpoint that an interrupted run with the same arguments left. The weights become what they
    /// would have been, to the bit.
    #[arg(long)]
    pub resume: bool,
    /// Train once with each of these seeds, into --out/seed-N, and report mean and deviation of the scores.
    #[arg(
        long,
        value_name = "N,N,…",
        value_delimiter = ',',
        conflicts_with = "seed"
    )]
    pub seeds: Vec<u64>,
    /// The hyper-parameters.
    #[command(flatten)]
    pub recipe: RecipeArgs,
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
    /// Compute with the tensor library's own operations, as a GPU does, and not with our fused ones.
    #[arg(long)]
    pub plain_ops: bool,
    /// What matrix products are computed in: tf32 on a GPU unless given, f32 on the CPU, where bf16 is only imitated. All
    /// else, weights and optimizer with it, is f32.
    #[arg(long, value_enum)]
    pub precision: Option<Precision>,
}

/// What matrix products are computed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Precision {
    /// Floats of 32 bits.
    F32,
    /// The upper 19 of these bits as factors, which a GPU multiplies several times as fast; sums in f32.
    Tf32,
    /// The upper 16 of these bits, as factors and as results.
    Bf16,
}

/// How a column file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadAs {
    /// The sentences and words of the file.
    Words,
    /// Plain text, a sentence a line, as a person would paste it; entities count by their places.
    Lines,
    /// Plain text in one line: where sentences end has to be found as well.
    Text,
}

/// How to change upper and lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Case {
    /// All capitals.
    Upper,
    /// No capitals.
    Lower,
}

/// Arguments of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// Model folder, float or int8; the hosted small model unless given.
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Column file, or JSON Lines of {"text": …, "entities": [[start, end, type], …]}: each line is a text of its own,
    /// places count characters, and an entity counts when its type and its exact place do.
    #[arg(long, value_name = "FILE")]
    pub data: PathBuf,
    /// Entity types that count; those of other types are left out, in the data and in what is found. All unless given.
    #[arg(long, value_name = "TYPE,TYPE,…", value_delimiter = ',')]
    pub types: Vec<String>,
    /// Write what was missed, invented or mistyped to this file, as JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Number of sentences that are read at once.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    pub batch: u16,
    /// Count an entity only where its tags are strict IOB2.
    #[arg(long)]
    pub strict: bool,
    /// What the model is given to read of a column file.
    #[arg(long, value_enum, default_value_t = ReadAs::Words)]
    pub read_as: ReadAs,
    /// Change the case of every word of a column file first.
    #[arg(long, value_enum)]
    pub case: Option<Case>,
    /// Give all mentions of a name in a text one type: those of one spelling vote by their scores, a last name follows the
    /// full name.
    #[arg(long)]
    pub one_type_per_name: bool,
    /// Print what is left of precision and recall when only entities above a score count.
    #[arg(long)]
    pub thresholds: bool,
    /// Make every name likelier by so many nats.
    #[arg(long, value_name = "NATS", default_value_t = 0.0, value_parser = recall_bias, allow_negative_numbers = true)]
    pub recall_bias: f32,
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
    /// Folder to write the quantized model to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Write the word embeddings as integers of so many bits with a scale for each group; int8, with one for each row, unless
    /// given.
    #[arg(long, value_name = "BITS", requires = "layer_bits", value_parser = clap::value_parser!(u8).range(2..=8))]
    pub word_bits: Option<u8>,
    /// The same for the matrices of the layers and the table of positions.
    #[arg(long, value_name = "BITS", requires = "word_bits", value_parser = clap::value_parser!(u8).range(2..=8))]
    pub layer_bits: Option<u8>,
    /// Number of integers in a group, a multiple of 8.
    #[arg(long, value_name = "NUMBERS", default_value_t = 64, requires = "word_bits", value_parser = group)]
    pub group: u16,
    /// Data folder, or a TOML file of sources: fit the temperature of the model's probabilities on its validation data,
    /// score the int8 model as it is, on plain text and in other cases, and add all that to its report.json.
    #[arg(long, value_name = "DIR|FILE")]
    pub data: Option<PathBuf>,
    /// Add to the logit of O what gives the best F1 on the validation data of all sources of --data: fewer names are found,
    /// and surer ones.
    #[arg(long, requires = "data")]
    pub fit_outside_bias: bool,
    /// Models that were trained on the way, for the report's table of variants; one whose report has such a table already
    /// brings all of it.
    #[arg(long, value_name = "DIR", num_args = 1..)]
    pub variant: Vec<PathBuf>,
    /// Models of ours trained with `--recipe distilbert`, for the report's table beside the published runs.
    #[arg(long, value_name = "DIR", num_args = 1..)]
    pub published: Vec<PathBuf>,
    /// Replace --out if it is there already.
    #[arg(long)]
    pub overwrite: bool,
    /// Threads; all cores unless given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Arguments of `average`.
#[derive(Debug, Args)]
pub struct AverageArgs {
    /// Float model folders of runs from one start, such as those of --seeds. Report and recipe are those of the first.
    #[arg(long, value_name = "DIR", num_args = 2.., required = true)]
    pub models: Vec<PathBuf>,
    /// Data folder, or a TOML file of sources: score the mean on its validation and test data.
    #[arg(long, value_name = "DIR|FILE")]
    pub data: PathBuf,
    /// Folder to write the mean to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace --out if it is there already.
    #[arg(long)]
    pub overwrite: bool,
    /// Threads; all cores unless given.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// A bias of decoding, in nats.
fn recall_bias(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(bias) if bias.is_finite() => Ok(bias),
        _ => Err("expected a number, such as 2".to_owned()),
    }
}

/// The size of a group of integers.
fn group(text: &str) -> Result<u16, String> {
    let group: Result<u16, _> = text.parse();
    match group {
        Ok(group) if group > 0 && group.is_multiple_of(8) => Ok(group),
        _ => Err("expected a multiple of 8, such as 64".to_owned()),
    }
}

/// Output of `annotate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnotateFormat {
    /// JSON Lines, an object for each sentence.
    Json,
    /// A word and its IOB2 tag on each line, and a blank line behind each sentence.
    Conll,
}

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// Model folder, float or int8; the shipped model unless given.
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t = AnnotateFormat::Json)]
    pub format: AnnotateFormat,
    /// Give all mentions of a name in a file one type: those of one spelling vote by their scores, a last name follows the
    /// full name. Nothing is written before the file is read to its end.
    #[arg(long)]
    pub one_type_per_name: bool,
    /// Your own list of what is always a name and what never.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// Make every name likelier by so many nats: up to 3 a little more of what the model misses is found, and more that is no
    /// name; a negative number finds less. The report of a model says what that does to precision and recall.
    #[arg(long, value_name = "NATS", default_value_t = 0.0, value_parser = recall_bias, allow_negative_numbers = true)]
    pub recall_bias: f32,
    /// Encoding of the files, as the Encoding Standard names it (windows-1250, shift_jis, …). Unless given it is told by the
    /// bytes: UTF-8, UTF-16, or else Windows-1252.
    #[arg(long, value_name = "NAME", value_parser = crate::commands::text_file::encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Text files; standard input unless given.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
