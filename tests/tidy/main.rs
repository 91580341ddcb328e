//! Checks of the repository itself: what its documents state is what its files do.
//!
//! | module | what it holds |
//! |---|---|
//! | [`crates`] | crates depend on each other as the map in ARCHITECTURE.md says |
//! | [`files`] | every Rust file says what it is, none grows too long, `unsafe` stays in one crate |
//! | [`safety`] | what unsafe code relies on is tested |
//! | [`documents`] | code blocks run or say why not, links lead somewhere, the summary is complete |
//! | [`paths`] | files that documents and comments name exist |
//! | [`numbers`] | what README.md quotes as measured stands in a record |
//!
//! Each check is a function from what it reads to a list of problems, so that a small bad example can show that it
//! fails where it should.

mod crates;
mod documents;
mod files;
mod markdown;
mod numbers;
mod paths;
mod quotes;
mod record;
mod repository;
mod safety;
