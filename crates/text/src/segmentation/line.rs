//! Line breaks, and whether a line goes on in the next.

/// A line this long that does not end a sentence was broken by a program or by hand to fit a page, when the next line
/// goes on in lower case.
const SHORTEST_WRAPPED: usize = 30;

/// The length from which on, up to [`LONGEST_WRAPPED`], the next line may start with a capital as well: with a name, say.
const NEARLY_FULL: usize = 60;

/// Nobody wraps text wider than this; a longer line is a paragraph of its own.
const LONGEST_WRAPPED: usize = 100;

/// The number of line breaks that a cluster of white space is: two for what separates paragraphs or pages.
pub(super) fn breaks_of(cluster: &str) -> usize {
    match cluster {
        "\n" | "\r" | "\r\n" | "\u{b}" | "\u{85}" | "\u{2028}" => 1,
        "\u{c}" | "\u{2029}" => 2,
        _ => 0,
    }
}

/// Whether a line of `length` clusters, which does not end with a full stop, is continued by one that starts with
/// `next`. Headlines and lists, of which each line stands for itself, have short lines or marks in front.
pub(super) fn is_wrapped(length: usize, next: char) -> bool {
    if next.is_lowercase() {
        return (SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&length);
    }
    next.is_alphanumeric() && (NEARLY_FULL..=LONGEST_WRAPPED).contains(&length)
}
