//! A text cut into what is highlighted and what is not.

use namelight_text::{Entity, Span};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment<'a> {
    /// Text that belongs to no entity.
    Plain(&'a str),
    /// An entity with its slice of the text.
    Lit(&'a Entity, &'a str),
}

/// Cuts a part of a text at its entities, whose spans are byte ranges of the part. The pieces put together are the part.
/// An entity whose span is no place in the part, is empty or overlaps an earlier one is not highlighted.
pub fn segments<'a>(part: &'a str, entities: &'a [Entity]) -> Vec<Segment<'a>> {
    let mut pieces = Vec::with_capacity(2 * entities.len() + 1);
    let mut at = 0;
    for entity in entities {
        let Some(slice) = entity.span.slice(part) else {
            continue;
        };
        if slice.is_empty() || entity.span.start < at {
            continue;
        }
        plain(&mut pieces, part, at, entity.span.start);
        pieces.push(Segment::Lit(entity, slice));
        at = entity.span.end;
    }
    plain(&mut pieces, part, at, part.len());
    pieces
}

fn plain<'a>(pieces: &mut Vec<Segment<'a>>, part: &'a str, start: usize, end: usize) {
    let slice = Span { start, end }.slice(part);
    if let Some(slice) = slice.filter(|slice| !slice.is_empty()) {
        pieces.push(Segment::Plain(slice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(start: usize, end: usize) -> Entity {
        Entity {
            entity_type: "LOC".to_owned(),
            score: 0.5,
            span: Span { start, end },
        }
    }

    fn spelled(text: &str, entities: &[Entity]) -> Vec<String> {
        let piece = |piece: &Segment| match piece {
            Segment::Plain(text) => (*text).to_owned(),
            Segment::Lit(_, text) => format!("[{text}]"),
        };
        segments(text, entities).iter().map(piece).collect()
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        let entities = [entity(0, 7), entity(9, 16)];
        assert_eq!(
            spelled("Zürich, Łódź", &entities),
            ["[Zürich]", ", ", "[Łódź]"]
        );
    }

    #[test]
    fn an_empty_text_has_no_pieces() {
        assert_eq!(segments("", &[]), []);
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
        assert_eq!(spelled("aé cd", &entities), ["[a]", "é", "[ c]", "d"]);
    }
}
