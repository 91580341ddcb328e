//! What the browser offers, each facility behind a few plain functions. Nothing else in the page calls it directly.

pub mod beside_name;
pub mod clipboard;
pub mod documents;
pub mod download;
mod error;
pub mod fetch;
pub mod files;
pub mod in_viewport;
pub mod marks;
pub mod newlines;
pub mod offline;
pub mod policy;
pub mod selection;
pub mod storage;
pub mod text_files;
pub mod theme;
pub mod url;

pub use error::BrowserError;
