//! The arguments, and nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Builds, serves and tests Namelight.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// A task.
#[derive(Subcommand)]
pub enum Task {
    /// Install what is missing, build the page and serve it on this machine
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Write the static site to dist/ and print the sizes of its files and what its modules are made of
    Build,
    /// Run every check: formatting, lints, native tests, browser tests, documentation
    Test,
    /// Only install what is missing: the wasm target, Trunk, wasm-bindgen, crates, a browser with its driver
    Setup,
    /// Build the worker once more for browsers with relaxed SIMD; Trunk's hook runs this
    #[command(hide = true)]
    Workers,
    /// Hold the built site's size against bench/size.json; `cargo xtask test` runs this
    #[command(hide = true)]
    CheckSize,
    /// Compile and link the trainer for NVIDIA GPUs, and train on one where there is one; fetches 1.2 GB where CUDA is
    /// missing, and takes a quarter of an hour
    Cuda,
    /// Measure, and write the result to bench/
    Bench {
        /// What to measure.
        #[command(subcommand)]
        subject: Subject,
    },
}

/// What can be measured.
#[derive(Subcommand)]
pub enum Subject {
    /// Seconds a training step, beside PyTorch's for the same batches
    Train(TrainBench),
    /// The page in Chromium beside onnxruntime-web and transformers.js, and native inference beside onnxruntime
    Browser(BrowserBench),
    /// From a key to the painted name, and a megabyte of text, in Chromium
    Page,
    /// Bytes that a visit downloads, by file and by crate
    Size,
}

/// Arguments of `bench browser`.
#[derive(Args)]
pub struct BrowserBench {
    /// A Python with torch, transformers, onnx and onnxruntime
    #[arg(long, value_name = "FILE", default_value = "python3")]
    pub python: PathBuf,
    /// Only see that everything works: few runs, printed and not kept
    #[arg(long)]
    pub quick: bool,
}

/// Arguments of `bench train`.
#[derive(Args)]
pub struct TrainBench {
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
