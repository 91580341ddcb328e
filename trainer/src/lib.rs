//! The native side of Namelight: fine-tuning, scoring, quantizing and annotating on the command line.

pub mod batches;
pub mod card;
pub mod checkpoint;
pub mod cli;
pub mod commands;
pub mod data;
pub mod dropout;
pub mod evaluation;
pub mod examples;
mod hardware;
mod head;
pub mod mean;
pub mod model_dir;
pub mod optimizer;
mod progress;
pub mod schedule;
mod tokenizer_config;
pub mod training;
pub mod watch;
