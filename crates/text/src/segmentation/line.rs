//! A line of a text, as far as its look says where sentences end.

use super::glyph::is_invisible;
use super::list_marker::marker_length;
use super::prose::is_prose;
use super::punctuation::is_cell_bar;
use crate::normalization::tag_at;

/// What kind of line this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Text, which may go on in the next line.
    #[default]
    Text,
    /// A row of a table, with a bar in front.
    Row,
    /// A Markdown heading.
    Heading,
    /// A ruled line, such as `-----` or `|---|---|`, or a quoted line without text.
    Rule,
    /// A line of a log or of a program, which is not looked into.
    Record,
}

/// A line of a text. Lengths and places are in bytes from its first character that is not white space.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    /// Length without the line break.
    pub(super) length: usize,
    /// Number of `>` in front, by which mail quotes.
    pub(super) quote_depth: usize,
    /// Where the text begins, behind marks of quotes and lists.
    pub(super) content: usize,
    /// Whether a mark of a list is in front.
    pub(super) is_item: bool,
    /// Whether it starts with the name of a field: `Subject: `.
    has_field: bool,
    /// Whether it has capitals and no other letters.
    is_upper: bool,
}

impl Line {
    /// Looks at the line that `text` starts with; white space in front is left out.
    pub(super) fn at(text: &str) -> Self {
        let length = text.find(is_break).unwrap_or(text.len());
        let line = text.get(..length).unwrap_or_default();
        let invisible = line.find(|character| !is_invisible(character)).unwrap_or(0);
        let (quote_depth, quote_length) = quote(line.get(invisible..).unwrap_or_default());
        let quote_length = invisible + quote_length;
        let quoted = line.get(quote_length..).unwrap_or_default();
        let kind = kind_of(quoted);
        let marker = match kind {
            LineKind::Text => marker_length(quoted).unwrap_or(0),
            LineKind::Heading => quoted.find(|character| character != '#').unwrap_or(0),
            LineKind::Row => quoted
                .find(|character| !is_cell_bar(character))
                .unwrap_or(0),
            LineKind::Record | LineKind::Rule => quoted.len(),
        };
        let content = quoted.get(marker..).unwrap_or_default();
        Self {
            kind,
            length,
            quote_depth,
            content: quote_length + marker,
            is_item: kind == LineKind::Text && marker > 0,
            has_field: has_field(content),
            is_upper: is_upper(content),
        }
    }

    /// Whether neither the line in front nor the one behind belongs to a sentence of this one.
    pub(super) fn stands_alone(&self) -> bool {
        self.kind != LineKind::Text
    }

    /// Whether a sentence ends between this line and `next` because of how they look.
    pub(super) fn is_apart_from(&self, next: &Self) -> bool {
        self.stands_alone()
            || next.stands_alone()
            || next.is_item
            || self.quote_depth != next.quote_depth
            || (self.has_field && next.has_field)
            || (self.is_upper && !next.is_upper)
    }
}

/// Returns the number of line breaks that a cluster of white space stands for: two where it separates paragraphs or
/// pages.
pub(super) fn breaks_of(cluster: &str) -> usize {
    match cluster {
        "\r\n" => 1,
        "\u{c}" | "\u{2029}" => 2,
        _ if cluster.chars().all(is_break) => 1,
        _ => 0,
    }
}

fn is_break(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Returns the number of `>` that a line starts with, and their length with the blanks between them.
fn quote(line: &str) -> (usize, usize) {
    // At its start a tag or an arrow is no mark of a quote.
    let marks = line.find(|character: char| character != '>' && character != ' ');
    let marks = line.get(..marks.unwrap_or(line.len())).unwrap_or_default();
    if !marks.starts_with('>') {
        return (0, 0);
    }
    (marks.matches('>').count(), marks.len())
}

fn kind_of(line: &str) -> LineKind {
    if is_rule(line) {
        return LineKind::Rule;
    }
    if line.starts_with(is_cell_bar) {
        return LineKind::Row;
    }
    let heading = line.trim_start_matches('#');
    if (1..=6).contains(&(line.len() - heading.len())) && heading.starts_with(' ') {
        return LineKind::Heading;
    }
    if is_prose(line) {
        LineKind::Text
    } else {
        LineKind::Record
    }
}

/// Whether a line has nothing to read: no text at all, or three or more marks that are drawn with.
fn is_rule(line: &str) -> bool {
    let is_drawn = |character: char| {
        matches!(
            character,
            '-' | '=' | '_' | '*' | '~' | '#' | '+' | ':' | '|' | '\u{2500}'
                ..='\u{257f}' | '—' | '–'
        )
    };
    let line = line.trim();
    let marks = line.chars().filter(|character| is_drawn(*character));
    line.is_empty()
        || (line
            .chars()
            .all(|character| is_drawn(character) || character == ' ')
            && marks.count() > 2)
}

/// Whether a line starts with a capitalised word, or a few joined by hyphens, with a colon and a blank behind.
fn has_field(line: &str) -> bool {
    const LONGEST: usize = 24;
    let end = line
        .char_indices()
        .take(LONGEST)
        .find(|(_, character)| !character.is_alphabetic() && *character != '-');
    let Some((end, ':')) = end else {
        return false;
    };
    line.starts_with(char::is_uppercase)
        && line
            .get(end + 1..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Whether a line has two capitals or more and no small letters, so far as its first hundred characters tell.
fn is_upper(line: &str) -> bool {
    const LOOKED_AT: usize = 100;
    let letters = || {
        line.chars()
            .take(LOOKED_AT)
            .filter(|character| character.is_alphabetic())
    };
    letters().all(|letter| letter.is_uppercase()) && letters().nth(1).is_some()
}

/// The first character behind tags that stand in a line of text.
pub(super) fn first_char(text: &str) -> Option<char> {
    const MOST_TAGS: usize = 4;
    let mut text = text;
    for _ in 0..MOST_TAGS {
        match tag_at(text) {
            Some(tag) if !tag.separates => text = text.get(tag.length..)?,
            _ => break,
        }
    }
    text.chars().next()
}
