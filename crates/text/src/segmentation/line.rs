//! Line breaks: decides whether a line goes on in the next.

/// A line this long that does not end a sentence was broken by a program or by hand to fit a page, when the next line
/// goes on in lower case.
const SHORTEST_WRAPPED: usize = 30;

/// From this length to [`LONGEST_WRAPPED`] the next line may also start with a capital, for instance with a name.
const NEARLY_FULL: usize = 60;

/// Text is hardly ever wrapped at a greater width; a longer line is a paragraph of its own.
const LONGEST_WRAPPED: usize = 100;

/// Returns the number of line breaks that a cluster of white space stands for: two where it separates paragraphs or
/// pages.
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
