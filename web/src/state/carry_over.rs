//! Entities that outlive an edit of their sentence, so that the page does not go dark with every key.

use namelight_text::{Entity, Span};

use super::sentence::Sentence;

/// The entities of a part of a text that follow from what was known of the part that it replaced: those in front of the
/// edit, and those behind it, moved. An entity that the edit touches or lengthens is left out. Each part comes with its
/// first byte in its text.
pub fn entities<'a>(
    (old_start, old): (usize, &str),
    sentences: impl Iterator<Item = &'a Sentence>,
    (new_start, new): (usize, &str),
) -> Vec<Entity> {
    let edit = Edit::between(old, new);
    let entities = sentences.flat_map(|sentence| {
        let start = sentence.span.start - old_start;
        sentence.entities.iter().map(move |entity| (start, entity))
    });
    let carried = entities.filter_map(|(start, entity)| {
        let span = edit.place(entity.span.in_text(start))?;
        Some(entity.at(Span {
            start: new_start + span.start,
            end: new_start + span.end,
        }))
    });
    carried.collect()
}

/// What an edit left of a text.
struct Edit<'a> {
    new: &'a str,
    /// Number of bytes in front of the edit.
    prefix: usize,
    /// Number of bytes behind the edit.
    suffix: usize,
    /// The first byte behind the edit, in the old text.
    old_suffix: usize,
}

impl<'a> Edit<'a> {
    fn between(old: &str, new: &'a str) -> Self {
        let prefix = common_prefix(old, new);
        let suffix = common_suffix(tail(old, prefix), tail(new, prefix));
        Self {
            new,
            prefix,
            suffix,
            old_suffix: old.len() - suffix,
        }
    }

    /// The place that a span of the old text has now, if it is still there and no letter or digit has come next to it.
    fn place(&self, span: Span) -> Option<Span> {
        let moved = if span.end <= self.prefix {
            span
        } else if span.start >= self.old_suffix {
            let new_suffix = self.new.len() - self.suffix;
            Span {
                start: span.start - self.old_suffix + new_suffix,
                end: span.end - self.old_suffix + new_suffix,
            }
        } else {
            return None;
        };
        stands_alone(self.new, moved).then_some(moved)
    }
}

/// Whether a span is a place in the text with no letter or digit next to it: *Paris* is not the start of *Parisian*.
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

/// Number of bytes that both texts start with, whole characters only.
pub fn common_prefix(one: &str, other: &str) -> usize {
    let pairs = one.bytes().zip(other.bytes());
    let same = pairs.take_while(|(one, other)| one == other).count();
    one.floor_char_boundary(same)
        .min(other.floor_char_boundary(same))
}

/// Number of bytes that both texts end with, whole characters only.
pub fn common_suffix(one: &str, other: &str) -> usize {
    let pairs = one.bytes().rev().zip(other.bytes().rev());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let whole = |text: &str| text.len() - text.ceil_char_boundary(text.len() - same);
    whole(one).min(whole(other))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use namelight_text::{SentenceEntity, SentenceSpan};

    use super::super::sentence::SentenceStatus;
    use super::*;

    /// A sentence that is all of a text, with these names.
    fn sentence(text: &str, names: &[&str]) -> Sentence {
        let entity = |name: &&str| {
            let start = text.find(name).unwrap();
            SentenceEntity {
                entity_type: "PER".to_owned(),
                score: 0.9,
                span: SentenceSpan {
                    start,
                    end: start + name.len(),
                },
            }
        };
        let entities: Rc<[SentenceEntity]> = names.iter().map(entity).collect();
        Sentence {
            span: Span {
                start: 0,
                end: text.len(),
            },
            status: SentenceStatus::Known,
            findings: entities.clone().into(),
            entities,
        }
    }

    fn carried<'a>(old: &str, names: &[&str], text: &'a str) -> Vec<&'a str> {
        let sentence = sentence(old, names);
        let entities = entities((0, old), [&sentence].into_iter(), (0, text));
        let slices = entities.iter().map(|entity| entity.span.slice(text));
        slices.map(Option::unwrap).collect()
    }

    const OLD: &str = "Ada met Zoë";
    const NAMES: [&str; 2] = ["Ada", "Zoë"];

    #[test]
    fn typing_behind_a_name_keeps_it() {
        assert_eq!(carried(OLD, &NAMES, "Ada met Zoë "), ["Ada", "Zoë"]);
        assert_eq!(carried(OLD, &NAMES, "Ada met Zoë"), ["Ada", "Zoë"]);
    }

    #[test]
    fn a_name_that_grows_or_shrinks_is_dropped() {
        assert_eq!(carried(OLD, &NAMES, "Ada met Zoës"), ["Ada"]);
        assert_eq!(carried(OLD, &NAMES, "Ada met Zo"), ["Ada"]);
        assert_eq!(carried(OLD, &NAMES, "xAda met Zoë"), ["Zoë"]);
    }

    #[test]
    fn names_behind_the_edit_move_with_the_text() {
        assert_eq!(carried(OLD, &NAMES, "Ada never met Zoë"), ["Ada", "Zoë"]);
        assert_eq!(carried(OLD, &NAMES, "met Zoë"), ["Zoë"]);
        assert_eq!(carried(OLD, &NAMES, "日本 Ada met Zoë"), ["Ada", "Zoë"]);
    }

    #[test]
    fn repeated_letters_never_make_prefix_and_suffix_overlap() {
        for text in ["aaaa aaaa", "aaaa Ada Ada aaaa", "", "a", "aaaa Ada aaa"] {
            for name in carried("aaaa Ada aaaa", &["Ada"], text) {
                assert_eq!(name, "Ada");
            }
        }
    }

    #[test]
    fn what_two_texts_share_is_whole_characters() {
        // é and è share their first byte, é and ĩ their last.
        assert_eq!(common_prefix("aé", "aè"), 1);
        assert_eq!(common_suffix("éa", "ĩa"), 1);
        assert_eq!(common_prefix("日本", "日本語"), 6);
        assert_eq!(common_suffix("", "a"), 0);
    }
}
