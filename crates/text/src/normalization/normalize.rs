//! Normalizes a sentence.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::apostrophe::{is_apostrophe_between_letters, is_okina};
use super::character_reference::character_reference;
use super::compatibility::{plain_form, superscript_digit};
use super::line_break::{break_behind_hyphen, quote_marks};
use super::markup::tag_at;
use super::normalized_text::NormalizedText;
use crate::segmentation::{is_cell_bar, is_invisible};

/// Longest row of footnote marks behind a word, in characters.
const LONGEST_FOOTNOTE: usize = 12;

/// Returns the text that a model reads in place of `sentence`. In it
///
/// * what cannot be seen is left out: characters of no width, soft hyphens, direction marks, variation selectors,
///   control characters;
/// * HTML tags, the bars around a cell and the marks by which mail quotes are left out, and character references
///   (`&atilde;`) are the characters that they stand for;
/// * ligatures and full-width, mathematical and circled letters are plain letters; superscript digits at the end of a
///   word, which refer to footnotes, are left out;
/// * the marks that people write for an apostrophe between letters are one, and a glottal stop that begins a word is
///   left out;
/// * a word that was hyphenated at the end of a line is in one piece.
///
/// Everything else stays. The places of all this in the sentence are kept.
pub(crate) fn normalize(sentence: &str) -> NormalizedText<'_> {
    if is_plain(sentence) {
        return NormalizedText::unchanged(sentence);
    }
    let mut walk = Walk::new(sentence);
    for (start, cluster) in sentence.grapheme_indices(true) {
        if start >= walk.done_to {
            walk.done_to = start + cluster.len();
            walk.cluster(start..walk.done_to, cluster);
            walk.begins_line = match cluster {
                " " | "\t" => walk.begins_line,
                _ => cluster.ends_with(['\n', '\r', '\u{2028}']),
            };
        }
    }
    walk.normalized
}

/// Whether nothing in a sentence can change, as in nearly all that is typed in English.
fn is_plain(sentence: &str) -> bool {
    let is_plain = |byte: u8| {
        matches!(byte, b' '..=b'~' | b'\t') && !matches!(byte, b'<' | b'>' | b'&' | b'|' | b'`')
    };
    sentence.bytes().all(is_plain)
}

struct Walk<'a> {
    sentence: &'a str,
    normalized: NormalizedText<'a>,
    /// The sentence without the bars around it.
    cell: Range<usize>,
    /// First byte that is still to be read.
    done_to: usize,
    /// Whether only white space stands between the start of the line and the current cluster.
    begins_line: bool,
}

impl<'a> Walk<'a> {
    fn new(sentence: &'a str) -> Self {
        let is_edge = |character: char| is_cell_bar(character) || character.is_whitespace();
        let start = sentence.len() - sentence.trim_start_matches(is_edge).len();
        Self {
            sentence,
            normalized: NormalizedText::empty(sentence),
            cell: start..sentence.trim_end_matches(is_edge).len().max(start),
            done_to: 0,
            begins_line: true,
        }
    }

    /// Reads the cluster in a range of the sentence, and moves `done_to` where it belongs to something longer.
    fn cluster(&mut self, range: Range<usize>, cluster: &str) {
        let is_read = match cluster {
            "<" => self.tag(range.start),
            "&" => self.reference(range.start),
            ">" => self.quote(range.start),
            "-" | "\u{2010}" | "\u{ad}" => self.hyphenation(range.start, cluster),
            _ => self.is_outer_bar(&range, cluster) || self.mark(&range, cluster),
        };
        if !is_read {
            self.characters(range, cluster, true);
        }
    }

    fn tag(&mut self, start: usize) -> bool {
        let Some(tag) = tag_at(self.from(start)) else {
            return false;
        };
        let end = start + tag.length;
        if !self.is_boundary(end) {
            return false;
        }
        if tag.separates {
            self.normalized.replace(start..end, " ");
        }
        self.done_to = end;
        true
    }

    fn reference(&mut self, start: usize) -> bool {
        let Some((length, character)) = character_reference(self.from(start)) else {
            return false;
        };
        let end = start + length;
        if !self.is_boundary(end) {
            return false;
        }
        self.done_to = end;
        self.characters(start..end, character.encode_utf8(&mut [0; 4]), false);
        true
    }

    fn quote(&mut self, start: usize) -> bool {
        let end = start + quote_marks(self.from(start));
        let is_quote = self.begins_line && end > start && self.is_boundary(end);
        if is_quote {
            self.done_to = end;
        }
        is_quote
    }

    /// Leaves out a line break that cuts a word behind a hyphen, and that hyphen, which may be there for the break alone.
    /// In front of a capital it belongs to the word, as in `Jean-Luc`, unless all of the word is capitals.
    fn hyphenation(&mut self, start: usize, hyphen: &str) -> bool {
        let behind = start + hyphen.len();
        let Some(found) = break_behind_hyphen(self.from(behind)) else {
            return false;
        };
        let end = behind + found.length;
        if !self.follows_letter() || !self.is_boundary(end) {
            return false;
        }
        let is_soft = hyphen == "\u{ad}";
        let follows_capital = self.normalized.text().ends_with(char::is_uppercase);
        if found.precedes_capital && !follows_capital {
            if is_soft {
                return false;
            }
            self.normalized.copy(start..behind);
        } else if !is_soft {
            self.normalized.remove_hyphen();
        }
        self.done_to = end;
        true
    }

    fn is_outer_bar(&self, range: &Range<usize>, cluster: &str) -> bool {
        (range.start < self.cell.start || range.start >= self.cell.end)
            && cluster.chars().all(is_cell_bar)
    }

    /// Reads a mark that depends on what is beside it.
    fn mark(&mut self, range: &Range<usize>, cluster: &str) -> bool {
        let mut characters = cluster.chars();
        let (Some(mark), None) = (characters.next(), characters.next()) else {
            return false;
        };
        if is_okina(mark) && !self.follows_word() {
            return self.okina(range);
        }
        let is_mark = is_footnote_mark(mark) && (!mark.is_alphabetic() || self.follows_letter());
        is_mark && self.footnote(range.start)
    }

    /// Reads a glottal stop with the letter behind it, which stands for both.
    fn okina(&mut self, range: &Range<usize>) -> bool {
        let Some(next) = self.from(range.end).graphemes(true).next() else {
            return false;
        };
        if !next.starts_with(char::is_alphabetic) {
            return false;
        }
        self.done_to = range.end + next.len();
        self.characters(range.start..self.done_to, next, false);
        true
    }

    /// Leaves out digits and letters that are superscript and end a word.
    fn footnote(&mut self, start: usize) -> bool {
        if !self
            .normalized
            .text()
            .ends_with(|before: char| !before.is_whitespace())
        {
            return false;
        }
        let mut length = 0;
        let mut rest = self.from(start).chars().take(LONGEST_FOOTNOTE).peekable();
        while let Some(mark) = rest.next() {
            let is_comma = mark == ',' && rest.peek().is_some_and(|next| is_footnote_mark(*next));
            if !is_footnote_mark(mark) && !is_comma {
                break;
            }
            length += mark.len_utf8();
        }
        let end = start + length;
        let ends_word = !self.from(end).starts_with(char::is_alphanumeric);
        let is_footnote = ends_word && self.is_boundary(end);
        if is_footnote {
            self.done_to = end;
        }
        is_footnote
    }

    /// Appends the characters of a cluster, which stands in a range of the sentence as it is or as something else.
    fn characters(&mut self, range: Range<usize>, cluster: &str, is_original: bool) {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
        if is_original && cluster.bytes().all(is_plain) {
            return self.normalized.copy(range);
        }
        self.keep_flags_apart(range.start, cluster);
        let folded = self.folded(cluster, range.end);
        if is_original && folded == cluster {
            return self.normalized.copy(range);
        }
        self.normalized.replace(range, &folded);
    }

    /// Separates half of a flag from one that begins behind what was left out, which it would make a flag with.
    fn keep_flags_apart(&mut self, start: usize, cluster: &str) {
        let end = self.normalized.original_end();
        let is_half = cluster.starts_with(is_flag_letter) && end < start;
        if is_half && self.normalized.text().ends_with(is_flag_letter) {
            self.normalized.replace(end..start, " ");
        }
    }

    /// Returns what stands for a cluster in front of byte `end` of the sentence.
    fn folded(&self, cluster: &str, end: usize) -> String {
        let mut characters = cluster.chars();
        let Some(first) = characters.next() else {
            return String::new();
        };
        let rest = characters.as_str();
        if cluster.chars().all(char::is_whitespace) {
            return cluster.to_owned();
        }
        if rest.is_empty() && is_apostrophe_between_letters(first) && self.is_between_letters(end) {
            return "'".to_owned();
        }
        let seen: String = cluster
            .chars()
            .filter(|character| !is_unseen(*character))
            .collect();
        // In an emoji of several, joiners have a meaning, and half of a flag would find another half.
        let is_needed = is_flag_letter(first) || seen.graphemes(true).nth(1).is_some();
        if seen.len() < cluster.len() && is_needed {
            return cluster.to_owned();
        }
        let mut folded = String::with_capacity(seen.len());
        for character in seen.chars() {
            match plain_form(character) {
                Some(plain) => plain.push_to(&mut folded),
                None => folded.push(character),
            }
        }
        folded
    }

    fn is_between_letters(&self, end: usize) -> bool {
        let mut behind = self.from(end).chars();
        let next = behind.find(|character| !is_invisible(*character));
        self.follows_letter() && next.is_some_and(char::is_alphabetic)
    }

    fn follows_letter(&self) -> bool {
        let text = self.normalized.text();
        text.ends_with(|before: char| before.is_alphabetic() || is_accent(before))
    }

    fn follows_word(&self) -> bool {
        self.follows_letter() || self.normalized.text().ends_with(char::is_alphanumeric)
    }

    fn from(&self, start: usize) -> &'a str {
        self.sentence.get(start..).unwrap_or_default()
    }

    /// Whether a byte of the sentence is between two grapheme clusters.
    fn is_boundary(&self, byte: usize) -> bool {
        let mut cursor = GraphemeCursor::new(byte, self.sentence.len(), true);
        cursor.is_boundary(self.sentence, 0).unwrap_or(false)
    }
}

/// Whether a character is a superscript digit, small letter or bracket.
fn is_footnote_mark(character: char) -> bool {
    superscript_digit(character).is_some()
        || matches!(character, '⁽' | '⁾' | 'ᵃ'..='ᵇ' | 'ᶜ' | 'ᵈ'..='ᵉ' | 'ᶠ')
}

/// Whether a character is left out because nobody sees it.
fn is_unseen(character: char) -> bool {
    is_invisible(character)
        || (character.is_control() && !character.is_whitespace())
        || character == char::REPLACEMENT_CHARACTER
}

/// Whether a character is a combining accent of European scripts, as decomposed text has them.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Whether a character is half of a flag.
fn is_flag_letter(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
#[path = "normalize_tests.rs"]
mod tests;
