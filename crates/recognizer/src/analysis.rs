//! Finds the entities of raw text.

use std::vec::IntoIter;

use namelight_text::{
    DecodingOptions, Entity, SentenceEntity, SentenceSpan, entities, split_sentences, split_words,
};

use crate::word_probabilities::WordProbabilities;
use crate::{InputRow, Recognizer, RecognizerError};

/// A sentence with what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceAnalysis {
    /// The words of the sentence.
    pub words: Vec<SentenceSpan>,
    /// The label of each word.
    pub labels: Vec<usize>,
    /// Probabilities `(words, labels)`, row by row, before decoding.
    pub probabilities: Vec<f32>,
    /// The entities, in order.
    pub entities: Vec<SentenceEntity>,
    /// Number of wordpieces that were read, without special tokens.
    pub wordpieces: usize,
}

impl Recognizer {
    /// Finds the entities of a text, sentence by sentence, in order. Nothing is truncated.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn recognize(&self, text: &str) -> Result<Vec<Entity>, RecognizerError> {
        let mut entities = Vec::new();
        for span in split_sentences(text) {
            let found = self.recognize_sentence(span.slice(text).unwrap_or_default())?;
            let found = found.entities.iter();
            entities.extend(found.map(|entity| entity.in_text(span.start)));
        }
        Ok(entities)
    }

    /// Finds the entities of one sentence.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn recognize_sentence(&self, sentence: &str) -> Result<SentenceAnalysis, RecognizerError> {
        let mut run = self.start_sentence(sentence)?;
        while run.step()? {}
        Ok(run.finish())
    }

    /// Like [`Recognizer::recognize_sentence`], but the encoder runs when the caller says so: a sentence may be as long
    /// as a book, and the browser has other things to do in between.
    ///
    /// # Errors
    /// When the tokenizer fails.
    pub fn start_sentence(&self, sentence: &str) -> Result<SentenceRun<'_>, RecognizerError> {
        let words = split_words(sentence);
        let slices: Vec<&str> = words
            .iter()
            .filter_map(|word| word.slice(sentence))
            .collect();
        Ok(SentenceRun {
            recognizer: self,
            rows: self.encode(&slices)?.into_iter(),
            probabilities: WordProbabilities::uniform(words.len(), self.labels().len()),
            words,
        })
    }
}

/// A sentence on its way through the encoder.
pub struct SentenceRun<'a> {
    recognizer: &'a Recognizer,
    words: Vec<SentenceSpan>,
    rows: IntoIter<InputRow>,
    probabilities: WordProbabilities,
}

impl SentenceRun<'_> {
    /// Runs the encoder on the next input row. Returns false when no row is left.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn step(&mut self) -> Result<bool, RecognizerError> {
        let Some(row) = self.rows.next() else {
            return Ok(false);
        };
        let logits = self.recognizer.logits(std::slice::from_ref(&row))?;
        for logits in &logits {
            self.probabilities
                .take(&row, logits, self.recognizer.temperature());
        }
        Ok(true)
    }

    /// Decodes what was read with the default options.
    pub fn finish(self) -> SentenceAnalysis {
        self.finish_with(&DecodingOptions::default())
    }

    /// Decodes what was read. In words that no step came to, every label is as probable as another.
    pub fn finish_with(self, options: &DecodingOptions) -> SentenceAnalysis {
        let labels = self.recognizer.labels();
        let labelled = self.probabilities.decode(labels, options);
        let logs = labelled.log_probabilities.iter();
        let probabilities: Vec<f32> = logs.map(|log| log.exp()).collect();
        let mut entities = entities(&self.words, &labelled.labels, &probabilities, labels);
        entities.retain(|entity| options.keeps(&entity.entity_type));
        SentenceAnalysis {
            entities,
            words: self.words,
            labels: labelled.labels,
            probabilities,
            wordpieces: labelled.wordpieces,
        }
    }
}
