//! Splits a text into sentences.

use unicode_segmentation::UnicodeSegmentation;

use super::glyph::{Glyph, GlyphClass};
use super::line::{breaks_of, is_wrapped};
use super::punctuation::is_closer;
use super::stop::{Dot, Stop, starts_lower};
use crate::Span;

/// Splits a text into its sentences, in order, without the white space around them.
///
/// A sentence ends
///
/// * with `.`, `!`, `?`, `…` and their like in other scripts, closing quotes and brackets included, when white space
///   follows; with `。`, `！` and `？` also when none does;
/// * not with the dot of an abbreviation (`Mr.`, `J.`, `U.S.`), unless the next word is one that starts sentences
///   (`The`), and not with the number of a list item (`1. Oslo`);
/// * with a blank line, and with a line break: lines of lists, headlines and verse stand for themselves. Only a line
///   that looks wrapped goes on in the next: 30 to 100 characters long and followed by lower case, or 60 to 100
///   characters long and followed by a letter or digit.
pub fn split_sentences(text: &str) -> Vec<Span> {
    let mut splitter = Splitter::new(text);
    for (start, cluster) in text.grapheme_indices(true) {
        splitter.cluster(start, cluster);
    }
    splitter.finish()
}

struct Splitter<'a> {
    text: &'a str,
    done: Vec<Span>,
    open: Option<Span>,
    /// First byte of the last word, which is a run without white space.
    word_start: usize,
    stop: Stop,
    /// Whether a quote or bracket was closed behind the stop.
    is_closed: bool,
    /// Number of line breaks since the last cluster that is not white space.
    breaks: usize,
    /// Length of the current line in clusters, without white space at its end.
    line_length: usize,
    /// Number of clusters of white space since the last other one.
    spaces: usize,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            done: Vec::new(),
            open: None,
            word_start: 0,
            stop: Stop::None,
            is_closed: false,
            breaks: 0,
            line_length: 0,
            spaces: 0,
        }
    }

    fn cluster(&mut self, start: usize, cluster: &str) {
        let glyph = Glyph::new(start, cluster);
        if glyph.class == GlyphClass::Space {
            self.breaks += breaks_of(cluster);
            self.spaces += 1;
            return;
        }
        if self.ends_before(&glyph) {
            self.done.extend(self.open.take());
        }
        if self.spaces > 0 || self.open.is_none() {
            self.word_start = start;
            self.stop = Stop::None;
            self.is_closed = false;
        }
        let open = self.open.get_or_insert(Span {
            start,
            end: glyph.end,
        });
        open.end = glyph.end;

        // What nobody sees neither ends a sentence nor keeps it from ending.
        if glyph.class != GlyphClass::Invisible {
            let stop = self
                .stop
                .followed_by(glyph.base_char, start, self.is_closed);
            self.is_closed = stop != Stop::None && is_closer(glyph.base_char);
            self.stop = stop;
        }
        if self.breaks > 0 {
            self.line_length = 1;
        } else {
            self.line_length += self.spaces + 1;
        }
        self.breaks = 0;
        self.spaces = 0;
    }

    fn finish(mut self) -> Vec<Span> {
        self.done.extend(self.open);
        self.done
    }

    /// Whether the open sentence ends in front of `next`, the first cluster behind it that is not white space.
    fn ends_before(&self, next: &Glyph) -> bool {
        let Some(open) = self.open else {
            return false;
        };
        if self.spaces == 0 {
            let continues = next.class == GlyphClass::Invisible
                || is_closer(next.base_char)
                || self.stop.followed_by(next.base_char, 0, true) == Stop::Wide;
            return self.stop == Stop::Wide && !continues;
        }
        if self.breaks > 1 {
            return true;
        }
        let rest = self.text.get(next.start..).unwrap_or_default();
        let ends = match self.stop {
            Stop::None => false,
            Stop::Wide => true,
            Stop::Strong => !(self.is_closed && starts_lower(rest)),
            Stop::Ellipsis => !starts_lower(rest),
            Stop::Dot(dot) => self.dot(dot, open, rest).ends_sentence(),
        };
        ends || (self.breaks == 1 && !is_wrapped(self.line_length, next.base_char))
    }

    fn dot(&self, dot: usize, open: Span, rest: &'a str) -> Dot<'a> {
        Dot {
            word: self.text.get(self.word_start..dot).unwrap_or_default(),
            is_first: self.word_start == open.start,
            next: rest,
            is_closed: self.is_closed,
            sentence: open.slice(self.text).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
