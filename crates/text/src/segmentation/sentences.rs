//! Splits a text into sentences.

use unicode_segmentation::UnicodeSegmentation;

use super::emoticon::emoticon_length;
use super::glyph::{Glyph, GlyphClass};
use super::line::{Line, breaks_of};
use super::list_marker::item_number;
use super::punctuation::is_closer;
use super::run_on::RunOn;
use super::stop::Stop;
use crate::Span;
use crate::normalization::{Tag, tag_at};

/// Splits a text into its sentences, in order, without the white space around them. A heading, an item of a list, a cell
/// of a table and a line of a log are sentences as well. Every character that is not white space is in exactly one.
///
/// A sentence ends
///
/// * with `.`, `!`, `?`, `…` and their like in other scripts, closing quotes, brackets and emoticons included, when white
///   space follows; with `。`, `？`, `؟`, `।` and their like also when none does;
/// * not with the dot of an abbreviation (`Mr.`, `J.`, `U.S.`) or the mark of a name (`Yahoo!`), unless the next word is
///   one that opens sentences (`The`), not in front of a comma or of lower case, and not with the number of a list item
///   (`1. Oslo`);
/// * with a blank line, and with a line break: lines of lists, headlines and verse stand for themselves. Only a line
///   that looks wrapped goes on in the next, quoted or not: it ends inside a word (`Hel-`), or it is 30 to 100 characters
///   long and followed by lower case, or it is 60 to 100 characters long and had no room for the next word;
/// * with a bar or tab between cells, and with an HTML tag that is not part of a line;
/// * with a dateline or a row of numbers, which lost their line breaks.
pub fn split_sentences(text: &str) -> Vec<Span> {
    let mut splitter = Splitter::new(text);
    for (start, cluster) in text.grapheme_indices(true) {
        splitter.cluster(start, cluster);
    }
    splitter.finish()
}

/// White space since the last cluster that is not.
#[derive(Clone, Copy, Default)]
pub(super) struct Gap {
    /// Number of line breaks.
    pub(super) breaks: usize,
    /// Number of clusters.
    pub(super) spaces: usize,
    pub(super) has_tab: bool,
}

/// Walks a text and keeps what it has to know of the open sentence and of the current line.
pub(super) struct Splitter<'a> {
    pub(super) text: &'a str,
    done: Vec<Span>,
    pub(super) open: Option<Span>,
    pub(super) gap: Gap,
    pub(super) line: Line,
    /// First byte behind the current line.
    pub(super) line_end: usize,
    /// Length of the current line's text so far in clusters.
    pub(super) line_length: usize,
    /// First byte behind a tag or the marks in front of a line, where no sentence ends.
    skipped_to: usize,
    /// First byte of the last word, which is a run without white space.
    pub(super) word_start: usize,
    /// Whether the next cluster of text begins a word.
    pub(super) is_word_due: bool,
    pub(super) stop: Stop,
    /// Whether a quote or bracket was closed behind the stop.
    pub(super) is_closed: bool,
    /// Whether a cell ended, so that what follows is a sentence of its own.
    pub(super) is_cell_done: bool,
    /// First byte of the open sentence's text, which follows marks in front of the line and tags.
    pub(super) text_start: Option<usize>,
    /// Number of the last item of a list in this line: `1.`
    pub(super) item: Option<usize>,
    pub(super) run_on: RunOn,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            done: Vec::new(),
            open: None,
            gap: Gap::default(),
            line: Line::default(),
            line_end: 0,
            line_length: 0,
            skipped_to: 0,
            word_start: 0,
            is_word_due: true,
            text_start: None,
            stop: Stop::None,
            is_closed: false,
            is_cell_done: false,
            item: None,
            run_on: RunOn::default(),
        }
    }

    fn finish(mut self) -> Vec<Span> {
        self.close();
        self.done
    }

    fn cluster(&mut self, start: usize, cluster: &str) {
        let glyph = Glyph::new(start, cluster);
        if glyph.class == GlyphClass::Space {
            if start >= self.skipped_to {
                self.gap.add(cluster);
            }
            return;
        }
        let begins_line = start >= self.line_end;
        if begins_line && start >= self.skipped_to {
            self.begin_line(start);
        }
        if start < self.skipped_to {
            self.extend(&glyph);
        } else if let Some(tag) = self.tag_at(&glyph) {
            self.tag(&glyph, tag);
        } else {
            if !begins_line && self.ends_before(&glyph, start) {
                let run_on = self.run_on_behind(start);
                self.close();
                self.run_on = run_on;
            }
            self.text(&glyph);
        }
    }

    fn begin_line(&mut self, start: usize) {
        let line = Line::at(self.from(start));
        if self.open.is_some() && self.line_ends_sentence(&line, start) {
            self.close();
        }
        self.end_word();
        self.line_end = start + line.length;
        self.line_length = 0;
        self.skipped_to = start + line.content;
        self.line = line;
        self.gap = Gap::default();
        self.is_cell_done = false;
        self.item = item_number(self.from(start));
    }

    /// Adds a cluster of text to the open sentence.
    fn text(&mut self, glyph: &Glyph) {
        let ends_cell = self.is_bar(glyph) || self.is_cell_done;
        let is_behind = self.gap.spaces > 0
            && !self.is_word_due
            && self.open.is_some()
            && self.belongs_behind(glyph);
        if self.gap.spaces > 0 && !is_behind {
            self.end_word();
        }
        if self.is_word_due {
            self.is_word_due = false;
            self.word_start = glyph.start;
        }
        if self.text_start.is_none() {
            self.text_start = Some(glyph.start);
            self.item = item_number(self.from(glyph.start)).or(self.item);
        }
        self.line_length += self.gap.spaces + 1;
        self.gap = Gap::default();
        self.is_cell_done = ends_cell;
        if let Some(length) = emoticon_length(self.from(glyph.start)).filter(|_| is_behind) {
            self.stop = Stop::Strong(glyph.start + length);
            self.skipped_to = glyph.start + length;
        } else if glyph.class != GlyphClass::Invisible {
            // What nobody sees neither ends a sentence nor keeps it from ending.
            let mark = glyph.base_char;
            self.stop = self.stop.followed_by(mark, glyph.start, self.is_closed);
            self.is_closed = self.stop != Stop::None && is_closer(mark);
        }
        self.extend(glyph);
    }

    /// The tag that a cluster starts, if it starts one that ends in the same line.
    fn tag_at(&self, glyph: &Glyph) -> Option<Tag> {
        tag_at(self.rest_of_line(glyph.start))
    }

    /// Adds a tag to the sentence that it opens or closes.
    fn tag(&mut self, glyph: &Glyph, tag: Tag) {
        let behind = glyph.start + tag.length;
        let source = self.text.get(glyph.start..behind).unwrap_or_default();
        let is_closing = source.starts_with("</");
        let closes = is_closing || is_void(source);
        let ends = match tag.separates {
            true => !is_closing && (self.is_cell_done || (!closes && self.text_start.is_some())),
            false => self.ends_before(glyph, behind),
        };
        if ends {
            self.close();
        }
        if tag.separates || self.gap.spaces > 0 {
            self.end_word();
        }
        self.is_cell_done |= tag.separates && closes;
        self.gap = Gap::default();
        self.skipped_to = behind;
        self.extend(glyph);
    }

    /// Ends the current word.
    fn end_word(&mut self) {
        if !self.is_word_due {
            self.run_on = self.run_on.with(self.word());
        }
        self.is_word_due = true;
        self.stop = Stop::None;
        self.is_closed = false;
    }

    /// Ends the open sentence.
    fn close(&mut self) {
        self.done.extend(self.open.take());
        self.end_word();
        self.is_cell_done = false;
        self.text_start = None;
        self.run_on = RunOn::default();
    }

    fn extend(&mut self, glyph: &Glyph) {
        let open = self.open.get_or_insert(Span {
            start: glyph.start,
            end: glyph.end,
        });
        open.end = glyph.end;
    }

    pub(super) fn from(&self, start: usize) -> &'a str {
        self.text.get(start..).unwrap_or_default()
    }

    pub(super) fn rest_of_line(&self, start: usize) -> &'a str {
        self.text.get(start..self.line_end).unwrap_or_default()
    }

    /// The last word of the open sentence.
    pub(super) fn word(&self) -> &'a str {
        let end = self.open.map_or(self.word_start, |open| open.end);
        self.text.get(self.word_start..end).unwrap_or_default()
    }
}

impl Gap {
    fn add(&mut self, cluster: &str) {
        self.breaks += breaks_of(cluster);
        self.spaces += 1;
        self.has_tab |= cluster == "\t";
    }
}

/// Whether an element has no end tag, so that its tag stands between what is in front and what is behind.
fn is_void(tag: &str) -> bool {
    let starts_with = |name: &str| {
        tag.get(1..=name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    tag.ends_with("/>") || ["br", "hr", "img", "input"].into_iter().any(starts_with)
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "lines_tests.rs"]
mod lines_tests;
