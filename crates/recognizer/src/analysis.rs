//! Finds the entities of raw text.

use std::vec::IntoIter;

use namelight_text::{
    DecodingOptions, Entity, SentenceEntity, Word, entities, is_field_name, is_prose,
    split_sentences, split_words, trim_entities,
};

use crate::broken_words::join_broken_words;
use crate::word_probabilities::WordProbabilities;
use crate::{InputRow, Recognizer, RecognizerError};

/// Most words of a head of a table.
const LONGEST_HEAD: usize = 32;

/// A sentence with what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceAnalysis {
    /// The words of the sentence.
    pub words: Vec<Word>,
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
        self.recognize_with(text, &DecodingOptions::default())
    }

    /// Like [`Recognizer::recognize`], with other options.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn recognize_with(
        &self,
        text: &str,
        options: &DecodingOptions,
    ) -> Result<Vec<Entity>, RecognizerError> {
        let mut entities = Vec::new();
        for span in split_sentences(text) {
            let sentence = span.slice(text).unwrap_or_default();
            let found = self.recognize_sentence_with(sentence, options)?;
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
        self.recognize_sentence_with(sentence, &DecodingOptions::default())
    }

    /// Like [`Recognizer::recognize_sentence`], with other options.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn recognize_sentence_with(
        &self,
        sentence: &str,
        options: &DecodingOptions,
    ) -> Result<SentenceAnalysis, RecognizerError> {
        let mut run = self.start_sentence(sentence)?;
        while run.step()? {}
        Ok(run.finish_with(options))
    }

    /// Like [`Recognizer::recognize_sentence`], but the encoder runs when the caller says so: a sentence may be as long
    /// as a book, and the browser has other things to do in between.
    ///
    /// What is no text that people write, such as a line of a log, and the head of a table are not read: all their words
    /// are outside.
    ///
    /// # Errors
    /// When the tokenizer fails.
    pub fn start_sentence(&self, sentence: &str) -> Result<SentenceRun<'_>, RecognizerError> {
        let mut words = split_words(sentence);
        join_broken_words(&mut words, self.tokenizer())?;
        let is_read = is_prose(sentence) && !is_head(&words);
        let rows = match is_read {
            true => self.encode(&texts(&words))?,
            false => Vec::new(),
        };
        let mut probabilities = WordProbabilities::unread(words.len(), self.labels().len());
        if !is_read {
            for word in 0..words.len() {
                probabilities.rule_out_names(word, self.labels());
            }
        }
        Ok(SentenceRun {
            recognizer: self,
            rows: rows.into_iter(),
            probabilities,
            words,
        })
    }
}

/// Whether the words are nothing but names of fields, as in the head of a table.
fn is_head(words: &[Word]) -> bool {
    words.len() <= LONGEST_HEAD && is_field_name(&texts(words).join(" "))
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| &*word.text).collect()
}

/// A sentence on its way through the encoder.
pub struct SentenceRun<'a> {
    recognizer: &'a Recognizer,
    words: Vec<Word>,
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

    /// Decodes what was read, and trims what is no part of a name off the entities. A word that no step came to goes
    /// with its neighbours.
    pub fn finish_with(self, options: &DecodingOptions) -> SentenceAnalysis {
        self.finish_with_biases(options, &[]).0
    }

    /// Like [`SentenceRun::finish_with`], and decodes once more with each of these recall biases in place of that of the
    /// options. They rise and are greater than it. The entities of each bias are in the second list; where the last ones
    /// find the same as the one in front of them, they are left out.
    pub fn finish_with_biases(
        mut self,
        options: &DecodingOptions,
        biases: &[f32],
    ) -> (SentenceAnalysis, Vec<Vec<SentenceEntity>>) {
        let set = self.recognizer.labels();
        for (index, word) in self.words.iter().enumerate() {
            if word.is_address {
                self.probabilities.rule_out_names(index, set);
            }
        }
        let labels = self.labels(options);
        let with_biases: Vec<Vec<usize>> = biases
            .iter()
            .rev()
            .scan(true, |is_changed, bias| {
                // The number of words outside falls as the bias rises: where a greater one changes nothing, none does.
                let options = DecodingOptions {
                    recall_bias: *bias,
                    ..options.clone()
                };
                let biased = is_changed.then(|| self.labels(&options))?;
                *is_changed = biased != labels;
                Some(biased)
            })
            .collect();
        let probabilities = self.probabilities.probabilities();
        let entities_of = |labels: &[usize]| {
            let mut entities = entities(&self.words, labels, &probabilities, set);
            entities.retain(|entity| options.keeps(&entity.entity_type));
            entities
        };
        let found = entities_of(&labels);
        let mut with_biases: Vec<Vec<SentenceEntity>> = with_biases
            .iter()
            .map(|labels| entities_of(labels))
            .collect();
        with_biases.resize(biases.len(), found.clone());
        with_biases.reverse();
        drop_repeated_ends(&found, &mut with_biases);
        let analysis = SentenceAnalysis {
            entities: found,
            wordpieces: self.probabilities.wordpieces(),
            words: self.words,
            labels,
            probabilities,
        };
        (analysis, with_biases)
    }

    /// The labels of the words, without those that are trimmed off.
    fn labels(&mut self, options: &DecodingOptions) -> Vec<usize> {
        let set = self.recognizer.labels();
        let mut labels = self.probabilities.decode(set, options);
        trim_entities(&texts(&self.words), &mut labels, set);
        labels
    }
}

/// Drops the lists at the end that are the same as the one in front of them.
fn drop_repeated_ends(first: &Vec<SentenceEntity>, lists: &mut Vec<Vec<SentenceEntity>>) {
    while let Some((last, others)) = lists.split_last() {
        if last != others.last().unwrap_or(first) {
            return;
        }
        lists.pop();
    }
}
