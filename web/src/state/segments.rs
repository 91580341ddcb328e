//! A text cut into what is lit up and what is not.

use namelight_text::Entity;

/// How much of a text is drawn. A browser takes seconds to lay out a megabyte with thousands of highlights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Entities.
    pub entities: usize,
}

impl Limits {
    /// What the page draws.
    pub const PAGE: Self = Self {
        bytes: 200_000,
        entities: 2_000,
    };
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment<'a> {
    /// Nothing is known of this.
    Plain(&'a str),
    /// An entity with its slice of the text.
    Lit(&'a Entity, &'a str),
}

/// The pieces of a text, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segments<'a> {
    /// The pieces; put together they are the drawn part of the text.
    pub pieces: Vec<Segment<'a>>,
    /// Bytes drawn.
    pub bytes: usize,
    /// Entities drawn.
    pub entities: usize,
    /// Whether the limits left something out.
    pub cut: bool,
}

/// Cuts a text at its entities, up to the limits. An entity that is no place in the text, is empty or overlaps an
/// earlier one stays dark.
pub fn segments<'a>(text: &'a str, entities: &'a [Entity], limits: Limits) -> Segments<'a> {
    let mut result = Segments::default();
    let mut end = text.floor_char_boundary(limits.bytes);
    let mut at = 0;
    for entity in entities {
        let Some(slice) = entity.span.slice(text) else {
            continue;
        };
        if slice.is_empty() || entity.span.start < at {
            continue;
        }
        if result.entities == limits.entities || entity.span.end > end {
            // What follows would look as if no name were in it.
            end = entity.span.start.min(end);
            break;
        }
        result.plain(text, at, entity.span.start);
        result.pieces.push(Segment::Lit(entity, slice));
        result.entities += 1;
        at = entity.span.end;
    }
    result.plain(text, at, end);
    result.bytes = end;
    result.cut = end < text.len();
    result
}

impl<'a> Segments<'a> {
    fn plain(&mut self, text: &'a str, start: usize, end: usize) {
        if let Some(slice) = text.get(start..end).filter(|slice| !slice.is_empty()) {
            self.pieces.push(Segment::Plain(slice));
        }
    }
}

#[cfg(test)]
mod tests {
    use namelight_text::Span;

    use super::*;

    const ALL: Limits = Limits {
        bytes: usize::MAX,
        entities: usize::MAX,
    };

    fn entity(start: usize, end: usize) -> Entity {
        Entity {
            kind: "LOC".to_owned(),
            score: 0.5,
            span: Span { start, end },
        }
    }

    fn spelled(segments: &Segments) -> Vec<String> {
        let piece = |piece: &Segment| match piece {
            Segment::Plain(text) => (*text).to_owned(),
            Segment::Lit(_, text) => format!("[{text}]"),
        };
        segments.pieces.iter().map(piece).collect()
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        let (text, entities) = ("Zürich, Łódź", [entity(0, 7), entity(9, 16)]);
        let cut = segments(text, &entities, ALL);
        assert_eq!(spelled(&cut), ["[Zürich]", ", ", "[Łódź]"]);
        assert!(!cut.cut);
    }

    #[test]
    fn an_empty_text_has_no_pieces() {
        assert_eq!(segments("", &[], ALL), Segments::default());
    }

    #[test]
    fn bad_spans_stay_dark() {
        let bad = [
            entity(1, 1),
            entity(2, 1),
            entity(0, 2),
            entity(1, 2),
            entity(50, 60),
        ];
        let entities = [vec![entity(0, 1)], bad.to_vec(), vec![entity(3, 5)]].concat();
        // `é` is bytes 1 and 2, so neither 0..2 nor 1..2 can be lit here.
        let cut = segments("aé cd", &entities, ALL);
        assert_eq!(spelled(&cut), ["[a]", "é", "[ c]", "d"]);
    }

    #[test]
    fn text_beyond_the_limit_is_left_out_on_a_character() {
        let limits = Limits { bytes: 4, ..ALL };
        let cut = segments("ab éé", &[], limits);
        assert_eq!((cut.bytes, cut.cut), (3, true));
        assert_eq!(spelled(&cut), ["ab "]);
    }

    #[test]
    fn nothing_is_drawn_dark_behind_the_last_entity_allowed() {
        let limits = Limits { entities: 1, ..ALL };
        let entities = [entity(0, 1), entity(2, 3)];
        let cut = segments("a b c", &entities, limits);
        assert_eq!(spelled(&cut), ["[a]", " "]);
        assert!(cut.cut);
    }

    #[test]
    fn an_entity_across_the_limit_is_left_out_whole() {
        let limits = Limits { bytes: 4, ..ALL };
        let entities = [entity(2, 5)];
        let cut = segments("a bcd e", &entities, limits);
        assert_eq!(spelled(&cut), ["a "]);
    }
}
