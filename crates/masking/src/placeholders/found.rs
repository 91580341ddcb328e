//! What was read as a placeholder.

use namelight_text::Span;

/// Most digits of a number that is read. Such numbers fit into 32 bits, as a browser has them.
const MOST_DIGITS: usize = 9;

/// The largest number that counts something. A larger one is no count of names, and nothing is counted on from it.
pub(crate) const LARGEST_COUNT: usize = 99_999_999;

/// A placeholder, as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    /// All that belongs to it: its brackets too, and in the bare form the letters that follow the number.
    pub(crate) span: Span,
    /// The type, as placeholders write it.
    pub(crate) name: &'a str,
    pub(crate) number: usize,
    /// What follows the number directly, as it stands there: the letter of a spelling or an ending.
    pub(crate) mark: String,
    /// Whether brackets stood around it.
    pub(crate) in_brackets: bool,
}

/// Reads the number of a placeholder. None of ours begins with 0.
pub(super) fn number(digits: &str) -> Option<usize> {
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number || digits.len() > MOST_DIGITS || digits.starts_with('0') {
        return None;
    }
    digits.parse().ok()
}
