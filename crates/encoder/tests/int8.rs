//! The int8 encoder against the differentiable one, on the same weights.

mod common;

use common::{MODELS, Reference};
use namelight_encoder::weights::{
    QuantizedMetadata, Reader, Weights, to_parameters, write_f32, write_int8,
};
use namelight_encoder::{
    Classifier, Device, ForwardError, Input, InputError, Int8Classifier, TokenClassifier,
};

fn int8_file(reference: &Reference) -> Vec<u8> {
    let metadata = QuantizedMetadata::int8("tiny", &reference.config.labels);
    write_int8(&reference.parameters, &metadata).unwrap()
}

fn read(bytes: &[u8], reference: &Reference) -> Weights {
    let mut reader = Reader::new(&reference.config, bytes.len() as u64);
    reader.push(bytes).unwrap();
    reader.finish().unwrap()
}

fn int8(reference: &Reference) -> Int8Classifier {
    let weights = read(&int8_file(reference), reference);
    Int8Classifier::load(weights, &reference.config).unwrap()
}

fn differentiable(reference: &Reference) -> TokenClassifier {
    let weights = read(&int8_file(reference), reference);
    let parameters = to_parameters(weights, &reference.config, &Device::Cpu).unwrap();
    TokenClassifier::load(&parameters, &reference.config).unwrap()
}

fn untyped(ids: &[Vec<u32>]) -> Vec<Input<'_>> {
    let sentences = ids.iter().map(|ids| Input {
        ids,
        token_types: None,
    });
    sentences.collect()
}

/// The largest difference between logits as a share of their range.
fn difference(found: &[f32], expected: &[f32]) -> f32 {
    assert_eq!(found.len(), expected.len());
    let largest = expected.iter().copied().fold(f32::MIN, f32::max);
    let smallest = expected.iter().copied().fold(f32::MAX, f32::min);
    let pairs = found.iter().zip(expected);
    let difference = pairs.map(|(found, expected)| (found - expected).abs());
    difference.fold(0.0, f32::max) / (largest - smallest)
}

/// What 7 bits for activations cost in models of 16 hidden numbers; in real ones it is less.
const ROUNDING: f32 = 0.02;

#[test]
fn logits_are_those_of_the_differentiable_encoder_but_for_rounding() {
    for name in MODELS {
        let reference = Reference::load(name);
        let ids = reference.sentences();
        let expected = differentiable(&reference).logits(&untyped(&ids)).unwrap();
        let found = int8(&reference).logits(&untyped(&ids)).unwrap();
        let difference = difference(&found, &expected);
        assert!(difference < ROUNDING, "{name}: {difference}");
    }
}

#[test]
fn token_types_count() {
    let reference = Reference::load("bert");
    let (ids, types) = (reference.sentences(), reference.rows("token_types.ids"));
    let typed = ids.iter().zip(&types).map(|(ids, types)| Input {
        ids,
        token_types: Some(types),
    });
    let typed: Vec<Input> = typed.collect();
    let model = int8(&reference);
    let expected = differentiable(&reference).logits(&typed).unwrap();
    let found = model.logits(&typed).unwrap();
    assert!(difference(&found, &expected) < ROUNDING);
    assert!(difference(&model.logits(&untyped(&ids)).unwrap(), &expected) > ROUNDING);
}

#[test]
fn a_batch_is_its_sentences_one_by_one_to_the_bit() {
    for name in MODELS {
        let reference = Reference::load(name);
        let model = int8(&reference);
        let ids = reference.sentences();
        let together = model.logits(&untyped(&ids)).unwrap();
        let alone = ids
            .iter()
            .rev()
            .map(|ids| model.logits(&untyped(std::slice::from_ref(ids))));
        let mut alone: Vec<Vec<f32>> = alone.collect::<Result<_, _>>().unwrap();
        alone.reverse();
        assert_eq!(together, alone.concat(), "{name}");
    }
}

#[test]
fn a_float_file_is_rounded_to_the_integers_of_its_int8_form() {
    for name in MODELS {
        let reference = Reference::load(name);
        let floats = read(&write_f32(&reference.parameters).unwrap(), &reference);
        let quantized = Int8Classifier::load(floats, &reference.config).unwrap();
        let ids = reference.sentences();
        let expected = int8(&reference).logits(&untyped(&ids)).unwrap();
        assert_eq!(
            quantized.logits(&untyped(&ids)).unwrap(),
            expected,
            "{name}"
        );
    }
}

#[test]
fn a_file_in_pieces_of_any_size_is_the_file() {
    let reference = Reference::load("bert");
    let ids = reference.sentences();
    let expected = int8(&reference).logits(&untyped(&ids)).unwrap();
    let bytes = int8_file(&reference);
    for size in [1, 7, 64, 1000] {
        let mut reader = Reader::new(&reference.config, bytes.len() as u64);
        for piece in bytes.chunks(size) {
            reader.push(piece).unwrap();
        }
        let model = Int8Classifier::load(reader.finish().unwrap(), &reference.config).unwrap();
        assert_eq!(model.logits(&untyped(&ids)).unwrap(), expected);
    }
}

#[test]
fn what_the_model_cannot_read_is_refused_by_both_encoders() {
    let reference = Reference::load("bert");
    let models: [Box<dyn Classifier>; 2] = [
        Box::new(int8(&reference)),
        Box::new(differentiable(&reference)),
    ];
    for model in models {
        let logits = |ids: &[u32], types: Option<&[u32]>| {
            let sentence = Input {
                ids,
                token_types: types,
            };
            model.logits(&[sentence]).unwrap_err()
        };
        let long = vec![1; model.max_positions() + 1];
        assert!(matches!(
            logits(&long, None),
            ForwardError::Input(InputError::TooLong(..))
        ));
        let unknown = reference.config.vocab_size as u32;
        assert!(matches!(
            logits(&[1, unknown], None),
            ForwardError::Input(InputError::Wordpiece(..))
        ));
        assert!(matches!(
            logits(&[1, 2], Some(&[0])),
            ForwardError::Input(InputError::TokenTypes(..))
        ));
        assert!(matches!(
            logits(&[1, 2], Some(&[0, 99])),
            ForwardError::Input(InputError::TokenType(..))
        ));
    }
}

#[test]
fn no_sentences_and_empty_ones_have_no_logits() {
    for name in MODELS {
        let model = int8(&Reference::load(name));
        assert!(model.logits(&[]).unwrap().is_empty());
        assert!(
            model
                .logits(&untyped(&[vec![], vec![]]))
                .unwrap()
                .is_empty()
        );
    }
}
