//! Placeholders: how they are written, and what is read as one.
//!
//! 1. [`name`] writes the type and the number of a name, and the letter of its spelling.
//! 2. [`scan()`] finds all that reads as a placeholder of some types: [`bracketed`] what stands in brackets, [`bare`] what
//!    lost them.
//!
//! Masking numbers past all that [`scan()`] finds in a text, and restoring acts on nothing else. So whatever stood in
//! the text before stays as it is.

use std::collections::HashMap;

mod bare;
mod bracketed;
mod found;
mod name;
mod scan;

/// Numbers by what they are looked up with: placeholders, or types as placeholders write them. One type for all keeps
/// the program small.
pub(crate) type Index = HashMap<String, usize>;

pub(crate) use found::{Found, LARGEST_COUNT};
pub use name::type_name;
pub(crate) use name::{key_parts, numbered};
pub(crate) use scan::scan;
