//! The readers: each takes any bytes.

mod data;
mod model;
mod page;
mod text;

/// A reader of what somebody else wrote.
pub struct Target {
    /// Its name, and that of the folder of its corpus.
    pub name: &'static str,
    /// Reads an input and says whether it was taken. It panics when something is amiss.
    pub run: fn(&[u8]) -> bool,
}

/// Every reader.
pub const TARGETS: [Target; 12] = [
    target("weights", model::weights),
    target("config", model::config),
    target("tokenizer", model::tokenizer),
    target("manifest", model::manifest),
    target("report", page::report),
    target("columns", data::columns),
    target("spans", data::spans),
    target("token_rows", data::token_rows),
    target("text", text::text),
    target("restore", text::restore),
    target("messages", page::messages),
    target("share_link", page::share_link),
];

const fn target(name: &'static str, run: fn(&[u8]) -> bool) -> Target {
    Target { name, run }
}
