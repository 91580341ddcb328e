//! Words that a model has read nothing of.

use super::viterbi::decode;
use crate::{DecodingOptions, EntityWords, LabelSet, Tag, entity_words};

/// Like [`decode`], but where a model has read nothing of a word, because no wordpiece stands for it, the word goes with
/// its neighbours: within a name when they are of one, and outside otherwise. Its log-probabilities become those of the
/// word in front of it, or of the one behind it at the start.
///
/// `is_read` says of each word whether the model has read it. Where it has read none, all are outside.
pub fn decode_read(
    log_probabilities: &mut [f32],
    is_read: &[bool],
    set: &LabelSet,
    options: &DecodingOptions,
) -> Vec<usize> {
    let read: Vec<usize> = (0..is_read.len())
        .filter(|word| is_read.get(*word) == Some(&true))
        .collect();
    if read.len() == is_read.len() {
        return decode(log_probabilities, set, options);
    }
    let width = set.len();
    let rows = read
        .iter()
        .filter_map(|word| log_probabilities.get(word * width..(word + 1) * width));
    let rows = rows.collect::<Vec<_>>().concat();
    let found = decode(&rows, set, options);
    copy_neighbours(log_probabilities, is_read, width);
    spread(&found, &read, is_read.len(), set)
}

/// Gives each word that was not read the row of the last one that was, or of the first where there is none in front.
fn copy_neighbours(rows: &mut [f32], is_read: &[bool], width: usize) {
    let Some(first) = is_read.iter().position(|is_read| *is_read) else {
        return;
    };
    let mut source = first;
    for (word, is_read) in is_read.iter().enumerate() {
        if *is_read {
            source = word;
        } else if source.max(word) < rows.len() / width.max(1) {
            rows.copy_within(source * width..(source + 1) * width, word * width);
        }
    }
}

/// Writes the labels of the words that were read into those of all words.
fn spread(found: &[usize], read: &[usize], words: usize, set: &LabelSet) -> Vec<usize> {
    let outside = set.tags().iter().position(|tag| *tag == Tag::Outside);
    let mut labels = vec![outside.unwrap_or_default(); words];
    for (word, label) in read.iter().zip(found) {
        if let Some(place) = labels.get_mut(*word) {
            *place = *label;
        }
    }
    if outside.is_none() {
        return labels;
    }
    for entity in entity_words(found, set) {
        let ends = (read.get(entity.words.start), read.get(entity.words.end - 1));
        let (Some(first), Some(last)) = ends else {
            continue;
        };
        if last - first + 1 > entity.words.len() {
            let entity_type = entity.entity_type;
            let words = *first..last + 1;
            set.write_entity(&EntityWords { entity_type, words }, &mut labels);
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    const B: [f32; 3] = [-3.0, -0.1, -3.0];
    const I: [f32; 3] = [-3.0, -3.0, -0.1];
    const O: [f32; 3] = [-0.1, -3.0, -3.0];
    const UNREAD: [f32; 3] = [-1.1, -1.1, -1.1];

    fn labels(rows: &[[f32; 3]], is_read: &[bool]) -> (Vec<usize>, Vec<f32>) {
        let names = ["O", "B-PER", "I-PER"].map(String::from).to_vec();
        let set = LabelSet::new(names, None).unwrap();
        let mut rows = rows.concat();
        let labels = decode_read(&mut rows, is_read, &set, &DecodingOptions::default());
        (labels, rows)
    }

    #[test]
    fn a_word_without_wordpieces_is_part_of_the_name_around_it() {
        let (found, rows) = labels(&[B, UNREAD, I, O], &[true, false, true, true]);
        assert_eq!(found, [1, 2, 2, 0]);
        assert_eq!(rows[3..6], B);
    }

    #[test]
    fn a_word_without_wordpieces_beside_a_name_is_outside() {
        let (found, rows) = labels(&[UNREAD, B, UNREAD, O], &[false, true, false, true]);
        assert_eq!(found, [0, 1, 0, 0]);
        assert_eq!((&rows[..3], &rows[6..9]), (&B[..], &B[..]));
        assert_eq!(labels(&[B, UNREAD, B], &[true, false, true]).0, [1, 0, 1]);
    }

    #[test]
    fn where_nothing_was_read_all_words_are_outside() {
        assert_eq!(labels(&[UNREAD, UNREAD], &[false, false]).0, [0, 0]);
    }

    #[test]
    fn what_was_read_as_a_whole_is_decoded_as_it_is() {
        assert_eq!(labels(&[B, I, O], &[true; 3]).0, [1, 2, 0]);
    }
}
