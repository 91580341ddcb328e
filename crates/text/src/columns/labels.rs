//! Converts the tags of column files to a model's labels.

use std::collections::{BTreeMap, BTreeSet};

use super::bio::WrittenTag;
use super::write::one_column;
use super::{ColumnError, ColumnSentence, LineProblem};
use crate::decoding::Place;
use crate::{LabelSet, Tag};

/// Types that come first in a new label set, in this order; the rest follow in alphabetical order.
const LEADING_TYPES: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// Returns the label indices of a sentence's tags. The tags need not be written as the labels are: an entity gets the
/// labels that the model's scheme has for it. A model that has `B-` labels and states no scheme counts as IOB2. `name`
/// is the name of the file for errors.
///
/// # Errors
/// When the label set has no label for a tag.
pub fn label_ids(
    sentence: &ColumnSentence,
    labels: &LabelSet,
    name: &str,
) -> Result<Vec<usize>, ColumnError> {
    let id = |index: usize| {
        label_id(&sentence.tags, index, labels).ok_or_else(|| ColumnError::Line {
            file: name.to_owned(),
            line: sentence.line_of(index),
            problem: LineProblem::UnknownTag {
                tag: sentence.tags[index].clone(),
                known: known(labels),
            },
        })
    };
    (0..sentence.tags.len()).map(id).collect()
}

/// Returns the label of the word at this index of a sentence with these tags.
fn label_id(tags: &[String], index: usize, labels: &LabelSet) -> Option<usize> {
    let tag_at = |index: usize| WrittenTag::parse(tags.get(index)?);
    let (name, is_first) = match tag_at(index) {
        None => return labels.index_of(&tags[index]),
        Some(WrittenTag::Outside) => {
            return labels.tags().iter().position(|tag| *tag == Tag::Outside);
        }
        Some(WrittenTag::Begin(name)) => (name, true),
        Some(WrittenTag::Inside(name)) => (name, false),
    };
    let entity_type = labels
        .entity_types()
        .iter()
        .position(|known| known == name)?;
    let before = index.checked_sub(1).and_then(tag_at);
    let place = Place {
        is_first,
        is_last: tag_at(index + 1) != Some(WrittenTag::Inside(name)),
        follows_its_type: before.and_then(WrittenTag::entity_type) == Some(name),
    };
    labels.label_at(entity_type, place)
}

/// Returns a tag with its type as the model names it. A column holds no white space, so that [`crate::entity_columns`]
/// writes `_` in its place; here `B-work_of_art` becomes `B-work of art`, if that is a type of the model.
pub fn tag_of_model(tag: &str, labels: &LabelSet) -> String {
    let name = WrittenTag::parse(tag).and_then(WrittenTag::entity_type);
    let known = labels.entity_types();
    let Some(name) = name.filter(|name| known.iter().all(|known| known != name)) else {
        return tag.to_owned();
    };
    match known.iter().find(|known| one_column(known) == name) {
        Some(known) => format!("{}{known}", &tag[..tag.len() - name.len()]),
        None => tag.to_owned(),
    }
}

fn known(labels: &LabelSet) -> String {
    let names = labels.names().join(", ");
    if labels.is_unnamed() {
        return format!(
            "{names}, which are numbers in place of names; write the names into id2label of its config.json"
        );
    }
    names
}

/// Returns the labels that a model for these sentences needs: `O`, then `B-` and `I-` of each type, also where the data
/// holds one of the two only; or the tags in alphabetical order where they are not BIO. The order depends on the types
/// alone, so that two files with the same types agree.
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
    LabelSet::iob2(types)
}

/// Counts the entities of each type, or the words of each tag where tags are not BIO.
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
    use crate::{LabelScheme, Task, read_columns};

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
        assert_eq!(
            set,
            LabelSet::new(set.names().to_vec(), set.scheme()).unwrap()
        );
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
        assert_eq!(
            set,
            LabelSet::new(set.names().to_vec(), set.scheme()).unwrap()
        );
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
    fn an_entity_has_the_labels_of_the_models_scheme() {
        let sentence = &read("a B-PER\nb I-PER\nc I-PER\nd B-PER\ne O\nf B-PER\n")[0];
        let labels = |names: &[&str], scheme| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let set = LabelSet::new(names.clone(), scheme).unwrap();
            let ids = label_ids(sentence, &set, "own.txt").unwrap();
            ids.iter()
                .map(|id| names[*id].clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let iob = ["O", "I-PER", "B-PER"];
        let iob1 = Some(LabelScheme::Iob1);
        assert_eq!(labels(&iob, iob1), "I-PER I-PER I-PER B-PER O I-PER");
        assert_eq!(labels(&iob, None), "B-PER I-PER I-PER B-PER O B-PER");
        assert_eq!(labels(&["PER", "O"], None), "PER PER PER PER O PER");
        let iobes = ["O", "B-PER", "I-PER", "E-PER", "S-PER"];
        assert_eq!(labels(&iobes, None), "B-PER I-PER E-PER S-PER O S-PER");
        let bilou = iobes.map(|name| name.replace("E-", "L-").replace("S-", "U-"));
        let bilou = bilou.each_ref().map(String::as_str);
        assert_eq!(labels(&bilou, None), "B-PER I-PER L-PER U-PER O U-PER");
    }

    #[test]
    fn a_model_with_numbers_in_place_of_names_is_told_so() {
        let names = ["LABEL_0", "LABEL_1"].map(str::to_owned).to_vec();
        let set = LabelSet::new(names, None).unwrap();
        let error = label_ids(&read("a O\n")[0], &set, "own.txt").unwrap_err();
        assert!(
            error.to_string().contains("numbers in place of names"),
            "{error}"
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
    fn a_type_with_blanks_is_found_by_the_form_that_columns_have_of_it() {
        let names = ["O", "B-work of art", "I-work of art", "B-a_b", "I-a_b"];
        let set = LabelSet::new(names.map(str::to_owned).to_vec(), None).unwrap();
        for (tag, expected) in [
            ("B-work_of_art", "B-work of art"),
            ("I-work_of_art", "I-work of art"),
            ("B-work of art", "B-work of art"),
            ("B-a_b", "B-a_b"),
            ("B-other_type", "B-other_type"),
            ("O", "O"),
        ] {
            assert_eq!(tag_of_model(tag, &set), expected);
        }
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
