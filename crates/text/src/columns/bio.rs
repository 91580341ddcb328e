//! BIO tags in the form that column files have.

use std::ops::Range;

/// The tag of a word whose label nobody knows, such as one that an entity covers in part. It counts as outside wherever
/// tags are compared, and nothing is learnt from it. No column file has it.
pub const UNKNOWN_TAG: &str = "";

/// A BIO tag, parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrittenTag<'a> {
    Outside,
    Begin(&'a str),
    Inside(&'a str),
}

impl<'a> WrittenTag<'a> {
    /// Reads `O`, `B-TYPE`, `I-TYPE` or [`UNKNOWN_TAG`]; anything else is `None`.
    pub(crate) fn parse(tag: &'a str) -> Option<Self> {
        if tag == "O" || tag == UNKNOWN_TAG {
            return Some(Self::Outside);
        }
        match tag.split_once('-') {
            Some(("B", entity_type)) if !entity_type.is_empty() => Some(Self::Begin(entity_type)),
            Some(("I", entity_type)) if !entity_type.is_empty() => Some(Self::Inside(entity_type)),
            _ => None,
        }
    }

    pub(crate) fn entity_type(self) -> Option<&'a str> {
        match self {
            Self::Outside => None,
            Self::Begin(entity_type) | Self::Inside(entity_type) => Some(entity_type),
        }
    }
}

/// Returns the IOB2 tags of a sentence with this number of words. `entities` lists the words and the type of each
/// entity; they do not overlap.
pub fn iob2_tags<'a>(
    words: usize,
    entities: impl IntoIterator<Item = (Range<usize>, &'a str)>,
) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); words];
    for (range, entity_type) in entities {
        let first = range.start;
        for word in range {
            let prefix = if word == first { "B" } else { "I" };
            if let Some(tag) = tags.get_mut(word) {
                *tag = format!("{prefix}-{entity_type}");
            }
        }
    }
    tags
}

/// Returns the entities of a sentence with these tags, which are IOB2 or have no scheme. Without a scheme, neighbours
/// with the same tag are one entity.
pub fn tag_entities(tags: &[String]) -> Vec<(Range<usize>, &str)> {
    let mut entities: Vec<(Range<usize>, &str)> = Vec::new();
    for (word, tag) in tags.iter().enumerate() {
        let (begins, entity_type) = match WrittenTag::parse(tag) {
            Some(WrittenTag::Outside) => continue,
            Some(WrittenTag::Begin(entity_type)) => (true, entity_type),
            Some(WrittenTag::Inside(entity_type)) => (false, entity_type),
            None => (false, tag.as_str()),
        };
        match entities.last_mut() {
            Some((words, last)) if !begins && *last == entity_type && words.end == word => {
                words.end = word + 1;
            }
            _ => entities.push((word..word + 1, entity_type)),
        }
    }
    entities
}

/// Rewrites the tags of a sentence in place so that every entity starts with `B-` and goes on with `I-` (IOB2).
///
/// In IOB1 a `B-` stands only between two touching entities of one type, so an `I-` that does not continue an entity
/// of its own type starts one. In IOBES and BILOU the last word has `E-` or `L-` and a single one `S-` or `U-` (also
/// `M-` for `I-`, and `W-` for `S-`). Tags that are IOB2 already, and those without a scheme, stay as they are.
pub fn to_iob2(tags: &mut [String]) {
    // The type of the entity that the next word may continue.
    let mut open: Option<String> = None;
    for tag in tags {
        let parts = tag.split_once('-').filter(|(_, name)| !name.is_empty());
        let Some((prefix, entity_type)) = parts else {
            open = None;
            continue;
        };
        let is_last = matches!(prefix, "E" | "L" | "S" | "U" | "W");
        let continues = match prefix {
            "I" | "M" | "E" | "L" => open.as_deref() == Some(entity_type),
            "B" | "S" | "U" | "W" => false,
            _ => {
                open = None;
                continue;
            }
        };
        let entity_type = entity_type.to_owned();
        let prefix = if continues { "I" } else { "B" };
        *tag = format!("{prefix}-{entity_type}");
        open = (!is_last).then_some(entity_type);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(tags: &str) -> String {
        let mut tags: Vec<String> = tags.split(' ').map(str::to_owned).collect();
        to_iob2(&mut tags);
        tags.join(" ")
    }

    #[test]
    fn an_inside_tag_that_continues_nothing_becomes_a_begin() {
        assert_eq!(converted("I-PER I-PER O I-LOC"), "B-PER I-PER O B-LOC");
        assert_eq!(converted("I-PER I-LOC I-LOC"), "B-PER B-LOC I-LOC");
    }

    #[test]
    fn tags_of_entities_are_iob2() {
        let tags = iob2_tags(5, [(0..2, "PER"), (2..3, "PER"), (4..5, "e-mail")]);
        assert_eq!(tags, ["B-PER", "I-PER", "B-PER", "O", "B-e-mail"]);
        let entities = [(0..2, "PER"), (2..3, "PER"), (4..5, "e-mail")];
        assert_eq!(tag_entities(&tags), entities);
    }

    #[test]
    fn touching_entities_of_one_type_stay_apart() {
        assert_eq!(converted("I-PER B-PER I-PER"), "B-PER B-PER I-PER");
    }

    #[test]
    fn iob2_stays_as_it_is() {
        let iob2 = "B-PER I-PER B-PER O B-LOC B-ORG I-ORG";
        assert_eq!(converted(iob2), iob2);
    }

    #[test]
    fn the_last_words_of_iobes_and_bilou_are_inside_and_single_ones_begin() {
        let iob2 = "B-PER I-PER I-PER B-LOC O B-PER B-PER I-PER";
        assert_eq!(
            converted("B-PER I-PER E-PER S-LOC O S-PER B-PER E-PER"),
            iob2
        );
        assert_eq!(
            converted("B-PER I-PER L-PER U-LOC O U-PER B-PER L-PER"),
            iob2
        );
        assert_eq!(
            converted("B-PER M-PER E-PER W-LOC O W-PER B-PER E-PER"),
            iob2
        );
    }

    #[test]
    fn an_end_that_continues_nothing_begins_and_nothing_continues_an_end() {
        assert_eq!(
            converted("E-PER O S-LOC I-LOC L-ORG"),
            "B-PER O B-LOC B-LOC B-ORG"
        );
        assert_eq!(converted("B-PER E-PER E-PER"), "B-PER I-PER B-PER");
    }

    #[test]
    fn a_type_may_hold_a_hyphen() {
        assert_eq!(converted("I-work-of-art O"), "B-work-of-art O");
    }

    #[test]
    fn a_word_without_a_known_label_counts_as_outside() {
        assert_eq!(WrittenTag::parse(UNKNOWN_TAG), Some(WrittenTag::Outside));
        let tags = ["B-PER", UNKNOWN_TAG, "B-LOC"].map(str::to_owned);
        assert_eq!(tag_entities(&tags), [(0..1, "PER"), (2..3, "LOC")]);
    }

    #[test]
    fn other_tags_are_not_read() {
        for tag in ["o", "B", "B-", "I-", "E-PER", "PER", "-", "B_PER"] {
            assert_eq!(WrittenTag::parse(tag), None, "{tag:?}");
        }
    }
}
