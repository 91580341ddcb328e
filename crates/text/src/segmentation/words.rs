//! Splits a sentence into words as CoNLL-2003 does.

use unicode_segmentation::UnicodeSegmentation;

use super::glyph::{Glyph, GlyphClass};
use super::token_run::{Token, TokenRun};
use crate::SentenceSpan;
use crate::normalization::{NormalizedText, normalize};

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its place in the sentence.
    pub span: SentenceSpan,
    /// What a model reads: the word as it stands there, but without what cannot be seen, and with plain letters for
    /// those that look special.
    pub text: String,
    /// Where the word was split by a hyphen at the end of a line: the text with that hyphen.
    pub hyphenated: Option<String>,
    /// Whether it is a link, an address, a handle, a hashtag or a placeholder, which never hold a name.
    pub is_address: bool,
}

/// Splits a sentence into its words, in order. Every character that can be seen is in one word, but for HTML tags, the
/// bars around a cell, the marks by which mail quotes, and footnote marks, which are in none.
///
/// Punctuation stands alone (`"`, `)`, `,`, `$`, `%`), and so do `'s`, `n't` and their like. What stays whole:
///
/// * words with hyphens, apostrophes, `&` or dots inside: `Ki-moon`, `O'Brien`, `AT&T`, `U.N.`, `example.com`;
/// * abbreviations and initials with their dot: `St.`, `J.` (an initial not at the end of the sentence);
/// * numbers: `1,234.56`, `3-1`, `1996-08-22`, `12:30`, `1/2`, `.500`, `+44`; those of footnotes are cut off a name;
/// * links, paths and e-mail addresses, handles and hashtags, placeholders such as `[PER_1]`; repeated marks, such as
///   `...` and `--`; currencies such as `US$`.
///
/// A Chinese character is a word, since BERT splits there anyway; a run of hiragana or of katakana is one. Characters
/// of no width, such as U+200B, do not split the word that they stand in.
pub fn split_words(sentence: &str) -> Vec<Word> {
    let normalized = normalize(sentence);
    let mut words: Vec<Word> = Vec::new();
    for token in split_tokens(normalized.text()) {
        let Some(word) = word_of(&normalized, &token) else {
            continue;
        };
        match words
            .last_mut()
            .filter(|last| word.span.start < last.span.end)
        {
            // Two words of what was typed as one character.
            Some(last) => {
                last.text.push_str(&word.text);
                last.span.end = word.span.end;
            }
            None => words.push(word),
        }
    }
    words
}

fn word_of(normalized: &NormalizedText, token: &Token) -> Option<Word> {
    Some(Word {
        span: normalized.original(token.range.clone()),
        text: normalized.text().get(token.range.clone())?.to_owned(),
        hyphenated: normalized.with_hyphens(token.range.clone()),
        is_address: token.is_address,
    })
}

fn split_tokens(text: &str) -> Vec<Token> {
    let mut splitter = Splitter {
        text,
        last_byte: text.trim_end().len(),
        tokens: Vec::new(),
        run: Vec::new(),
        is_first: true,
    };
    for (start, cluster) in text.grapheme_indices(true) {
        splitter.glyph(Glyph::new(start, cluster));
    }
    splitter.end_run();
    splitter.tokens
}

/// Collects runs of text without white space.
struct Splitter<'a> {
    text: &'a str,
    /// First byte of the white space at the end of the text.
    last_byte: usize,
    tokens: Vec<Token>,
    run: Vec<Glyph>,
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
            _ => self.run.push(glyph),
        }
    }

    fn end_run(&mut self) {
        let Some(last) = self.run.last() else {
            return;
        };
        let run = TokenRun {
            text: self.text,
            glyphs: &self.run,
            is_first: self.is_first,
            is_last: last.end >= self.last_byte,
        };
        run.split(&mut self.tokens);
        self.is_first = false;
        self.run.clear();
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
