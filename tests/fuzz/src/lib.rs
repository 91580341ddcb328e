//! Feeds damaged files, messages and texts to everything that reads what somebody else wrote.
//!
//! [`TARGETS`] are the readers. Each takes any bytes and must neither panic nor answer with something that is not lawful; that
//! it refuses them is all right. [`seeds`] are lawful inputs of each, [`mutate`] damages them, and [`corpus`] keeps what is
//! refused in a way of its own or breaks a reader. `tests/replay.rs` runs the inputs that are kept and some hundred damaged
//! ones; the program `fuzz` (`cargo xtask trust`) goes on for as long as it is told to.

pub mod corpus;
pub mod mutate;
pub mod seeds;
pub mod targets;

pub use targets::{TARGETS, Target};
