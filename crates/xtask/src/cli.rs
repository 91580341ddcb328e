//! The arguments, and nothing else.

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
    /// Write the static site to dist/ and print the sizes of its files
    Build,
    /// Run every check: formatting, lints, native tests, browser tests, documentation
    Test,
    /// Only install what is missing: Trunk, wasm-bindgen, the wasm target, a browser with its driver
    Setup,
}
