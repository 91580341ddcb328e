//! Fine-tuning: the loop over steps and epochs, and what a run keeps so that it can go on after a crash.

pub mod checkpoint;
pub mod dropout;
pub mod observer;
mod running_mean;
pub mod schedule;
mod snapshots;
pub mod timed_steps;
pub mod train_step;
mod training_loop;

pub use running_mean::RunningMean;
pub use training_loop::{CheckpointPolicy, Trained, Training};
