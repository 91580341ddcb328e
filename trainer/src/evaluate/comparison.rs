//! The entities of the data beside those that a model found, text by text.

use std::collections::BTreeMap;

use namelight_names::{Mention, TypedMention, one_type_per_name};
use namelight_scores::{EntitySpan, Score, ThresholdRow, score_spans, threshold_table};

use super::TypeFilter;

/// A text with the entities that the data have in it and those that a model found. Places are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The text.
    pub text: String,
    /// The numbers of the lines in the file that parts of the text come from, each with the byte at which its part
    /// starts, in order.
    pub lines: Vec<(usize, usize)>,
    /// The entities of the data.
    pub gold: Vec<EntitySpan>,
    /// The entities found, with their scores. They do not overlap.
    pub found: Vec<(EntitySpan, f32)>,
}

impl Comparison {
    /// Leaves out the entities that do not count.
    pub fn filtered(mut self, types: &TypeFilter) -> Self {
        self.gold.retain(|span| types.keeps(&span.entity_type));
        self.found
            .retain(|(span, _)| types.keeps(&span.entity_type));
        self
    }

    /// Gives all mentions of a name the type that most speak for (see [`one_type_per_name`]).
    pub fn with_one_type_per_name(mut self) -> Self {
        let mention = |(span, score): &(EntitySpan, f32)| {
            (
                self.text.get(span.start..span.end).unwrap_or_default(),
                span.entity_type.clone(),
                *score,
            )
        };
        let owned: Vec<_> = self.found.iter().map(mention).collect();
        let mentions: Vec<TypedMention> = owned
            .iter()
            .map(|(surface, entity_type, score)| TypedMention {
                mention: Mention {
                    surface,
                    entity_type,
                },
                score: *score,
            })
            .collect();
        for ((span, _), entity_type) in self.found.iter_mut().zip(one_type_per_name(&mentions)) {
            entity_type.clone_into(&mut span.entity_type);
        }
        self
    }

    /// The number of the line in the file that the character at this byte comes from.
    pub fn line_at(&self, byte: usize) -> usize {
        let behind = self.lines.partition_point(|(start, _)| *start <= byte);
        let place = behind.checked_sub(1);
        place
            .and_then(|place| self.lines.get(place))
            .map_or(1, |(_, line)| *line)
    }
}

/// The scores of all entities, and those by entity type. An entity is right when its type and its exact place are.
pub fn overall(texts: &[Comparison]) -> (Score, BTreeMap<String, Score>) {
    let found: Vec<EntitySpan> = found(texts).into_iter().map(|(span, _)| span).collect();
    score_spans(&gold(texts), &found)
}

/// What is left of precision and recall when only entities from a score on count.
pub fn thresholds(texts: &[Comparison]) -> Vec<ThresholdRow> {
    threshold_table(&gold(texts), &found(texts))
}

fn gold(texts: &[Comparison]) -> Vec<EntitySpan> {
    let texts = with_starts(texts);
    let spans =
        texts.flat_map(|(start, text)| text.gold.iter().map(move |span| moved(span, start)));
    spans.collect()
}

fn found(texts: &[Comparison]) -> Vec<(EntitySpan, f32)> {
    let texts = with_starts(texts);
    let spans = texts.flat_map(|(start, text)| {
        let found = text.found.iter();
        found.map(move |(span, score)| (moved(span, start), *score))
    });
    spans.collect()
}

/// The texts as if one stood behind the other, so that places in two of them are never the same.
fn with_starts(texts: &[Comparison]) -> impl Iterator<Item = (usize, &Comparison)> {
    texts.iter().scan(0, |next, text| {
        let start = *next;
        *next += text.text.len() + 1;
        Some((start, text))
    })
}

fn moved(span: &EntitySpan, by: usize) -> EntitySpan {
    EntitySpan {
        entity_type: span.entity_type.clone(),
        start: span.start + by,
        end: span.end + by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(entity_type: &str, start: usize, end: usize) -> EntitySpan {
        EntitySpan {
            entity_type: entity_type.to_owned(),
            start,
            end,
        }
    }

    fn text(gold: &[EntitySpan], found: &[EntitySpan]) -> Comparison {
        Comparison {
            text: "Ada Oslo".to_owned(),
            lines: vec![(0, 3), (4, 4)],
            gold: gold.to_vec(),
            found: found.iter().map(|span| (span.clone(), 0.5)).collect(),
        }
    }

    #[test]
    fn the_same_place_in_another_text_is_another_place() {
        let ada = [span("PER", 0, 3)];
        let (score, _) = overall(&[text(&ada, &[]), text(&[], &ada)]);
        assert_eq!(
            (score.precision, score.recall, score.support),
            (0.0, 0.0, 1)
        );
        let (score, types) = overall(&[text(&ada, &ada), text(&[], &[])]);
        assert_eq!((score.f1, types["PER"].f1), (1.0, 1.0));
    }

    #[test]
    fn types_that_do_not_count_are_left_out_on_both_sides() {
        let both = [span("PER", 0, 3), span("LOC", 4, 8)];
        let types = ["PER", "LOC"].map(str::to_owned);
        let only = TypeFilter::new(&types[..1], &types).unwrap();
        let (score, types) = overall(&[text(&both, &both[1..]).filtered(&only)]);
        assert_eq!((score.recall, score.support), (0.0, 1));
        assert_eq!(types.len(), 1);
    }

    #[test]
    fn each_byte_has_the_line_of_its_part() {
        let text = text(&[], &[]);
        assert_eq!([0, 3, 4, 99].map(|byte| text.line_at(byte)), [3, 3, 4, 4]);
    }
}
