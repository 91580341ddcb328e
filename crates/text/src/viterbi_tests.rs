use proptest::prelude::*;

use super::*;

/// Labels in an order that is not the usual one, so that nothing depends on it.
fn labels() -> LabelSet {
    let names = ["I-PER", "B-LOC", "O", "B-PER", "I-LOC", "B-DAY"];
    LabelSet::new(names.map(str::to_owned).to_vec()).unwrap()
}

fn is_legal(path: &[usize], labels: &LabelSet) -> bool {
    let mut previous = Tag::Outside;
    for label in path {
        let tag = labels.tags()[*label];
        if let Tag::Inside(entity_type) = tag
            && previous != Tag::Begin(entity_type)
            && previous != Tag::Inside(entity_type)
        {
            return false;
        }
        previous = tag;
    }
    true
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
        let labels = labels();
        let words = log_probabilities.len() / labels.len();
        let path = decode(&log_probabilities, &labels);
        prop_assert_eq!(path.len(), words);
        prop_assert!(is_legal(&path, &labels));
        let found = score(&path, &log_probabilities, labels.len());
        prop_assert!((found - best_score(words, &log_probabilities, &labels)).abs() < 1e-9);
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
        let path = decode(&numbers, &labels());
        prop_assert_eq!(path.len(), numbers.len() / labels().len());
        prop_assert!(is_legal(&path, &labels()));
    }
}

#[test]
fn an_inside_label_that_argmax_would_take_after_o_is_not_taken() {
    let labels = LabelSet::new(["O", "B-PER", "I-PER"].map(str::to_owned).to_vec()).unwrap();
    let numbers = [-0.1, -5.0, -3.0, -2.0, -1.5, -0.5_f32];
    assert_eq!(decode(&numbers, &labels), [0, 1]);
}

#[test]
fn impossible_labels_are_avoided_where_another_path_is_legal() {
    let labels = LabelSet::new(["O", "B-PER", "I-PER"].map(str::to_owned).to_vec()).unwrap();
    let never = f32::NEG_INFINITY;
    let numbers = [-0.1, -9.0, never, never, never, 0.0_f32];
    assert_eq!(decode(&numbers, &labels), [1, 2]);
}

#[test]
fn no_words_give_no_labels() {
    assert_eq!(decode(&[], &labels()), [0_usize; 0]);
}
