//! A text, sentence by sentence, with what is known of it.
//!
//! An edit keeps what lies in front of it and behind it: [`sentences_of`] looks for sentences around the edit alone, and
//! [`Moved`] says where the others went. A changed sentence that was in the text a moment ago is known at once
//! ([`RecentlyRemoved`]). Any other waits for a worker, and until it is known it shows the entities of its older form
//! that the edit left alone ([`carry_over`]), so nothing flickers.

use std::collections::HashMap;
use std::rc::Rc;

use namelight_masking::List;
use namelight_text::{Entity, SentenceEntity, Span};

use super::blocks::{Block, Blocks};
use super::carry_over::{self, common_prefix, common_suffix};
use super::findings::Findings;
use super::recently_removed::RecentlyRemoved;
use super::resplit::{Edited, sentences_of};
use super::sentence::{Sentence, SentenceStatus, entities_within, listed, with_fixed_forms};

/// Longer texts are shown for reading only: a browser lays a text field out as a whole, with every key.
pub const FIELD_BYTES: usize = 150_000;

/// A text in sentences. Copies share everything, and two documents are equal when they are copies of each other.
#[derive(Clone, Debug)]
pub struct Document {
    text: Rc<str>,
    sentences: Rc<Vec<Sentence>>,
    blocks: Rc<Blocks>,
    recently_removed: Rc<RecentlyRemoved>,
    /// What decides which of the findings are entities.
    lists: Lists,
}

/// What decides which of the findings are entities.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lists {
    /// The person's own list.
    own: Rc<List>,
    /// What the person corrected in this text.
    corrections: Rc<List>,
    recall_bias: f32,
    /// Whether what has a fixed form counts as well.
    fixed_forms: bool,
}

impl Lists {
    fn entities(&self, sentence: &str, findings: &Findings) -> Rc<[SentenceEntity]> {
        let names = self.names(sentence, findings);
        match self.fixed_forms {
            true => with_fixed_forms(sentence, &names),
            false => names,
        }
    }

    fn names(&self, sentence: &str, findings: &Findings) -> Rc<[SentenceEntity]> {
        let uncorrected = self.uncorrected(sentence, findings);
        listed(&self.corrections, sentence, &uncorrected)
    }

    fn uncorrected(&self, sentence: &str, findings: &Findings) -> Rc<[SentenceEntity]> {
        listed(&self.own, sentence, findings.at(self.recall_bias))
    }
}

/// How an edit moved sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Number of sentences in front of the edit.
    pub before: usize,
    /// Number of sentences behind the edit.
    pub behind: usize,
    /// Number of all sentences before the edit was made.
    pub old_count: usize,
    /// Number of all sentences after the edit was made.
    pub new_count: usize,
}

impl Moved {
    /// The index of the sentence that had this index; `None` when the edit touched it.
    pub fn place(self, old: usize) -> Option<usize> {
        if old < self.before {
            return Some(old);
        }
        let from_end = self.old_count - old;
        (from_end <= self.behind).then(|| self.new_count - from_end)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self {
            text: Rc::from(""),
            sentences: Rc::default(),
            blocks: Rc::default(),
            recently_removed: Rc::default(),
            lists: Lists::default(),
        }
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text) && Rc::ptr_eq(&self.sentences, &other.sentences)
    }
}

impl Document {
    /// The text as it was typed.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The blocks of lines, in order.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.as_slice()
    }

    /// Whether the text can be edited in a text field.
    pub fn fits_a_field(&self) -> bool {
        Self::is_for_a_field(&self.text)
    }

    /// Whether a text could be edited in a text field.
    pub fn is_for_a_field(text: &str) -> bool {
        text.len() <= FIELD_BYTES
    }

    /// The text of a sentence.
    pub fn sentence_text(&self, index: usize) -> &str {
        let sentence = self.sentences.get(index);
        let slice = sentence.and_then(|sentence| sentence.span.slice(&self.text));
        slice.unwrap_or_default()
    }

    /// The index of the sentence at or behind a byte of the text.
    pub fn sentence_at(&self, byte: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.span.end <= byte)
    }

    /// All entities that are known, with their places in the text, in order.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.sentences.iter().flat_map(Sentence::entities_in_text)
    }

    /// The entities of a sentence with their places in the text.
    pub fn entities_in(&self, index: usize) -> impl Iterator<Item = Entity> + '_ {
        self.sentences
            .get(index)
            .into_iter()
            .flat_map(Sentence::entities_in_text)
    }

    /// The entity that this byte of the text is in, or right behind.
    pub fn entity_at(&self, byte: usize) -> Option<Entity> {
        let index = self.sentence_at(byte.saturating_sub(1));
        let mut entities = self.entities_in(index);
        entities.find(|entity| entity.span.start <= byte && byte <= entity.span.end)
    }

    /// Number of bytes of the sentences with this status.
    pub fn bytes(&self, status: SentenceStatus) -> usize {
        let sentences = self.sentences.iter();
        let meant = sentences.filter(|sentence| sentence.status == status);
        let bytes = meant.map(|sentence| sentence.span.end - sentence.span.start);
        bytes.sum()
    }

    /// Whether there is a sentence with this status.
    pub fn has(&self, status: SentenceStatus) -> bool {
        let mut sentences = self.sentences.iter();
        sentences.any(|sentence| sentence.status == status)
    }

    /// The document after its text became another, and where its sentences went. What was known of sentences that are
    /// still there, or were there a moment ago, is still known.
    pub fn edited(&self, text: String) -> (Self, Moved) {
        let text: Rc<str> = text.into();
        let prefix = common_prefix(&self.text, &text);
        let suffix = common_suffix(&self.text[prefix..], &text[prefix..]);
        let spans = sentences_of(Edited {
            old: &self.sentences,
            old_len: self.text.len(),
            text: &text,
            prefix,
            suffix,
        });
        let moved = self.compare(&text, &spans, prefix, suffix);
        let old_middle = moved.before..moved.old_count - moved.behind;
        let new_middle = moved.before..moved.new_count - moved.behind;

        let mut recently_removed = RecentlyRemoved::clone(&self.recently_removed);
        for index in old_middle.clone() {
            if self.sentences[index].status == SentenceStatus::Known {
                recently_removed.put(
                    self.sentence_text(index),
                    self.sentences[index].findings.clone(),
                );
            }
        }
        let known: HashMap<&str, &Findings> = recently_removed.iter().collect();
        let old = &self.sentences[old_middle];
        let carried = carry_over::entities(
            joined(&self.text, old.iter().map(|sentence| sentence.span)),
            old.iter(),
            joined(&text, spans[new_middle.clone()].iter().copied()),
        );
        let mut sentences = Vec::with_capacity(spans.len());
        sentences.extend_from_slice(&self.sentences[..moved.before]);
        for span in &spans[new_middle.clone()] {
            let slice = span.slice(&text).unwrap_or_default();
            let (status, findings, entities) = match known.get(slice) {
                Some(findings) => (
                    SentenceStatus::Known,
                    (*findings).clone(),
                    self.lists.entities(slice, findings),
                ),
                None => {
                    let carried = entities_within(*span, &carried);
                    (SentenceStatus::Waiting, carried.clone().into(), carried)
                }
            };
            sentences.push(Sentence {
                span: *span,
                status,
                findings,
                entities,
            });
        }
        let behind = &self.sentences[moved.old_count - moved.behind..];
        for (span, old) in spans[new_middle.end..].iter().zip(behind) {
            sentences.push(Sentence {
                span: *span,
                ..old.clone()
            });
        }
        let document = Self {
            blocks: Rc::new(self.reblocked(&text, prefix, suffix)),
            text,
            sentences: Rc::new(sentences),
            recently_removed: Rc::new(recently_removed),
            lists: self.lists.clone(),
        };
        (document, moved)
    }

    /// Takes in what was found in the sentence with this index.
    pub fn learn(&mut self, index: usize, findings: Findings) {
        let entities = self.lists.entities(self.sentence_text(index), &findings);
        if let Some(sentence) = Rc::make_mut(&mut self.sentences).get_mut(index) {
            sentence.status = SentenceStatus::Known;
            sentence.findings = findings;
            sentence.entities = entities;
        }
    }

    /// Takes the person's own list, which changes the entities of all sentences.
    pub fn set_list(&mut self, list: Rc<List>) {
        self.lists.own = list;
        self.refresh_entities();
    }

    /// What the person corrected in this text.
    pub fn corrections(&self) -> &List {
        &self.lists.corrections
    }

    /// Takes other corrections, which change the entities of all sentences.
    pub fn set_corrections(&mut self, corrections: List) {
        if corrections != *self.lists.corrections {
            self.lists.corrections = Rc::new(corrections);
            self.refresh_entities();
        }
    }

    /// The sentences whose names were corrected, with their names.
    pub fn corrected(&self) -> impl Iterator<Item = (&str, Rc<[SentenceEntity]>)> + '_ {
        let is_any = !self.lists.corrections.entries.is_empty();
        let count = if is_any { self.sentences.len() } else { 0 };
        (0..count).filter_map(|index| {
            let (text, findings) = (self.sentence_text(index), &self.sentences[index].findings);
            let names = self.lists.names(text, findings);
            (names != self.lists.uncorrected(text, findings)).then_some((text, names))
        })
    }

    /// Decides how much counts as an entity: with which recall bias, and whether what has a fixed form does.
    pub fn set_extent(&mut self, recall_bias: f32, fixed_forms: bool) {
        let before = (self.lists.recall_bias, self.lists.fixed_forms);
        if before != (recall_bias, fixed_forms) {
            self.lists.recall_bias = recall_bias;
            self.lists.fixed_forms = fixed_forms;
            self.refresh_entities();
        }
    }

    fn refresh_entities(&mut self) {
        let text = self.text.clone();
        for sentence in Rc::make_mut(&mut self.sentences) {
            let slice = sentence.span.slice(&text).unwrap_or_default();
            sentence.entities = self.lists.entities(slice, &sentence.findings);
        }
    }

    /// Takes in what was found in a sentence that is no longer in the text, but may come back.
    pub fn remember(&mut self, sentence: &str, findings: Findings) {
        Rc::make_mut(&mut self.recently_removed).put(sentence, findings);
    }

    /// Sets the status of the sentence with this index, if it has the status `from`.
    pub fn set_status(&mut self, index: usize, from: SentenceStatus, to: SentenceStatus) {
        let is = |sentence: &Sentence| sentence.status == from;
        if self.sentences.get(index).is_some_and(is) {
            Rc::make_mut(&mut self.sentences)[index].status = to;
        }
    }

    /// Sets the status of all sentences with the status `from`.
    pub fn replace_status(&mut self, from: SentenceStatus, to: SentenceStatus) {
        if !self.has(from) {
            return;
        }
        let sentences = Rc::make_mut(&mut self.sentences).iter_mut();
        for sentence in sentences.filter(|sentence| sentence.status == from) {
            sentence.status = to;
        }
    }

    /// Forgets all entities, since another model finds others.
    pub fn forget(&mut self) {
        self.recently_removed = Rc::default();
        for sentence in Rc::make_mut(&mut self.sentences) {
            sentence.status = SentenceStatus::Waiting;
            sentence.findings = Findings::default();
            sentence.entities = Rc::from([]);
        }
    }

    /// Counts the sentences in front of the edit and behind it that stayed the same.
    fn compare(&self, text: &str, spans: &[Span], prefix: usize, suffix: usize) -> Moved {
        let (old_count, new_count) = (self.sentences.len(), spans.len());
        let shorter = old_count.min(new_count);
        let pairs = self.sentences.iter().zip(spans);
        let same = |(old, new): &(&Sentence, &Span)| old.span == **new && new.end <= prefix;
        let before = pairs.take_while(same).count();

        let from_end = |span: Span, length: usize| (length - span.start, length - span.end);
        let pairs = self.sentences.iter().rev().zip(spans.iter().rev());
        let same = |(old, new): &(&Sentence, &Span)| {
            let (old, new) = (
                from_end(old.span, self.text.len()),
                from_end(**new, text.len()),
            );
            old == new && new.0 <= suffix
        };
        let behind = pairs.take(shorter - before).take_while(same).count();
        Moved {
            before,
            behind,
            old_count,
            new_count,
        }
    }

    fn reblocked(&self, text: &str, prefix: usize, suffix: usize) -> Blocks {
        let fits = Self::is_for_a_field(text);
        if fits && self.fits_a_field() {
            return self.blocks.edited(self.text.len(), text, prefix, suffix);
        }
        Blocks::new(text, !fits)
    }
}

/// The text from the first of consecutive sentences to the last, with its first byte.
fn joined(text: &str, mut spans: impl DoubleEndedIterator<Item = Span>) -> (usize, &str) {
    let Some(first) = spans.next() else {
        return (0, "");
    };
    let last = spans.next_back().unwrap_or(first);
    let span = Span {
        start: first.start,
        end: last.end,
    };
    (first.start, span.slice(text).unwrap_or_default())
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
