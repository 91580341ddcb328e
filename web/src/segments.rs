//! A text cut at the borders of its entities.

use namelight_text::{Entity, Span};

/// A piece of the text: plain, or an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment<'a> {
    /// The piece.
    pub text: &'a str,
    /// The entity that it is.
    pub entity: Option<&'a Entity>,
}

/// Cuts `text` into pieces that add up to it. Entities that do not lie on its character boundaries, or over one
/// another, are left out.
pub fn segments<'a>(text: &'a str, entities: &'a [Entity]) -> Vec<Segment<'a>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for entity in entities {
        let before = Span {
            start: done,
            end: entity.span.start,
        };
        let (Some(before), Some(surface)) = (before.slice(text), entity.span.slice(text)) else {
            continue;
        };
        if !before.is_empty() {
            pieces.push(Segment {
                text: before,
                entity: None,
            });
        }
        pieces.push(Segment {
            text: surface,
            entity: Some(entity),
        });
        done = entity.span.end;
    }
    let rest = text.get(done..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push(Segment {
            text: rest,
            entity: None,
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(start: usize, end: usize) -> Entity {
        Entity {
            kind: "LOC".into(),
            score: 1.0,
            span: Span { start, end },
        }
    }

    #[test]
    fn pieces_add_up_to_the_text() {
        let text = "From Oslo to Århus.";
        let entities = [entity(5, 9), entity(13, 19)];
        let pieces = segments(text, &entities);
        assert_eq!(
            pieces.iter().map(|piece| piece.text).collect::<String>(),
            text
        );
        let names: Vec<&str> = pieces
            .iter()
            .filter(|piece| piece.entity.is_some())
            .map(|piece| piece.text)
            .collect();
        assert_eq!(names, ["Oslo", "Århus"]);
    }

    #[test]
    fn entities_that_do_not_fit_the_text_are_left_out() {
        let text = "Århus";
        for (start, end) in [(1, 3), (0, 99), (3, 2)] {
            let entities = [entity(start, end)];
            assert_eq!(segments(text, &entities), [Segment { text, entity: None }]);
        }
        let overlapping = [entity(0, 4), entity(2, 6)];
        assert_eq!(segments(text, &overlapping).len(), 2);
    }
}
