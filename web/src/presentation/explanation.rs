//! What the model's explanation of a sentence says of a name and of each word.

use namelight_protocol::{Explanation, Label, Word};
use namelight_text::SentenceSpan;

/// The label of words that are in no name.
pub const NONE: &str = "O";

/// How many of a word's labels are shown.
const SHOWN: usize = 3;

/// The type that a label stands for: `PER` for `B-PER`.
pub fn type_of(label: &Label) -> &str {
    label.entity_type.as_deref().unwrap_or(NONE)
}

/// The words that overlap a span of the sentence.
pub fn words_in(explanation: &Explanation, span: SentenceSpan) -> impl Iterator<Item = &Word> {
    let words = explanation.words.iter();
    words.filter(move |word| word.span.start < span.end && word.span.end > span.start)
}

/// The probability of each type for the words of a span, the likeliest first, with `O` for no type. It is the mean over
/// the words of what all labels of the type have together.
pub fn type_probabilities(explanation: &Explanation, span: SentenceSpan) -> Vec<(&str, f32)> {
    let mut types: Vec<(&str, f32)> = Vec::new();
    let mut count = 0.0_f32;
    for word in words_in(explanation, span) {
        count += 1.0;
        for (label, probability) in explanation.labels.iter().zip(&word.probabilities) {
            let entity_type = type_of(label);
            match types.iter_mut().find(|(known, _)| *known == entity_type) {
                Some((_, sum)) => *sum += probability,
                None => types.push((entity_type, *probability)),
            }
        }
    }
    for (_, sum) in &mut types {
        *sum /= count.max(1.0);
    }
    types.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    types
}

/// The likeliest labels of a word with their probabilities, the likeliest first.
pub fn likeliest<'a>(explanation: &'a Explanation, word: &Word) -> Vec<(&'a str, f32)> {
    let labels = explanation.labels.iter().map(|label| label.name.as_str());
    let mut labels: Vec<_> = labels.zip(word.probabilities.iter().copied()).collect();
    labels.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    labels.truncate(SHOWN);
    labels
}

/// The label that a word got.
pub fn label<'a>(explanation: &'a Explanation, word: &Word) -> Option<&'a Label> {
    explanation.labels.get(word.label)
}

/// Whether the likeliest label of a word was not allowed where it stands, so that the word got another one.
pub fn is_overruled(explanation: &Explanation, word: &Word) -> bool {
    let likeliest = likeliest(explanation, word);
    let first = likeliest.first().zip(label(explanation, word));
    first.is_some_and(|((first, _), label)| *first != label.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(start: usize, label: usize, probabilities: [f32; 5]) -> Word {
        Word {
            span: SentenceSpan {
                start,
                end: start + 3,
            },
            pieces: vec!["x".to_owned()],
            label,
            probabilities: probabilities.to_vec(),
        }
    }

    fn explanation() -> Explanation {
        Explanation {
            sentence: "Ada Zoe met".to_owned(),
            labels: ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
                .map(|name| Label {
                    name: name.to_owned(),
                    entity_type: name.split_once('-').map(|(_, of)| of.to_owned()),
                })
                .to_vec(),
            words: vec![
                word(0, 1, [0.1, 0.6, 0.1, 0.1, 0.1]),
                word(4, 2, [0.3, 0.1, 0.2, 0.4, 0.0]),
                word(8, 0, [1.0, 0.0, 0.0, 0.0, 0.0]),
            ],
        }
    }

    #[test]
    fn types_share_what_their_labels_have() {
        let explanation = explanation();
        let types = type_probabilities(&explanation, SentenceSpan { start: 0, end: 7 });
        let expected = [("PER", 0.5), ("LOC", 0.3), ("O", 0.2)];
        for ((entity_type, share), (name, value)) in types.into_iter().zip(expected) {
            assert_eq!(entity_type, name);
            assert!((share - value).abs() < 1e-6, "{entity_type} {share}");
        }
    }

    #[test]
    fn a_word_whose_likeliest_label_was_not_taken_is_overruled() {
        let explanation = explanation();
        let overruled = |index: usize| is_overruled(&explanation, &explanation.words[index]);
        assert_eq!([0, 1, 2].map(overruled), [false, true, false]);
        let likeliest = likeliest(&explanation, &explanation.words[1]);
        assert_eq!(
            likeliest
                .iter()
                .map(|(label, _)| *label)
                .collect::<Vec<_>>(),
            ["B-LOC", "O", "I-PER"]
        );
    }

    #[test]
    fn a_span_without_words_has_no_types() {
        assert!(type_probabilities(&explanation(), SentenceSpan { start: 90, end: 91 }).is_empty());
    }
}
