//! The native side of Namelight: fine-tuning, scoring, quantizing and annotating on the command line.

pub mod adamw;
pub mod base;
pub mod card;
pub mod cli;
pub mod commands;
pub mod data;
mod distill;
pub mod evaluate;
mod hub;
mod logging;
pub mod model_dir;
mod other_runs;
pub mod recipe;
pub mod train;
