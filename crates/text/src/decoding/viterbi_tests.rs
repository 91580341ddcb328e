//! Tests of the most probable legal labelling.

use proptest::prelude::*;

use super::*;

fn set(names: &[&str], scheme: LabelScheme) -> LabelSet {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    LabelSet::new(names, Some(scheme)).unwrap()
}

/// A set of each scheme, its labels in an order that is not the usual one, so that nothing depends on it.
fn sets() -> [LabelSet; 4] {
    let iob = ["I-PER", "B-LOC", "O", "B-PER", "I-LOC", "B-DAY"];
    [
        set(&iob, LabelScheme::Iob1),
        set(&iob, LabelScheme::Iob2),
        set(
            &["I-PER", "S-LOC", "O", "B-PER", "E-PER", "S-PER"],
            LabelScheme::Iobes,
        ),
        set(
            &["U-PER", "L-LOC", "O", "B-LOC", "L-PER", "B-PER"],
            LabelScheme::Bilou,
        ),
    ]
}

fn decoded(log_probabilities: &[f32], labels: &LabelSet) -> Vec<usize> {
    decode(log_probabilities, labels, &DecodingOptions::default())
}

/// The rule of each scheme, told of whole sentences by their entities: a sentence is legal when its labels are those
/// that the scheme has for the entities which the labels spell.
fn is_legal(path: &[usize], labels: &LabelSet) -> bool {
    let tags: Vec<Tag> = path.iter().map(|label| labels.tags()[*label]).collect();
    let mut expected = vec![Tag::Outside; tags.len()];
    let mut last_end = (0, None);
    for entity in crate::entity_words(path, labels) {
        let (start, end, of) = (entity.words.start, entity.words.end, entity.entity_type);
        expected[start..end].fill(Tag::Inside(of));
        match labels.scheme().unwrap() {
            LabelScheme::Iob1 if last_end == (start, Some(of)) => expected[start] = Tag::Begin(of),
            LabelScheme::Iob1 => {}
            LabelScheme::Iob2 => expected[start] = Tag::Begin(of),
            LabelScheme::Iobes | LabelScheme::Bilou if end - start == 1 => {
                expected[start] = Tag::Single(of);
            }
            LabelScheme::Iobes | LabelScheme::Bilou => {
                expected[start] = Tag::Begin(of);
                expected[end - 1] = Tag::End(of);
            }
        }
        last_end = (end, Some(of));
    }
    tags == expected
}

fn score(path: &[usize], log_probabilities: &[f32], width: usize) -> f64 {
    let of_word =
        |(word, label): (usize, &usize)| f64::from(log_probabilities[word * width + label]);
    path.iter().enumerate().map(of_word).sum()
}

/// The greatest score of all legal paths, by trying every path.
fn best_score(words: usize, log_probabilities: &[f32], labels: &LabelSet) -> f64 {
    let width = labels.len();
    let path = |number: usize| -> Vec<usize> {
        (0..words)
            .map(|word| number / width.pow(word as u32) % width)
            .collect()
    };
    (0..width.pow(words as u32))
        .map(path)
        .filter(|path| is_legal(path, labels))
        .map(|path| score(&path, log_probabilities, width))
        .fold(f64::NEG_INFINITY, f64::max)
}

proptest! {
    #[test]
    fn no_legal_sequence_is_more_probable(
        log_probabilities in (1_usize..=4)
            .prop_flat_map(|words| prop::collection::vec(-20.0_f32..0.0, words * 6)),
    ) {
        for labels in sets() {
            let words = log_probabilities.len() / labels.len();
            let path = decoded(&log_probabilities, &labels);
            prop_assert_eq!(path.len(), words);
            prop_assert!(is_legal(&path, &labels));
            let found = score(&path, &log_probabilities, labels.len());
            prop_assert!((found - best_score(words, &log_probabilities, &labels)).abs() < 1e-9);
        }
    }

    #[test]
    fn any_numbers_give_a_legal_sequence(bits in prop::collection::vec(any::<u32>(), 0..60)) {
        let special = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN];
        let numbers: Vec<f32> = bits
            .iter()
            .map(|bits| match special.get(*bits as usize % 10) {
                Some(number) => *number,
                None => f32::from_bits(*bits),
            })
            .collect();
        for labels in sets() {
            let path = decoded(&numbers, &labels);
            prop_assert_eq!(path.len(), numbers.len() / labels.len());
            prop_assert!(is_legal(&path, &labels));
        }
    }

    #[test]
    fn without_a_stated_scheme_each_word_has_its_most_probable_label(
        numbers in prop::collection::vec(-20.0_f32..0.0, 0..60),
    ) {
        let labels = LabelSet::new(sets()[1].names().to_vec(), None).unwrap();
        let greatest = |row: &[f32]| (0..row.len()).rev().max_by(|one, other| row[*one].total_cmp(&row[*other]));
        let expected: Vec<usize> = numbers.chunks_exact(6).filter_map(greatest).collect();
        prop_assert_eq!(decoded(&numbers, &labels), expected);
    }
}

#[test]
fn an_inside_label_that_argmax_would_take_after_o_is_not_taken_in_iob2() {
    let labels = set(&["O", "B-PER", "I-PER"], LabelScheme::Iob2);
    let numbers = [-0.1, -5.0, -3.0, -2.0, -1.5, -0.5_f32];
    assert_eq!(decoded(&numbers, &labels), [0, 1]);
    let lenient = LabelSet::new(labels.names().to_vec(), None).unwrap();
    assert_eq!(decoded(&numbers, &lenient), [0, 2]);
}

#[test]
fn impossible_labels_are_avoided_where_another_path_is_legal() {
    let labels = set(&["O", "B-PER", "I-PER"], LabelScheme::Iob2);
    let never = f32::NEG_INFINITY;
    let numbers = [-0.1, -9.0, never, never, never, 0.0_f32];
    assert_eq!(decoded(&numbers, &labels), [1, 2]);
}

#[test]
fn where_no_sequence_is_legal_each_word_has_its_most_probable_label() {
    let labels = set(&["I-PER"], LabelScheme::Iob2);
    assert_eq!(decoded(&[-1.0, -1.0], &labels), [0, 0]);
    let labels = set(&["B-PER", "I-PER"], LabelScheme::Bilou);
    assert_eq!(decoded(&[-1.0, -0.5], &labels), [1]);
}

#[test]
fn a_bias_on_o_finds_more_and_a_negative_one_fewer() {
    let labels = set(&["O", "B-PER", "I-PER"], LabelScheme::Iob2);
    let numbers = [-0.4, -1.2, -4.0, -1.2, -0.4, -4.0_f32];
    let biased = |recall_bias| {
        let options = DecodingOptions {
            recall_bias,
            ..DecodingOptions::default()
        };
        decode(&numbers, &labels, &options)
    };
    assert_eq!(biased(0.0), [0, 1]);
    assert_eq!(biased(1.0), [1, 1]);
    assert_eq!(biased(-1.0), [0, 0]);
    assert_eq!(biased(f32::NAN).len(), 2);
}

#[test]
fn no_words_give_no_labels() {
    for labels in sets() {
        assert_eq!(decoded(&[], &labels), [0_usize; 0]);
    }
}
