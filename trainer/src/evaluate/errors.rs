//! The list of what a model got wrong, entity by entity.

use std::collections::{HashMap, HashSet};

use namelight_scores::EntitySpan;
use namelight_text::Offsets;
use serde::Serialize;

use super::Comparison;

/// The number of characters of context on either side.
const CONTEXT: usize = 40;

/// What is wrong with an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The data have it, and nothing was found at exactly its place.
    Missed,
    /// It was found, and the data have nothing at exactly its place.
    Invented,
    /// It was found where the data have it, as another type.
    Mistyped,
}

/// An error, which is a line of the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorRecord<'a> {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The number of the line in the data.
    pub line: usize,
    /// The type in the data, where they have the entity.
    pub gold: Option<&'a str>,
    /// The type found, where the entity was found.
    pub found: Option<&'a str>,
    /// Index of its first character in the text.
    pub start: usize,
    /// Index of the character behind it.
    pub end: usize,
    /// The entity as the text has it.
    pub surface: &'a str,
    /// The score of what was found, from 0 to 1.
    pub score: Option<f32>,
    /// For what was missed, the entities found that overlap it; for what was invented, those of the data. So a wrong
    /// edge is told from an entity that nothing corresponds to.
    pub overlaps: Vec<&'a str>,
    /// The text in front of the entity, up to 40 characters of it.
    pub before: &'a str,
    /// The text behind it.
    pub behind: &'a str,
}

/// Lists the errors of a text in the order of their places.
pub fn errors(text: &Comparison) -> Vec<ErrorRecord<'_>> {
    let mut found: Vec<&Found> = text.found.iter().collect();
    found.sort_by_key(|(span, _)| span.start);
    let (mut wrong, mut overlapped) = missed_and_mistyped(&text.gold, &found);
    let gold_places: HashSet<Place> = text.gold.iter().map(place).collect();
    for (span, score) in found {
        if !gold_places.contains(&place(span)) {
            wrong.push(Wrong {
                kind: ErrorKind::Invented,
                gold: None,
                found: Some((span, *score)),
                overlaps: overlapped.remove(&place(span)).unwrap_or_default(),
            });
        }
    }
    wrong.sort_by_key(|wrong| wrong.span().map(place));
    let mut offsets = Offsets::new(&text.text);
    let records = wrong.into_iter();
    records
        .filter_map(|wrong| wrong.record(text, &mut offsets))
        .collect()
}

type Found = (EntitySpan, f32);
type Place = (usize, usize);

fn place(span: &EntitySpan) -> Place {
    (span.start, span.end)
}

/// What is wrong with the entities of the data, and which missed ones overlap each entity found. `found` is in order.
fn missed_and_mistyped<'a>(
    gold: &'a [EntitySpan],
    found: &[&'a Found],
) -> (Vec<Wrong<'a>>, HashMap<Place, Vec<&'a EntitySpan>>) {
    let found_at: HashMap<Place, &Found> = found
        .iter()
        .map(|found| (place(&found.0), *found))
        .collect();
    let known: HashSet<&EntitySpan> = gold.iter().collect();
    let (mut wrong, mut overlapped) = (Vec::new(), HashMap::<Place, Vec<&EntitySpan>>::new());
    for span in gold {
        let here = found_at.get(&place(span));
        if here.is_some_and(|(found, _)| found == span) {
            continue;
        }
        // Where the data have two types at one place and one was found, the other is missed and not taken for it.
        let confused = here.filter(|(found, _)| !known.contains(found));
        let first = found.partition_point(|(found, _)| found.end <= span.start);
        let others = found.iter().skip(first).map(|(found, _)| found);
        let others = others.take_while(|found| found.start < span.end);
        let others: Vec<&EntitySpan> = others.filter(|found| place(found) != place(span)).collect();
        for other in &others {
            overlapped.entry(place(other)).or_default().push(span);
        }
        wrong.push(Wrong {
            kind: confused.map_or(ErrorKind::Missed, |_| ErrorKind::Mistyped),
            gold: Some(span),
            found: confused.map(|(found, score)| (found, *score)),
            overlaps: others,
        });
    }
    (wrong, overlapped)
}

struct Wrong<'a> {
    kind: ErrorKind,
    gold: Option<&'a EntitySpan>,
    found: Option<(&'a EntitySpan, f32)>,
    overlaps: Vec<&'a EntitySpan>,
}

impl<'a> Wrong<'a> {
    fn span(&self) -> Option<&'a EntitySpan> {
        self.gold.or(self.found.map(|(span, _)| span))
    }

    fn record(self, text: &'a Comparison, offsets: &mut Offsets) -> Option<ErrorRecord<'a>> {
        let span = self.span()?;
        let slice = |span: &EntitySpan| text.text.get(span.start..span.end);
        Some(ErrorRecord {
            kind: self.kind,
            line: text.line_at(span.start),
            gold: self.gold.map(|span| &*span.entity_type),
            found: self.found.map(|(span, _)| &*span.entity_type),
            start: offsets.at(span.start).character,
            end: offsets.at(span.end).character,
            surface: slice(span)?,
            score: self.found.map(|(_, score)| score),
            overlaps: self.overlaps.into_iter().filter_map(slice).collect(),
            before: last_characters(text.text.get(..span.start)?),
            behind: first_characters(text.text.get(span.end..)?),
        })
    }
}

fn last_characters(text: &str) -> &str {
    let start = text.char_indices().rev().take(CONTEXT).last();
    start.map_or("", |(start, _)| &text[start..])
}

fn first_characters(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT);
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Zoë de Wit left Oslo for Bergen and Aida.";

    fn span(entity_type: &str, surface: &str) -> EntitySpan {
        let start = TEXT.find(surface).unwrap();
        EntitySpan {
            entity_type: entity_type.to_owned(),
            start,
            end: start + surface.len(),
        }
    }

    fn listed(gold: &[(&str, &str)], found: &[(&str, &str)]) -> Vec<String> {
        let spans = |pairs: &[(&str, &str)]| -> Vec<EntitySpan> {
            let pairs = pairs.iter();
            pairs
                .map(|(entity_type, surface)| span(entity_type, surface))
                .collect()
        };
        let text = Comparison {
            text: TEXT.to_owned(),
            lines: vec![(0, 7)],
            gold: spans(gold),
            found: spans(found).into_iter().map(|span| (span, 0.5)).collect(),
        };
        let lines = errors(&text).into_iter();
        lines
            .map(|error| {
                format!(
                    "{:?} {} {}-{} {:?}",
                    error.kind,
                    error.surface,
                    error.gold.unwrap_or_default(),
                    error.found.unwrap_or_default(),
                    error.overlaps
                )
            })
            .collect()
    }

    #[test]
    fn what_is_right_is_not_listed() {
        let all = [("PER", "Zoë de Wit"), ("LOC", "Oslo")];
        assert_eq!(listed(&all, &all), [""; 0]);
    }

    #[test]
    fn the_list_says_what_was_missed_invented_and_mistyped() {
        assert_eq!(
            listed(
                &[("LOC", "Oslo"), ("LOC", "Bergen")],
                &[("ORG", "Oslo"), ("MISC", "Aida")]
            ),
            [
                "Mistyped Oslo LOC-ORG []",
                "Missed Bergen LOC- []",
                "Invented Aida -MISC []"
            ]
        );
    }

    #[test]
    fn a_wrong_edge_names_the_entity_on_the_other_side() {
        assert_eq!(
            listed(
                &[("PER", "Zoë de Wit")],
                &[("PER", "Zoë"), ("PER", "Wit left")]
            ),
            [
                "Invented Zoë -PER [\"Zoë de Wit\"]",
                "Missed Zoë de Wit PER- [\"Zoë\", \"Wit left\"]",
                "Invented Wit left -PER [\"Zoë de Wit\"]"
            ]
        );
    }

    #[test]
    fn of_two_types_at_one_place_the_one_that_was_not_found_is_missed() {
        assert_eq!(
            listed(&[("LOC", "Oslo"), ("ORG", "Oslo")], &[("ORG", "Oslo")]),
            ["Missed Oslo LOC- []"]
        );
    }

    #[test]
    fn an_error_has_its_line_its_characters_and_what_stands_around_it() {
        let text = Comparison {
            text: TEXT.to_owned(),
            lines: vec![(0, 7)],
            gold: vec![span("LOC", "Oslo")],
            found: Vec::new(),
        };
        let error = &errors(&text)[0];
        assert_eq!((error.line, error.start, error.end), (7, 16, 20));
        assert_eq!(
            (error.before, error.behind),
            ("Zoë de Wit left ", " for Bergen and Aida.")
        );
        let json = serde_json::to_string(error).unwrap();
        assert!(
            json.starts_with(r#"{"kind":"missed","line":7,"gold":"LOC","found":null,"#),
            "{json}"
        );
    }

    #[test]
    fn the_context_is_forty_characters_on_either_side() {
        let long = "é".repeat(50);
        assert_eq!(last_characters(&long), "é".repeat(CONTEXT));
        assert_eq!(first_characters(&long), "é".repeat(CONTEXT));
        assert_eq!((last_characters(""), first_characters("")), ("", ""));
    }
}
