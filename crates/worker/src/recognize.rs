//! Sentences to entities, giving way to newer requests in between.
//!
//! A sentence of any length goes through the encoder window by window
//! ([`SentenceRun`](namelight_recognizer::SentenceRun)), so that the worker hears newer requests in between and its memory
//! stays that of one window.

use namelight_protocol::{Explanation, Found, Label, Word};
use namelight_recognizer::{Recognizer, RecognizerError, SentenceRun};
use namelight_text::{DecodingOptions, LabelSet, Tag};

use crate::scope::{now, yield_to_messages};

/// Milliseconds of computing after which the worker looks for newer requests.
const SLICE_MILLIS: f64 = 10.0;

/// Milliseconds of computing, without those in which other requests had their turn.
struct Clock {
    /// When the present slice began.
    slice: f64,
    /// Milliseconds of the slices before.
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

/// Finds the entities of one sentence after the other. Once the request is no longer wanted, what it had time for is the
/// answer.
pub(crate) async fn recognize(
    recognizer: &Recognizer,
    sentences: &[String],
    options: &DecodingOptions,
    recall_biases: &[f32],
    is_wanted: impl Fn() -> bool,
) -> Result<Vec<Found>, RecognizerError> {
    let mut clock = Clock::start();
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let before = clock.millis();
        let mut run = recognizer.start_sentence(sentence)?;
        if !finish(&mut run, &mut clock, &is_wanted).await? {
            break;
        }
        let (analysis, with_recall_bias) = run.finish_with_biases(options, recall_biases);
        found.push(Found {
            entities: analysis.entities,
            with_recall_bias,
            wordpieces: analysis.wordpieces,
            millis: clock.millis() - before,
        });
    }
    Ok(found)
}

/// Says what the model thinks of each word of a sentence.
pub(crate) async fn explain(
    recognizer: &Recognizer,
    sentence: String,
) -> Result<Explanation, RecognizerError> {
    let labels = labels(recognizer.labels());
    let mut run = recognizer.start_sentence(&sentence)?;
    finish(&mut run, &mut Clock::start(), || true).await?;
    let analysis = run.finish();
    let rows = analysis.probabilities.chunks_exact(labels.len());
    let words = analysis.words.iter().zip(&analysis.labels).zip(rows);
    let words = words.map(|((word, label), probabilities)| {
        Ok(Word {
            span: word.span,
            pieces: recognizer.wordpieces(&word.text)?,
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

fn labels(set: &LabelSet) -> Vec<Label> {
    let labels = set.names().iter().zip(set.tags());
    let label = |(name, tag): (&String, &Tag)| Label {
        name: name.clone(),
        entity_type: tag
            .entity_type()
            .map(|index| set.entity_types()[index].clone()),
    };
    labels.map(label).collect()
}

/// Runs the encoder on a sentence window by window. False when the sentence is no longer wanted.
async fn finish(
    run: &mut SentenceRun<'_>,
    clock: &mut Clock,
    is_wanted: impl Fn() -> bool,
) -> Result<bool, RecognizerError> {
    while run.step()? {
        clock.give_way().await;
        if !is_wanted() {
            return Ok(false);
        }
    }
    Ok(true)
}
