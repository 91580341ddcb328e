//! Grouped weight files: what is in them, what they run as, and bad ones.

mod common;

use std::collections::HashMap;

use candle_core::{Device, Tensor};
use common::{MODELS, Reference};
use half::f16;
use namelight_encoder::weights::{
    GroupedBits, QuantizedMetadata, Reader, WeightFormat, WeightsError, read, to_parameters,
    write_f32, write_grouped, write_int8,
};
use namelight_encoder::{Classifier, Config, Input, Int8Classifier, TokenClassifier};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

const NAME: &str = "bert.encoder.layer.0.output.dense.weight";
const GROUP: usize = 8;
const BITS: GroupedBits = GroupedBits {
    words: 3,
    layers: 4,
};

fn grouped(reference: &Reference, bits: GroupedBits) -> Vec<u8> {
    let metadata = QuantizedMetadata::grouped("tiny", &reference.config.labels, GROUP);
    write_grouped(&reference.parameters, &metadata, bits).unwrap()
}

fn reader_of(bytes: &[u8], config: &Config) -> namelight_encoder::weights::Weights {
    let mut reader = Reader::new(config, bytes.len() as u64);
    for piece in bytes.chunks(97) {
        reader.push(piece).unwrap();
    }
    reader.finish().unwrap()
}

fn error(bytes: &[u8], reference: &Reference) -> WeightsError {
    match read(bytes, &reference.config, &Device::Cpu) {
        Ok(_) => panic!("a bad file was read"),
        Err(error) => error,
    }
}

/// A file with a tensor replaced, and this metadata.
fn edited(
    bytes: &[u8],
    metadata: &QuantizedMetadata,
    name: &str,
    dtype: Dtype,
    shape: &[usize],
    change: impl Fn(&mut Vec<u8>),
) -> Vec<u8> {
    let file = SafeTensors::deserialize(bytes).unwrap();
    let mut data = file.tensor(name).unwrap().data().to_vec();
    change(&mut data);
    let views = file.iter().map(|(key, view)| match key == name {
        true => (
            key.to_owned(),
            TensorView::new(dtype, shape.to_vec(), &data).unwrap(),
        ),
        false => (key.to_owned(), view),
    });
    let metadata = HashMap::from([(
        "namelight".to_owned(),
        serde_json::to_string(metadata).unwrap(),
    )]);
    safetensors::serialize(views.collect::<Vec<_>>(), Some(metadata)).unwrap()
}

fn metadata(reference: &Reference) -> QuantizedMetadata {
    QuantizedMetadata::grouped("tiny", &reference.config.labels, GROUP)
}

/// A bit of a group, from the lowest of its first byte on.
fn bit(group: &[u8], place: usize) -> i32 {
    i32::from(group[place / 8] >> (place % 8) & 1)
}

#[test]
fn a_grouped_file_is_plain_safetensors_and_read_as_it_is_documented() {
    let reference = Reference::load("bert");
    let bytes = grouped(&reference, BITS);
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let read = read(&bytes, &reference.config, &Device::Cpu).unwrap();
    let words = "bert.embeddings.word_embeddings.weight";
    for (name, bits) in [(NAME, 4), (words, 3)] {
        let (weights, scales) = (
            file.tensor(name).unwrap(),
            file.tensor(&format!("{name}_scale")).unwrap(),
        );
        let (rows, columns) = reference.parameters[name].dims2().unwrap();
        let groups = columns / GROUP;
        assert_eq!(
            (weights.dtype(), weights.shape()),
            (Dtype::U8, &[rows, groups, bits][..])
        );
        assert_eq!(
            (scales.dtype(), scales.shape()),
            (Dtype::F16, &[rows, groups][..])
        );
        let scales = scales.data().chunks_exact(2);
        let scales = scales.map(|bytes| f16::from_le_bytes([bytes[0], bytes[1]]).to_f32());
        let mut expected = Vec::new();
        for (group, scale) in weights.data().chunks_exact(bits).zip(scales) {
            for number in 0..GROUP {
                let integer: i32 = (0..bits)
                    .map(|place| bit(group, number * bits + place) << place)
                    .sum();
                expected.push((integer - (1 << (bits - 1))) as f32 * scale);
            }
        }
        let found: Vec<f32> = read[name].flatten_all().unwrap().to_vec1().unwrap();
        assert_eq!(found, expected, "{name}");
    }
    let head = file.tensor("classifier.weight");
    assert_eq!(head.unwrap().dtype(), Dtype::I8);
}

#[test]
fn fewer_bits_are_fewer_bytes_and_larger_errors() {
    let reference = Reference::load("bert");
    let squares = |bytes: &[u8]| -> f32 {
        let read = read(bytes, &reference.config, &Device::Cpu).unwrap();
        let error = |(name, tensor): (&String, &Tensor)| {
            let difference = (tensor - &read[name]).unwrap().sqr().unwrap();
            difference.sum_all().unwrap().to_scalar::<f32>().unwrap()
        };
        reference.parameters.iter().map(error).sum()
    };
    let files = [2, 3, 4, 6, 8].map(|bits| {
        let both = GroupedBits {
            words: bits,
            layers: bits,
        };
        grouped(&reference, both)
    });
    for pair in files.windows(2) {
        assert!(pair[0].len() < pair[1].len());
        assert!(squares(&pair[0]) > squares(&pair[1]));
    }
    let int8 = QuantizedMetadata::int8("tiny", &reference.config.labels);
    let int8 = write_int8(&reference.parameters, &int8).unwrap();
    assert!(squares(&files[4]) < squares(&int8));
}

#[test]
fn logits_are_those_of_the_differentiable_encoder_with_the_same_weights() {
    for name in MODELS {
        let reference = Reference::load(name);
        let config = &reference.config;
        let bytes = grouped(&reference, BITS);
        let weights = reader_of(&bytes, config);
        assert_eq!(weights.format(), WeightFormat::Int8);
        let int8 = Int8Classifier::load(weights, config).unwrap();
        let parameters = to_parameters(reader_of(&bytes, config), config, &Device::Cpu).unwrap();
        let float = TokenClassifier::load(&parameters, config).unwrap();
        let ids = reference.sentences();
        let inputs: Vec<Input> = ids
            .iter()
            .map(|ids| Input {
                ids,
                token_types: None,
            })
            .collect();
        let [found, expected] = [
            int8.logits(&inputs).unwrap(),
            Classifier::logits(&float, &inputs).unwrap(),
        ];
        let most = expected.iter().copied().fold(f32::MIN, f32::max);
        let least = expected.iter().copied().fold(f32::MAX, f32::min);
        for (found, expected) in found.iter().zip(&expected) {
            let difference = (found - expected).abs() / (most - least);
            // What 7 bits for activations and 8 for a row of weights cost in models of 16 hidden numbers.
            assert!(difference < 0.03, "{name}: {difference}");
        }
    }
}

#[test]
fn the_same_parameters_are_the_same_bytes_and_writing_again_changes_nothing() {
    let reference = Reference::load("mpnet");
    let bytes = grouped(&reference, BITS);
    assert_eq!(bytes, grouped(&reference, BITS));
    let read = read(&bytes, &reference.config, &Device::Cpu).unwrap();
    assert_eq!(write_f32(&read).unwrap(), {
        let again = reader_of(&bytes, &reference.config);
        write_f32(&to_parameters(again, &reference.config, &Device::Cpu).unwrap()).unwrap()
    });
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_an_error_and_no_change_of_its_header_panics() {
    let reference = Reference::load("bert");
    let bytes = grouped(&reference, BITS);
    for length in (0..bytes.len()).step_by(7).chain([bytes.len() - 1]) {
        assert!(
            read(&bytes[..length], &reference.config, &Device::Cpu).is_err(),
            "{length} bytes were read"
        );
    }
    let header = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    for place in 0..header {
        for flip in [0x01, 0x10, 0x80] {
            let mut bad = bytes.clone();
            bad[place] ^= flip;
            // Some changes leave a readable file; none may do more than return.
            drop(read(&bad, &reference.config, &Device::Cpu));
        }
    }
}

#[test]
fn a_wrong_size_of_a_group_is_refused_with_what_was_expected() {
    let reference = Reference::load("bert");
    let bytes = grouped(&reference, BITS);
    let shape = |file: &[u8]| {
        let file = SafeTensors::deserialize(file).unwrap();
        file.tensor(NAME).unwrap().shape().to_vec()
    };
    let with = |metadata: &QuantizedMetadata, shape: &[usize]| {
        edited(&bytes, metadata, NAME, Dtype::U8, shape, |_| ())
    };
    for (group, expected) in [
        (Some(16), "no whole groups of 16"),
        (Some(32), "no whole groups of 32"),
        (Some(12), "group is 12, expected a multiple of 8"),
        (Some(0), "group is 0, expected a multiple of 8"),
        (None, "group is missing, expected a multiple of 8"),
    ] {
        let metadata = QuantizedMetadata {
            group,
            ..metadata(&reference)
        };
        let message = error(&with(&metadata, &shape(&bytes)), &reference).to_string();
        assert!(message.contains(expected), "{message}");
    }
    let message = error(&with(&metadata(&reference), &[8, 1, 8]), &reference).to_string();
    assert!(
        message.contains("shape [8, 1, 8], expected [8, 2, 8]"),
        "{message}"
    );
    let int8 = QuantizedMetadata::int8("tiny", &reference.config.labels);
    let message = error(&with(&int8, &shape(&bytes)), &reference).to_string();
    assert!(message.contains("tensor \"bert."), "{message}");

    let odd = QuantizedMetadata::grouped("tiny", &reference.config.labels, 24);
    let message = write_grouped(&reference.parameters, &odd, BITS)
        .unwrap_err()
        .to_string();
    assert!(message.contains("no whole groups of 24"), "{message}");
}

#[test]
fn scales_that_are_zero_or_not_finite_are_refused_and_negative_ones_are_read() {
    let reference = Reference::load("bert");
    let bytes = grouped(&reference, BITS);
    let scale = format!("{NAME}_scale");
    let with = |value: f16| {
        let put = |data: &mut Vec<u8>| data[2..4].copy_from_slice(&value.to_le_bytes());
        edited(
            &bytes,
            &metadata(&reference),
            &scale,
            Dtype::F16,
            &[8, 2],
            put,
        )
    };
    for poison in [f16::NAN, f16::INFINITY, f16::NEG_INFINITY] {
        assert!(
            matches!(error(&with(poison), &reference), WeightsError::NotFinite { name, index: 1 } if name == scale)
        );
    }
    for zero in [f16::ZERO, f16::NEG_ZERO] {
        assert!(
            matches!(error(&with(zero), &reference), WeightsError::GroupScale { name, index: 1 } if name == scale)
        );
    }
    read(&with(f16::from_f32(-0.5)), &reference.config, &Device::Cpu).unwrap();
}
