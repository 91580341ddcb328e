//! Placeholders in square brackets: what programs put where a name was, `[PER_1]`, and what models read, `[PAD]`.

use super::glyph::Glyph;

/// Length of the longest placeholder, brackets included, in grapheme clusters.
const LONGEST: usize = 24;

/// Tokens of BERT's vocabulary, which a log may hold.
const OF_MODELS: [&str; 5] = ["PAD", "UNK", "CLS", "SEP", "MASK"];

/// Returns the end of the placeholder that starts at index `at`, if one does. Other words in brackets may be names.
pub(super) fn placeholder_end(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let rest = glyphs.get(at..)?;
    if rest.first()?.base_char != '[' {
        return None;
    }
    let inner = rest.iter().skip(1).take(LONGEST);
    let inner: String = inner
        .map(|glyph| glyph.base_char)
        .take_while(|mark| *mark != ']')
        .collect();
    let length = inner.chars().count() + 2;
    let is_closed = rest
        .get(length - 1)
        .is_some_and(|glyph| glyph.base_char == ']');
    (is_closed && is_placeholder(&inner)).then_some(at + length)
}

fn is_placeholder(inner: &str) -> bool {
    if OF_MODELS.contains(&inner) {
        return true;
    }
    if let Some(number) = inner.strip_prefix("unused") {
        return is_number(number);
    }
    let Some((name, number)) = inner.rsplit_once('_') else {
        return false;
    };
    let number = number.trim_end_matches(|mark: char| mark.is_ascii_lowercase());
    let is_capital = |mark: char| mark.is_ascii_uppercase() || mark == '_';
    !name.is_empty() && name.chars().all(is_capital) && is_number(number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit())
}
