//! The readers: each takes any bytes.

mod data;
mod hub;
mod model;
mod page;
mod text;

/// A reader of what somebody else wrote.
pub struct Target {
    /// Its name, and that of the folder of its corpus.
    pub name: &'static str,
    /// Reads an input. It panics when something is amiss.
    pub run: fn(&[u8]) -> Answer,
}

/// Whether an input was taken, or the reason why it was refused.
pub type Answer = Result<(), String>;

/// The reason of a refusal, with what led to it.
fn refused(error: impl Into<anyhow::Error>) -> String {
    format!("{:#}", error.into())
}

/// What a target says of an input that is too short to choose how it is read.
const NOTHING: &str = "there is nothing to read";

/// Every reader.
pub const TARGETS: [Target; 13] = [
    target("weights", model::weights),
    target("config", model::config),
    target("tokenizer", model::tokenizer),
    target("manifest", model::manifest),
    target("report", page::report),
    target("columns", data::columns),
    target("spans", data::spans),
    target("token_rows", data::token_rows),
    target("hub", hub::hub),
    target("text", text::text),
    target("restore", text::restore),
    target("messages", page::messages),
    target("share_link", page::share_link),
];

const fn target(name: &'static str, run: fn(&[u8]) -> Answer) -> Target {
    Target { name, run }
}
