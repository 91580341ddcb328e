//! What is to be masked.

use namelight_text::{Entity, Span};

/// A part of a text that is to be masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// Its place, as a half-open range of bytes of the text.
    pub span: Span,
    /// Its type: that of an entity or of a fixed form, in any characters.
    pub kind: &'a str,
}

impl<'a> From<&'a Entity> for Item<'a> {
    fn from(entity: &'a Entity) -> Self {
        Self {
            span: entity.span,
            kind: &entity.entity_type,
        }
    }
}

/// An item that is masked, with what stands there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub(crate) span: Span,
    pub(crate) surface: &'a str,
    pub(crate) kind: &'a str,
}

/// Returns the items that can be masked, in the order of the text. Of items that overlap the one that starts first is
/// taken, and of those that start together the longest. Empty items and those outside of the text's characters are
/// left out.
pub(crate) fn pieces<'a>(text: &'a str, items: &[Item<'a>]) -> Vec<Piece<'a>> {
    // The last part of a key is the place among the items: of two that are alike the first that was given is taken.
    let mut keys: Vec<(usize, usize, usize)> = items
        .iter()
        .enumerate()
        .map(|(place, item)| (item.span.start, usize::MAX - item.span.end, place))
        .collect();
    keys.sort_unstable();
    let mut pieces: Vec<Piece> = Vec::with_capacity(items.len());
    for item in keys.iter().filter_map(|(.., place)| items.get(*place)) {
        let (span, kind) = (item.span, item.kind);
        let is_free = pieces.last().is_none_or(|last| last.span.end <= span.start);
        let surface = span.slice(text).filter(|surface| !surface.is_empty());
        if let Some(surface) = surface.filter(|_| is_free) {
            pieces.push(Piece {
                span,
                surface,
                kind,
            });
        }
    }
    pieces
}

/// Puts something in place of each piece. Returns the new text and the places in it of what was put there.
pub(crate) fn replaced<'m>(
    text: &str,
    pieces: &[Piece],
    marks: impl Iterator<Item = &'m str>,
) -> (String, Vec<Span>) {
    let mut result = String::with_capacity(text.len());
    let mut spans = Vec::with_capacity(pieces.len());
    let mut end = 0;
    for (piece, mark) in pieces.iter().zip(marks) {
        result.push_str(text.get(end..piece.span.start).unwrap_or_default());
        let start = result.len();
        result.push_str(mark);
        spans.push(Span {
            start,
            end: result.len(),
        });
        end = piece.span.end;
    }
    result.push_str(text.get(end..).unwrap_or_default());
    (result, spans)
}
