//! What components show, computed without a browser.

pub mod explanation;
pub mod format;
pub mod grouped_names;
pub mod language;
pub mod masking;
pub mod operating_point;
