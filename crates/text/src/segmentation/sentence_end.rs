//! Decides where the open sentence ends.

use super::emoticon::emoticon_length;
use super::glyph::{Glyph, GlyphClass};
use super::line::{Line, LineKind};
use super::list_marker::item_number;
use super::punctuation::{is_cell_bar, is_closer, is_strong_stop, is_sure_closer, is_wide_stop};
use super::run_on::RunOn;
use super::sentences::Splitter;
use super::stop::{Stop, Surroundings};
use super::wrapping::LineEnd;

/// So many blanks stand between columns and not between words.
const COLUMN_GAP: usize = 4;

/// Thai puts a blank between sentences, and between first and last name. What is longer than this is no name, in
/// grapheme clusters.
const THAI_SENTENCE: usize = 30;

/// A row of a table is no longer than this, in bytes. A line that is longer may be several that lost their breaks.
const LONGEST_ROW: usize = 160;

/// The next item of a list has a number that is greater by no more than this.
const MOST_LEFT_OUT: usize = 3;

impl Splitter<'_> {
    /// Whether the open sentence ends with the current line, when `next` follows at this byte.
    pub(super) fn line_ends_sentence(&self, next: &Line, start: usize) -> bool {
        let (start, line_end) = (start + next.content, start + next.length);
        let end = LineEnd {
            length: self.line_length,
            word: self.word(),
            next: self.text.get(start..line_end).unwrap_or_default(),
        };
        self.gap.breaks > 1
            || self.is_cell_done
            || self.line.is_apart_from(next)
            || self.stop_ends_sentence(start, true)
            || !end.goes_on()
    }

    /// Whether the open sentence ends in front of `next`, a cluster in the same line. What a reader sees of it starts at
    /// this byte.
    pub(super) fn ends_before(&self, next: &Glyph, seen: usize) -> bool {
        if self.open.is_none() || self.is_bar(next) {
            return false;
        }
        if self.is_cell_done {
            return true;
        }
        if self.gap.spaces == 0 {
            return self.ends_without_space(next);
        }
        if self.is_word_due {
            return false;
        }
        if self.gap.has_tab || self.gap.spaces >= COLUMN_GAP {
            return true;
        }
        if self.belongs_behind(next) {
            return false;
        }
        self.stop_ends_sentence(seen, false)
            || self.runs_on(seen)
            || self.is_next_item(seen)
            || self.is_thai_sentence(next)
    }

    /// Whether the open sentence ran into one that starts at this byte. A short line is what its writer made of it.
    fn runs_on(&self, start: usize) -> bool {
        self.line.length > LONGEST_ROW
            && self
                .run_on
                .with(self.word())
                .ends_before(self.rest_of_line(start))
    }

    /// What is known behind the open sentence, which ends in front of this byte: that it is a row of a table.
    pub(super) fn run_on_behind(&self, start: usize) -> RunOn {
        if self.stop != Stop::None || !self.runs_on(start) {
            return RunOn::default();
        }
        let row = self.run_on.with(self.word());
        row.behind(self.rest_of_line(start))
    }

    /// Whether the next item of a numbered list starts at this byte: `1. Oslo 2. Bergen`. A number may be left out where
    /// two share a place.
    fn is_next_item(&self, start: usize) -> bool {
        let Some(number) = item_number(self.from(start)) else {
            return false;
        };
        let follows = self
            .item
            .is_some_and(|item| item < number && number <= item + MOST_LEFT_OUT);
        number == 1 || follows || self.run_on.with(self.word()).ends_with_number()
    }

    fn ends_without_space(&self, next: &Glyph) -> bool {
        match self.stop {
            Stop::Wide => {
                let mark = next.base_char;
                next.class != GlyphClass::Invisible
                    && !is_closer(mark)
                    && !is_strong_stop(mark)
                    && !is_wide_stop(mark)
            }
            Stop::Strong(_) => !self.is_closed && next.class == GlyphClass::Ideograph,
            _ => false,
        }
    }

    /// Whether what follows a blank is still part of the sentence in front: a closing bracket, another stop, or an
    /// emoticon.
    pub(super) fn belongs_behind(&self, next: &Glyph) -> bool {
        let mark = next.base_char;
        let is_lone = || {
            let mut rest = self.from(next.end).chars();
            !rest.next().is_some_and(char::is_alphanumeric)
        };
        let is_stop = mark == '.' || is_strong_stop(mark) || is_wide_stop(mark);
        ((is_sure_closer(mark) || is_stop) && is_lone())
            || emoticon_length(self.from(next.start)).is_some()
    }

    fn is_thai_sentence(&self, next: &Glyph) -> bool {
        let is_thai =
            |character: char| matches!(character, '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{edf}');
        let word = self.word();
        is_thai(next.base_char)
            && word.chars().next_back().is_some_and(is_thai)
            && word.len() / '\u{e01}'.len_utf8() > THAI_SENTENCE
    }

    fn stop_ends_sentence(&self, next: usize, is_at_line_end: bool) -> bool {
        let surroundings = Surroundings {
            text: self.text,
            sentence: self.text_start.unwrap_or(next),
            word: self.word_start,
            next,
            is_closed: self.is_closed,
            is_at_line_end,
        };
        surroundings.ends_sentence(self.stop)
    }

    /// Whether a bar stands between cells.
    pub(super) fn is_bar(&self, glyph: &Glyph) -> bool {
        let is_apart =
            || self.gap.spaces > 0 && self.from(glyph.end).starts_with(char::is_whitespace);
        is_cell_bar(glyph.base_char) && (self.line.kind == LineKind::Row || is_apart())
    }
}
