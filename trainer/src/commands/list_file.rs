//! A person's own list of what is always a name and what never.

use std::path::Path;

use anyhow::{Context, Result};
use namelight_masking::List;

use crate::model_dir;

/// Reads a list; none is one without entries.
///
/// # Errors
/// When the file cannot be read, or a line is no entry.
pub fn read(path: Option<&Path>) -> Result<List> {
    let Some(path) = path else {
        return Ok(List::default());
    };
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("reading {name}"))?;
    let list = model_dir::text(bytes, &name)?.parse::<List>();
    list.with_context(|| name)
}
