//! Words as CoNLL-2003 has them.

use unicode_segmentation::UnicodeSegmentation;

use super::glyph::{Glyph, GlyphClass};
use super::token_run::TokenRun;
use crate::SentenceSpan;

/// The words of a sentence, in order: every character that is not white space is in exactly one.
///
/// Punctuation stands alone (`"`, `)`, `,`, `$`, `%`), and so do `'s`, `n't` and their like. What stays whole:
///
/// * words with hyphens, apostrophes, `&` or dots inside: `Ki-moon`, `O'Brien`, `AT&T`, `U.N.`, `example.com`;
/// * abbreviations and initials with their dot: `St.`, `J.` (an initial not at the end of the sentence);
/// * numbers: `1,234.56`, `3-1`, `1996-08-22`, `12:30`, `1/2`, `.500`, `+44`;
/// * links and e-mail addresses; rows of a sign, such as `...` and `--`; currencies such as `US$`.
///
/// A Chinese character is a word, since BERT splits there anyway; runs of hiragana and of katakana are one each.
pub fn split_words(sentence: &str) -> Vec<SentenceSpan> {
    let mut splitter = Splitter {
        sentence,
        last_byte: sentence.trim_end().len(),
        words: Vec::new(),
        run: Vec::new(),
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
    /// Where white space at the end of the sentence starts.
    last_byte: usize,
    words: Vec<SentenceSpan>,
    run: Vec<Glyph>,
    /// Whether the run is the first of the sentence.
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
            _ => self.run.push(glyph),
        }
    }

    fn end_run(&mut self) {
        let Some(last) = self.run.last() else {
            return;
        };
        let run = TokenRun {
            sentence: self.sentence,
            glyphs: &self.run,
            is_first: self.is_first,
            is_last: last.end >= self.last_byte,
        };
        run.split(&mut self.words);
        self.is_first = false;
        self.run.clear();
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
