//! Entities that outlive an edit, so that the page does not go dark with every key.

use std::rc::Rc;

use namelight_text::{Entity, Span};

use super::Analysed;

/// The entities of `text` that can be told from an older analysis: those in front of the edit, and those behind it,
/// moved. An entity that the edit touches or lengthens is left out.
pub fn carry(old: &Analysed, text: &str) -> Rc<[Entity]> {
    if *old.text == *text {
        return old.entities.clone();
    }
    let prefix = common_prefix(&old.text, text);
    let suffix = common_suffix(tail(&old.text, prefix), tail(text, prefix));
    let suffix_start = old.text.len() - suffix;

    let place = |span: Span| {
        let moved = if span.end <= prefix {
            span
        } else if span.start >= suffix_start {
            Span {
                start: span.start - suffix_start + text.len() - suffix,
                end: span.end.checked_sub(suffix_start)? + text.len() - suffix,
            }
        } else {
            return None;
        };
        stands_alone(text, moved).then_some(moved)
    };
    let carried = old.entities.iter().filter_map(|entity| {
        Some(Entity {
            span: place(entity.span)?,
            ..entity.clone()
        })
    });
    carried.collect()
}

/// Whether a span is a place in the text with no letter or digit against it: *Paris* is not the start of *Parisian*.
fn stands_alone(text: &str, span: Span) -> bool {
    let around = (text.get(..span.start), text.get(span.end..));
    let (Some(before), Some(behind)) = around else {
        return false;
    };
    let joins = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    !joins(before.chars().next_back()) && !joins(behind.chars().next())
}

fn tail(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

/// Bytes that both start with, whole characters only.
fn common_prefix(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    let same = pairs.take_while(|(one, other)| one == other);
    same.map(|(one, _)| one.len_utf8()).sum()
}

/// Bytes that both end with, whole characters only.
fn common_suffix(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    let same = pairs.take_while(|(one, other)| one == other);
    same.map(|(one, _)| one.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analysed(text: &str, names: &[&str]) -> Analysed {
        let entity = |name: &&str| {
            let start = text.find(name).unwrap();
            Entity {
                kind: "PER".to_owned(),
                score: 0.9,
                span: Span {
                    start,
                    end: start + name.len(),
                },
            }
        };
        Analysed {
            text: text.into(),
            entities: names.iter().map(entity).collect(),
        }
    }

    fn carried<'a>(old: &Analysed, text: &'a str) -> Vec<&'a str> {
        let entities = carry(old, text);
        entities
            .iter()
            .map(|entity| entity.span.slice(text).unwrap())
            .collect()
    }

    #[test]
    fn typing_behind_a_name_keeps_it() {
        let old = analysed("Ada met Zoë", &["Ada", "Zoë"]);
        assert_eq!(carried(&old, "Ada met Zoë "), ["Ada", "Zoë"]);
        assert_eq!(carried(&old, "Ada met Zoë"), ["Ada", "Zoë"]);
    }

    #[test]
    fn a_name_that_grows_or_shrinks_is_dropped() {
        let old = analysed("Ada met Zoë", &["Ada", "Zoë"]);
        assert_eq!(carried(&old, "Ada met Zoës"), ["Ada"]);
        assert_eq!(carried(&old, "Ada met Zo"), ["Ada"]);
        assert_eq!(carried(&old, "xAda met Zoë"), ["Zoë"]);
    }

    #[test]
    fn names_behind_the_edit_move_with_the_text() {
        let old = analysed("Ada met Zoë", &["Ada", "Zoë"]);
        assert_eq!(carried(&old, "Ada never met Zoë"), ["Ada", "Zoë"]);
        assert_eq!(carried(&old, "met Zoë"), ["Zoë"]);
        assert_eq!(carried(&old, "日本 Ada met Zoë"), ["Ada", "Zoë"]);
    }

    #[test]
    fn repeated_letters_never_make_prefix_and_suffix_overlap() {
        let old = analysed("aaaa Ada aaaa", &["Ada"]);
        for text in ["aaaa aaaa", "aaaa Ada Ada aaaa", "", "a", "aaaa Ada aaa"] {
            for name in carried(&old, text) {
                assert_eq!(name, "Ada");
            }
        }
    }

    #[test]
    fn spans_that_lie_outside_or_run_backwards_are_dropped() {
        let mut old = analysed("Ada é", &[]);
        let spans = [(40, 50), (3, 1), (5, 6), (usize::MAX, 0)];
        let entity = |(start, end)| Entity {
            kind: "PER".to_owned(),
            score: 0.5,
            span: Span { start, end },
        };
        old.entities = spans.map(entity).into_iter().collect();
        for text in ["Ada é!", "x Ada é", "é", ""] {
            assert!(
                carry(&old, text)
                    .iter()
                    .all(|entity| entity.span.slice(text).is_some())
            );
        }
    }
}
