//! The native side of Namelight: the program `namelight`, which fine-tunes, scores, quantizes and runs models.
//!
//! ```
//! use clap::Parser;
//! use namelight_trainer::{cli::Cli, commands};
//!
//! # fn main() -> anyhow::Result<()> {
//! let folder = tempfile::tempdir()?;
//! let out = folder.path().join("model").display().to_string();
//! let train = ["namelight", "train", "--base", "../tests/fixtures/tiny-base", "--data", "../tests/fixtures/conll"];
//! commands::run(Cli::parse_from([&train[..], &["--epochs", "1", "--out", &out]].concat()))?;
//! assert!(folder.path().join("model/model.safetensors").exists());
//! # Ok(())
//! # }
//! ```
//!
//! The way of the data through a training run, folder by folder:
//!
//! * [`cli`] declares the arguments and [`commands`] carries them out, a file for each subcommand.
//! * [`recipe`] turns flags, a recipe file and defaults into hyper-parameters.
//! * [`base`] reads the checkpoint to start from; `hub` fetches it first where it lies on Hugging Face's hub.
//! * [`data`] reads column files and makes batches of examples of them.
//! * `distill` asks a teacher for its labels, where there is one.
//! * [`train`] takes the steps, with [`adamw`] as the optimizer, and keeps checkpoints; `logging` shows how the run goes on.
//! * [`evaluate`] scores the result on column files and on plain text, and measures its latency; [`card`] writes its model
//!   card, and `other_runs` the tables of other models beside it.
//! * [`model_dir`] writes the model directory, whole or not at all.

pub mod adamw;
pub mod base;
pub mod card;
pub mod cli;
pub mod commands;
pub mod data;
mod distill;
pub mod evaluate;
pub mod hub;
mod logging;
pub mod model_dir;
mod other_runs;
pub mod recipe;
pub mod train;
