//! From the tags of column files to a model's labels.

use std::collections::{BTreeMap, BTreeSet};

use crate::bio::WrittenTag;
use crate::{ColumnError, ColumnSentence, LabelSet};

/// Types that come first in a new label set, in this order; the rest follow in alphabetical order.
const LEADING_TYPES: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// The label indices of a sentence's tags. `name` is the file's name for errors.
///
/// # Errors
/// When a tag is not in the label set.
pub fn label_ids(
    sentence: &ColumnSentence,
    labels: &LabelSet,
    name: &str,
) -> Result<Vec<usize>, ColumnError> {
    let id = |(index, tag): (usize, &String)| {
        labels.index_of(tag).ok_or_else(|| ColumnError::UnknownTag {
            file: name.to_owned(),
            line: sentence.first_line + index,
            tag: tag.clone(),
            known: labels.names().join(", "),
        })
    };
    sentence.tags.iter().enumerate().map(id).collect()
}

/// The labels that a model for these sentences needs: `O`, then `B-` and `I-` of each type, also where the data holds
/// one of the two only; or the tags in alphabetical order where they are not BIO. The order depends on the types alone,
/// so that two files with the same types agree.
pub fn label_set_of<'a>(sentences: impl IntoIterator<Item = &'a ColumnSentence>) -> LabelSet {
    let sentences: Vec<&ColumnSentence> = sentences.into_iter().collect();
    let tags = || sentences.iter().flat_map(|sentence| &sentence.tags);
    if tags().any(|tag| WrittenTag::parse(tag).is_none()) {
        let tags: BTreeSet<&String> = tags().collect();
        return LabelSet::plain(tags.into_iter().cloned().collect());
    }
    let entity_types = tags().filter_map(|tag| WrittenTag::parse(tag)?.entity_type());
    let mut found: BTreeSet<&str> = entity_types.collect();
    let mut types = Vec::with_capacity(found.len());
    for leading in LEADING_TYPES {
        if found.remove(leading) {
            types.push(leading.to_owned());
        }
    }
    types.extend(found.into_iter().map(str::to_owned));
    LabelSet::of_types(types)
}

/// How many entities of each type there are, or how many words of each tag where tags are not BIO.
pub fn entity_counts(sentences: &[ColumnSentence]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let tags = sentences.iter().flat_map(|sentence| &sentence.tags);
    for tag in tags {
        let entity_type = match WrittenTag::parse(tag) {
            Some(WrittenTag::Begin(entity_type)) => entity_type,
            Some(WrittenTag::Inside(_) | WrittenTag::Outside) => continue,
            None => tag,
        };
        *counts.entry(entity_type.to_owned()).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Task, read_columns};

    fn read(text: &str) -> Vec<ColumnSentence> {
        read_columns("own.txt", text.as_bytes(), Task::Ner).unwrap()
    }

    #[test]
    fn known_types_come_first_and_every_type_has_both_labels() {
        let set = label_set_of(&read("a I-WORK\nb I-MISC\nc O\nd I-EVENT\n\ne I-PER\n"));
        assert_eq!(
            set.names(),
            [
                "O", "B-PER", "I-PER", "B-MISC", "I-MISC", "B-EVENT", "I-EVENT", "B-WORK", "I-WORK"
            ]
        );
        assert_eq!(set, LabelSet::new(set.names().to_vec()).unwrap());
    }

    #[test]
    fn data_without_entities_has_the_label_o() {
        assert_eq!(label_set_of(&read("a O\n")).names(), ["O"]);
    }

    #[test]
    fn parts_of_speech_are_the_labels_themselves() {
        let text = b"Ada NNP I-PER\nsings VBZ O\n. . O\n\nOslo NNP I-LOC\n";
        let sentences = read_columns("own.txt", text, Task::Pos).unwrap();
        let set = label_set_of(&sentences);
        assert_eq!(set.names(), [".", "NNP", "VBZ"]);
        assert_eq!(set, LabelSet::new(set.names().to_vec()).unwrap());
        assert_eq!(entity_counts(&sentences)["NNP"], 2);
    }

    #[test]
    fn tags_become_indices() {
        let sentences = read("a I-PER\nb I-PER\nc O\nd I-LOC\n");
        let set = label_set_of(&sentences);
        assert_eq!(
            label_ids(&sentences[0], &set, "own.txt").unwrap(),
            [1, 2, 0, 3]
        );
    }

    #[test]
    fn an_unknown_tag_is_reported_with_its_line_and_the_known_ones() {
        let set = label_set_of(&read("a I-PER\n"));
        let sentences = read("a O\n\nb O\nc I-LOC\n");
        let error = label_ids(&sentences[1], &set, "other.txt").unwrap_err();
        assert_eq!(
            error.to_string(),
            "other.txt, line 4: unknown tag \"B-LOC\"; the model knows O, B-PER, I-PER"
        );
    }

    #[test]
    fn entities_are_counted_by_type() {
        let counts = entity_counts(&read("a I-PER\nb B-PER\nc I-PER\nd I-LOC\n"));
        assert_eq!(
            counts,
            BTreeMap::from([("LOC".into(), 1), ("PER".into(), 2)])
        );
    }
}
