//! Lists of words that are kept as files: `#` begins a line of comment.

/// The lines of a list, without comments.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a list, which stand between blanks.
pub(super) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}
