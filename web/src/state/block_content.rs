//! What a block of the page draws: a part of the text, and the entities in it.

use namelight_text::{Entity, SentenceEntity, Span};

use super::document::Document;
use super::sentence::Sentence;
use super::view::Filter;

/// The content of a block. Two are equal when they look the same, wherever they are in the text.
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

    /// Its byte range in the text.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.span.slice(self.document.text()).unwrap_or_default()
    }

    /// The entities in it that are known and shown, as byte ranges of the block. One that reaches beyond the block is cut.
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

    /// The sentences that overlap with it.
    fn sentences(&self) -> &[Sentence] {
        let sentences = self.document.sentences();
        let first = self.document.sentence_at(self.span.start);
        let count =
            sentences[first..].partition_point(|sentence| sentence.span.start < self.span.end);
        &sentences[first..first + count]
    }
}
