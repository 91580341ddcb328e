//! Sentences to entities, with an ear for newer requests.

use std::cell::Cell;

use namelight_protocol::{Explanation, Found, Word};
use namelight_recognizer::{Recognizer, RecognizerError};

use crate::scope::{now, yield_to_messages};

/// Milliseconds of computing after which the worker looks for newer requests.
const SLICE_MILLIS: f64 = 10.0;

/// Milliseconds of computing, without those in which others had their turn.
struct Clock {
    /// When the present slice began.
    slice: f64,
    /// Of the slices before.
    spent: f64,
}

impl Clock {
    fn start() -> Self {
        Self {
            slice: now(),
            spent: 0.0,
        }
    }

    fn millis(&self) -> f64 {
        self.spent + now() - self.slice
    }

    async fn give_way(&mut self) {
        if now() - self.slice > SLICE_MILLIS {
            self.spent = self.millis();
            yield_to_messages().await;
            self.slice = now();
        }
    }
}

/// Runs sentence by sentence as long as `newest` is this request's number; what it had time for is the answer.
pub(crate) async fn recognize(
    recognizer: &Recognizer,
    sentences: &[String],
    newest: &Cell<u32>,
    id: u32,
) -> Result<Vec<Found>, RecognizerError> {
    let mut clock = Clock::start();
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let before = clock.millis();
        let mut run = recognizer.start_sentence(sentence)?;
        while run.step()? {
            clock.give_way().await;
            if newest.get() != id {
                return Ok(found);
            }
        }
        let analysis = run.finish();
        found.push(Found {
            entities: analysis.entities,
            wordpieces: analysis.wordpieces,
            millis: clock.millis() - before,
        });
    }
    Ok(found)
}

/// What the model thinks of each word of a sentence.
pub(crate) fn explain(
    recognizer: &Recognizer,
    sentence: String,
) -> Result<Explanation, RecognizerError> {
    let analysis = recognizer.recognize_sentence(&sentence)?;
    let labels = recognizer.labels().names().to_vec();
    let rows = analysis.probabilities.chunks_exact(labels.len());
    let words = analysis.words.iter().zip(&analysis.labels).zip(rows);
    let words = words.map(|((span, label), probabilities)| {
        Ok(Word {
            span: *span,
            pieces: recognizer.wordpieces(span.slice(&sentence).unwrap_or_default())?,
            label: *label,
            probabilities: probabilities.to_vec(),
        })
    });
    let words = words.collect::<Result<_, RecognizerError>>()?;
    Ok(Explanation {
        sentence,
        labels,
        words,
    })
}
