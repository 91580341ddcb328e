//! Raw text to entities.

use namelight_text::{Entity, Span, entities, split_sentences, split_words};

use crate::{Recognizer, RecognizerError};

/// A sentence of raw text with what was found in it. All spans are bytes of the whole text.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceAnalysis {
    /// Where the sentence stands.
    pub span: Span,
    /// Its words.
    pub words: Vec<Span>,
    /// A label a word.
    pub labels: Vec<usize>,
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
        if sentence.slice(text).is_none() {
            return Err(RecognizerError::Span {
                start: sentence.start,
                end: sentence.end,
            });
        }
        let words = split_words(text, sentence);
        let slices: Vec<&str> = words.iter().filter_map(|word| word.slice(text)).collect();
        let mut labelled = self.label(&[slices])?;
        let Some(labelled) = labelled.pop() else {
            return Ok(SentenceAnalysis {
                span: sentence,
                words,
                labels: Vec::new(),
                entities: Vec::new(),
                wordpieces: 0,
            });
        };
        let probabilities: Vec<f32> = labelled
            .log_probabilities
            .iter()
            .map(|log| log.exp())
            .collect();
        let entities = entities(&words, &labelled.labels, &probabilities, self.labels());
        Ok(SentenceAnalysis {
            span: sentence,
            words,
            labels: labelled.labels,
            entities,
            wordpieces: labelled.wordpieces,
        })
    }
}
