//! A part of a document: what a block of the page draws.

use namelight_text::{Entity, SentenceEntity, Span};

use super::document::Document;
use super::sentence::Sentence;
use super::view::Filter;

/// A part of a document. Two are equal when they look the same, wherever they stand.
#[derive(Clone, Debug)]
pub struct BlockContent {
    document: Document,
    span: Span,
}

impl PartialEq for BlockContent {
    fn eq(&self, other: &Self) -> bool {
        let placed = |part: &Self| part.span.start;
        self.text() == other.text()
            && self.sentences().len() == other.sentences().len()
            && self
                .sentences()
                .iter()
                .zip(other.sentences())
                .all(|(one, two)| {
                    one.span.start + placed(other) == two.span.start + placed(self)
                        && one.entities == two.entities
                })
    }
}

impl BlockContent {
    /// The content of this byte range of a document's text.
    pub fn new(document: Document, span: Span) -> Self {
        Self { document, span }
    }

    /// Where it stands in the text.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.span.slice(self.document.text()).unwrap_or_default()
    }

    /// Its entities as far as they are known and shown, as bytes of it. One that reaches beyond it is cut.
    pub fn entities(&self, filter: &Filter) -> Vec<Entity> {
        let shown = self.sentences().iter().flat_map(|sentence| {
            let shown = sentence
                .entities
                .iter()
                .filter(|entity| filter.shows(entity));
            shown.filter_map(|entity| self.place(sentence.span.start, entity))
        });
        shown.collect()
    }

    fn place(&self, sentence_start: usize, entity: &SentenceEntity) -> Option<Entity> {
        let span = entity.span.in_text(sentence_start);
        let start = span.start.max(self.span.start);
        let end = span.end.min(self.span.end);
        (start < end).then(|| {
            entity.at(Span {
                start: start - self.span.start,
                end: end - self.span.start,
            })
        })
    }

    /// The sentences that have something of it.
    fn sentences(&self) -> &[Sentence] {
        let sentences = self.document.sentences();
        let first = self.document.sentence_at(self.span.start);
        let count =
            sentences[first..].partition_point(|sentence| sentence.span.start < self.span.end);
        &sentences[first..first + count]
    }
}
