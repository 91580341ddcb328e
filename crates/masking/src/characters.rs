//! Characters that a word consists of, and words in front of a place.

/// The first character of the scripts that write without blanks between words: ideographs, kana, Hangul.
const FIRST_EAST_ASIAN: char = '\u{2e80}';

/// Whether a character belongs to one word with a letter or digit beside it. East Asian characters do not: there a
/// placeholder or an address stands in the middle of a sentence without a blank, and particles follow it directly.
pub(crate) fn is_word(character: char) -> bool {
    character == '_' || (character < FIRST_EAST_ASIAN && character.is_alphanumeric())
}

/// Returns the character that ends at byte `at`.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Returns the character that starts at byte `at`.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the end of the run of such characters that starts at byte `at`; it is not looked for further than `longest`
/// bytes.
pub(crate) fn run_end(
    text: &str,
    at: usize,
    longest: usize,
    is_part: impl Fn(char) -> bool,
) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let parts = rest
        .char_indices()
        .map(|(start, part)| (start + part.len_utf8(), part));
    let run = parts.take_while(|(end, part)| *end <= longest && is_part(*part));
    at + run.last().map_or(0, |(end, _)| end)
}

/// Returns a text in small letters.
pub(crate) fn lower(text: &str) -> String {
    // Smaller than what the standard library has for texts, which looks at what surrounds a Greek sigma.
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether the text has these ASCII characters at byte `at`, in any case.
pub(crate) fn has_at(text: &str, at: usize, wanted: &str) -> bool {
    let found = text.as_bytes().get(at..at + wanted.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Whether no letter or digit stands directly in front of byte `at`.
pub(crate) fn begins_word(text: &str, at: usize) -> bool {
    !before(text, at).is_some_and(is_word)
}

/// Whether no letter or digit stands directly behind byte `at`.
pub(crate) fn ends_word(text: &str, at: usize) -> bool {
    !after(text, at).is_some_and(is_word)
}
