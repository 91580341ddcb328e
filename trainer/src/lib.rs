//! The native side of Namelight: fine-tuning, scoring, quantizing and annotating on the command line.

mod augment;
pub mod batches;
pub mod card;
pub mod checkpoint;
pub mod cli;
pub mod commands;
pub mod data;
mod distill;
pub mod dropout;
pub mod evaluation;
pub mod examples;
mod hardware;
mod head;
pub mod learner;
pub mod mean;
pub mod measured;
pub mod model_dir;
pub mod optimizer;
mod progress;
pub mod raw_text;
pub mod recipe;
pub mod schedule;
mod snapshots;
mod tokenizer_config;
pub mod training;
pub mod watch;
pub mod word_shapes;
