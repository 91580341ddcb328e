//! The page: a text field in which names light up, and the report of the model that finds them.
//!
//! [`state`] holds everything that is shown and is free of browser types; `components` turn it into HTML; `client`
//! talks to the worker.

mod app;
mod client;
mod components;
pub mod examples;
pub mod segments;
pub mod state;

pub use app::App;
