//! Raw text to entities.

use std::vec::IntoIter;

use namelight_text::{Entity, Span, entities, split_sentences, split_words};

use crate::reading::Reading;
use crate::{Recognizer, RecognizerError, Row};

/// A sentence of raw text with what was found in it. All spans are bytes of the whole text.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceAnalysis {
    /// Where the sentence stands.
    pub span: Span,
    /// Its words.
    pub words: Vec<Span>,
    /// A label a word.
    pub labels: Vec<usize>,
    /// Probabilities `(words, labels)`, row by row, before decoding.
    pub probabilities: Vec<f32>,
    /// Its entities, in order.
    pub entities: Vec<Entity>,
    /// Wordpieces read, special tokens left out.
    pub wordpieces: usize,
}

impl Recognizer {
    /// Finds the entities of a text, sentence by sentence. Nothing is truncated.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn recognize(&self, text: &str) -> Result<Vec<SentenceAnalysis>, RecognizerError> {
        split_sentences(text)
            .into_iter()
            .map(|sentence| self.recognize_sentence(text, sentence))
            .collect()
    }

    /// Finds the entities of one sentence of a text.
    ///
    /// # Errors
    /// When `sentence` is not a piece of `text`, or the tokenizer or the encoder fails.
    pub fn recognize_sentence(
        &self,
        text: &str,
        sentence: Span,
    ) -> Result<SentenceAnalysis, RecognizerError> {
        let mut run = self.start_sentence(text, sentence)?;
        while run.step()? {}
        Ok(run.finish())
    }

    /// Like [`Recognizer::recognize_sentence`], but the encoder runs when the caller says so: a sentence may be as long
    /// as a book, and the browser has other things to do in between.
    ///
    /// # Errors
    /// When `sentence` is not a piece of `text`, or the tokenizer fails.
    pub fn start_sentence(
        &self,
        text: &str,
        sentence: Span,
    ) -> Result<SentenceRun<'_>, RecognizerError> {
        if sentence.slice(text).is_none() {
            return Err(RecognizerError::Span {
                start: sentence.start,
                end: sentence.end,
            });
        }
        let words = split_words(text, sentence);
        let slices: Vec<&str> = words.iter().filter_map(|word| word.slice(text)).collect();
        Ok(SentenceRun {
            recognizer: self,
            span: sentence,
            rows: self.encode(&slices)?.into_iter(),
            reading: Reading::blank(words.len(), self.labels().len()),
            words,
        })
    }
}

/// A sentence on its way through the encoder.
pub struct SentenceRun<'a> {
    recognizer: &'a Recognizer,
    span: Span,
    words: Vec<Span>,
    rows: IntoIter<Row>,
    reading: Reading,
}

impl SentenceRun<'_> {
    /// Runs the encoder on at most as many wordpieces as it reads at once. False when nothing is left to run.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn step(&mut self) -> Result<bool, RecognizerError> {
        let Some(row) = self.rows.next() else {
            return Ok(false);
        };
        let logits = self.recognizer.logits(std::slice::from_ref(&row))?;
        for logits in &logits {
            self.reading
                .take(&row, logits, self.recognizer.temperature());
        }
        Ok(true)
    }

    /// What was found. Words that no step came to have every label with the same probability.
    pub fn finish(self) -> SentenceAnalysis {
        let labels = self.recognizer.labels();
        let labelled = self.reading.decode(labels);
        let logs = labelled.log_probabilities.iter();
        let probabilities: Vec<f32> = logs.map(|log| log.exp()).collect();
        SentenceAnalysis {
            span: self.span,
            entities: entities(&self.words, &labelled.labels, &probabilities, labels),
            words: self.words,
            labels: labelled.labels,
            probabilities,
            wordpieces: labelled.wordpieces,
        }
    }
}
