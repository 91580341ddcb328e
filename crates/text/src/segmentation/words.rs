//! Splits a sentence into words as CoNLL-2003 does.

use unicode_segmentation::UnicodeSegmentation;

use super::glyph::{Glyph, GlyphClass};
use super::token_run::TokenRun;
use crate::SentenceSpan;

/// Splits a sentence into its words, in order. Every character that is not white space is in exactly one word.
///
/// Punctuation stands alone (`"`, `)`, `,`, `$`, `%`), and so do `'s`, `n't` and their like. What stays whole:
///
/// * words with hyphens, apostrophes, `&` or dots inside: `Ki-moon`, `O'Brien`, `AT&T`, `U.N.`, `example.com`;
/// * abbreviations and initials with their dot: `St.`, `J.` (an initial not at the end of the sentence);
/// * numbers: `1,234.56`, `3-1`, `1996-08-22`, `12:30`, `1/2`, `.500`, `+44`;
/// * links and e-mail addresses; repeated marks, such as `...` and `--`; currencies such as `US$`.
///
/// A Chinese character is a word, since BERT splits there anyway; a run of hiragana or of katakana is one. Characters
/// of no width, such as U+200B, do not split the word that they stand in.
pub fn split_words(sentence: &str) -> Vec<SentenceSpan> {
    let mut splitter = Splitter {
        sentence,
        last_byte: sentence.trim_end().len(),
        words: Vec::new(),
        run: Vec::new(),
        invisible: Vec::new(),
        is_first: true,
    };
    for (start, cluster) in sentence.grapheme_indices(true) {
        splitter.glyph(Glyph::new(start, cluster));
    }
    splitter.end_run();
    splitter.words
}

/// Collects runs of text without white space.
struct Splitter<'a> {
    sentence: &'a str,
    /// First byte of the white space at the end of the sentence.
    last_byte: usize,
    words: Vec<SentenceSpan>,
    run: Vec<Glyph>,
    /// Places of the run's invisible glyphs, which are kept out of it so that they do not change how it is split.
    invisible: Vec<SentenceSpan>,
    /// Whether the current run is the first of the sentence.
    is_first: bool,
}

impl Splitter<'_> {
    fn glyph(&mut self, glyph: Glyph) {
        match glyph.class {
            GlyphClass::Space => self.end_run(),
            GlyphClass::MarkedSpace => {
                self.end_run();
                self.run.push(glyph);
                self.end_run();
            }
            GlyphClass::Invisible => self.invisible.push(SentenceSpan {
                start: glyph.start,
                end: glyph.end,
            }),
            _ => self.run.push(glyph),
        }
    }

    fn end_run(&mut self) {
        let first_word = self.words.len();
        if let Some(last) = self.run.last() {
            let end = self.invisible.last().map_or(0, |last| last.end);
            let run = TokenRun {
                sentence: self.sentence,
                glyphs: &self.run,
                is_first: self.is_first,
                is_last: last.end.max(end) >= self.last_byte,
            };
            run.split(&mut self.words);
            self.is_first = false;
            self.run.clear();
        }
        self.add_invisible(first_word);
    }

    /// Adds each invisible glyph that lies inside no word of the run as a word of its own.
    fn add_invisible(&mut self, first_word: usize) {
        let words = &self.words[first_word..];
        let is_outside = |glyph: &SentenceSpan| {
            let next = words.partition_point(|word| word.end <= glyph.start);
            words.get(next).is_none_or(|word| glyph.end <= word.start)
        };
        let outside: Vec<SentenceSpan> = self.invisible.drain(..).filter(is_outside).collect();
        if !outside.is_empty() {
            self.words.extend(outside);
            self.words[first_word..].sort_unstable();
        }
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
