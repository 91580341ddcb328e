//! The web workers that run the recognizer: a client for one of them, the pool that keeps them as the state has them, and
//! the engine that holds the state.

pub mod client;
pub mod engine;
pub mod pool;
