//! The arguments, and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::headers::Host;
use crate::trust::Part;

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
    /// Bind the models of a built site to its page, after another one was put there
    ///
    /// Files are named after their content, and the page takes no other manifest than the one that is there now
    Bind {
        /// The site; dist/ where none is given
        site: Option<PathBuf>,
    },
    /// Print the response headers that a host should send with the site
    Headers {
        /// The host whose form they are printed in
        #[arg(value_enum)]
        host: Host,
    },
    /// Run every check: formatting, lints, native tests, browser tests, documentation
    Test,
    /// Run the long forms of what shows that the page keeps its promises, which takes hours, and print a table of figures
    ///
    /// The figures are kept in tests/trust.json
    Trust {
        /// A part to run; all where none is named
        #[arg(long = "part", value_enum)]
        parts: Vec<Part>,
        /// Minutes for each reader of files, messages and texts
        #[arg(long, default_value = "10")]
        minutes: String,
        /// Readers to feed; all where none is named
        readers: Vec<String>,
    },
    /// Build the last commit twice, in two folders, and compare the sites byte by byte; takes ten minutes or more
    Reproduce,
    /// Only install what is missing: the wasm target, Trunk, wasm-bindgen, cargo-deny, crates, a browser with its driver
    Setup,
    /// Build the worker once more for browsers with relaxed SIMD; Trunk's hook runs this
    #[command(hide = true)]
    Workers,
    /// Compile and link the trainer for NVIDIA GPUs, and train on one where there is one; fetches 1.2 GB where CUDA is
    /// missing, and takes a quarter of an hour
    ///
    /// With --kit it packs what proves the trainer on a machine with a GPU and no Rust
    Cuda {
        /// The folder to pack the kit in
        #[arg(long, value_name = "DIR", requires_all = ["data", "base"])]
        kit: Option<PathBuf>,
        /// A folder of CoNLL-2003
        #[arg(long, value_name = "DIR", requires = "kit")]
        data: Option<PathBuf>,
        /// The checkpoint to start from
        #[arg(long, value_name = "DIR", requires = "kit")]
        base: Option<PathBuf>,
    },
    /// Measure something, and keep the result in bench/record/
    ///
    /// browser [--python FILE] [--quick]: the page's engines in Chromium, beside onnxruntime-web and transformers.js
    ///
    /// native [--python FILE] [--quick]: native inference, beside onnxruntime
    ///
    /// page: latency from a key to the painted name, and the analysis of a megabyte of text
    ///
    /// train --base DIR --data DIR [--threads 1,2] [--python FILE]: a training step, beside PyTorch's
    ///
    /// size: bytes of the site's files, and of one visit
    ///
    /// tables: bench/record/README.md anew from the records
    Bench {
        /// What to measure, and how
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        arguments: Vec<OsString>,
    },
}
