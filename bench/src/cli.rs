//! The arguments of the program.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Measures Namelight, and keeps the results in bench/record/.
#[derive(Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
pub struct Arguments {
    /// What to measure.
    #[command(subcommand)]
    pub subject: Subject,
}

/// What can be measured.
#[derive(Subcommand)]
pub enum Subject {
    /// The page's engines in Chromium, beside onnxruntime-web and transformers.js with the same weights
    Browser(Compared),
    /// Native inference, beside onnxruntime with the same weights
    Native(Compared),
    /// Latency from a key to the painted name, and the analysis of a megabyte of text, in Chromium
    Page,
    /// Finding sentences and words, beside the whole analysis of a text, and on texts of many kinds
    Preparation,
    /// Seconds of a training step, beside PyTorch's on the same batches
    Train(Train),
    /// Sentences that are found again in joined text, beside the crate sentencex
    Sentences(Sentences),
    /// Bytes of the site's files, and of one visit
    Size,
    /// Write bench/record/README.md anew from the records
    Tables,
}

/// Arguments of a comparison with onnxruntime.
#[derive(Args)]
pub struct Compared {
    /// A Python with the packages of tests/reference/requirements.txt
    #[arg(long, value_name = "FILE", default_value = "python3")]
    pub python: PathBuf,
    /// Only see that everything works: few runs, printed and not kept
    #[arg(long)]
    pub quick: bool,
}

/// Arguments of `train`.
#[derive(Args)]
pub struct Train {
    /// The checkpoint to train: a folder in Hugging Face form
    #[arg(long, value_name = "DIR")]
    pub base: PathBuf,
    /// The folder with the data that batches are taken from
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Threads for either program; each number is measured
    #[arg(long, default_values_t = [1, 2], value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Vec<u16>,
    /// A Python with torch and transformers
    #[arg(long, value_name = "FILE", default_value = "python3")]
    pub python: PathBuf,
}

/// Arguments of `sentences`.
#[derive(Args)]
pub struct Sentences {
    /// The folder with CoNLL-2003's eng.testa
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The folder with worldwide/dev.jsonl and uner-ewt/dev.jsonl: JSON Lines, a sentence in `text` a line
    #[arg(long, value_name = "DIR")]
    pub open_data: PathBuf,
}
