//! Other runs that a report names beside its own: models that were trained on the way, and published runs.

pub mod published;
pub mod variants;
