//! The arguments, and nothing else.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

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
    /// Write the static site to dist/
    Build,
    /// Run every check: formatting, lints, native tests, browser tests, documentation
    Test,
    /// Only install what is missing: the wasm target, Trunk, wasm-bindgen, crates, a browser with its driver
    Setup,
    /// Build the worker once more for browsers with relaxed SIMD; Trunk's hook runs this
    #[command(hide = true)]
    Workers,
    /// Compile and link the trainer for NVIDIA GPUs, and train on one where there is one; fetches 1.2 GB where CUDA is
    /// missing, and takes a quarter of an hour
    Cuda,
    /// Measure browser, native, page, train or size, and keep the result in bench/record/; `bench help` tells more
    #[command(disable_help_flag = true)]
    Bench {
        /// What to measure, and how
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        arguments: Vec<OsString>,
    },
}
