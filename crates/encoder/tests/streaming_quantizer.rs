//! Float files that are quantized to int8 as their bytes come in, as a browser does with local files.

mod common;

use candle_core::Device;
use common::{MODELS, Reference};
use namelight_encoder::weights::{
    QuantizedMetadata, Reader, WeightFormat, Weights, WeightsError, read, write_f32, write_int8,
};
use namelight_encoder::{Classifier, Input, Int8Classifier, Parameters};

const TABLE: &str = "bert.embeddings.word_embeddings.weight";

fn quantize(bytes: &[u8], reference: &Reference, size: usize) -> Result<Weights, WeightsError> {
    let mut reader = Reader::quantizing(&reference.config, bytes.len() as u64);
    for piece in bytes.chunks(size) {
        reader.push(piece)?;
    }
    reader.finish()
}

fn refusal(bytes: &[u8], reference: &Reference) -> WeightsError {
    match quantize(bytes, reference, 1000) {
        Ok(_) => panic!("a bad file was read"),
        Err(error) => error,
    }
}

fn logits(weights: Weights, reference: &Reference) -> Vec<f32> {
    let model = Int8Classifier::load(weights, &reference.config).unwrap();
    let ids = reference.sentences();
    let sentences = ids.iter().map(|ids| Input {
        ids,
        token_types: None,
    });
    model.logits(&sentences.collect::<Vec<_>>()).unwrap()
}

fn file(reference: &Reference, name: &str) -> Vec<u8> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/encoder/bert"
    );
    assert_eq!(reference.config.model_type.name(), "bert");
    std::fs::read(format!("{folder}/{name}.safetensors")).unwrap()
}

#[test]
fn a_float_file_in_pieces_of_any_size_becomes_its_int8_form() {
    for name in MODELS {
        let reference = Reference::load(name);
        let floats = write_f32(&reference.parameters).unwrap();
        let metadata = QuantizedMetadata::int8("tiny", &reference.config.labels);
        let int8 = write_int8(&reference.parameters, &metadata).unwrap();
        let expected = logits(quantize(&int8, &reference, 1000).unwrap(), &reference);
        for size in [1, 7, 1000, usize::MAX] {
            let quantized = quantize(&floats, &reference, size).unwrap();
            assert_eq!(quantized.format(), WeightFormat::Int8);
            assert_eq!(
                logits(quantized, &reference),
                expected,
                "{name}, {size} bytes a piece"
            );
        }
    }
}

/// The numbers of `tests/reference/halves.py`.
#[test]
fn numbers_of_half_precision_are_those_that_pytorch_reads() {
    let reference = Reference::load("bert");
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/encoder/bert"
    );
    let widened = format!("{folder}/widened.safetensors");
    let widened = candle_core::safetensors::load(widened, &Device::Cpu).unwrap();
    for precision in ["f16", "bf16"] {
        let bytes = file(&reference, precision);
        let ours = read(&bytes, &reference.config, &Device::Cpu).unwrap();
        for name in [TABLE, "classifier.bias"] {
            let bits = |parameters: &candle_core::Tensor| -> Vec<u32> {
                let values = parameters.flatten_all().unwrap().to_vec1::<f32>().unwrap();
                values.into_iter().map(f32::to_bits).collect()
            };
            let expected = bits(&widened[&format!("{precision}.{name}")]);
            assert_eq!(bits(&ours[name]), expected, "{precision}, {name}");
        }
    }
}

#[test]
fn half_precision_is_rounded_as_its_floats_are() {
    let reference = Reference::load("bert");
    for precision in ["f16", "bf16"] {
        let bytes = file(&reference, precision);
        let widened = read(&bytes, &reference.config, &Device::Cpu).unwrap();
        let floats = write_f32(&widened).unwrap();
        let expected = logits(quantize(&floats, &reference, 64).unwrap(), &reference);
        let found = logits(quantize(&bytes, &reference, 3).unwrap(), &reference);
        assert_eq!(found, expected, "{precision}");
    }
}

#[test]
fn a_file_that_is_cut_off_or_goes_on_is_refused_before_its_tensors_are_read() {
    let reference = Reference::load("bert");
    let whole = write_f32(&reference.parameters).unwrap();
    let cut = &whole[..whole.len() - 100];
    let longer = [&whole[..], &[0; 8]].concat();
    for bytes in [cut, &longer] {
        assert!(matches!(
            refusal(bytes, &reference),
            WeightsError::Length { expected, found }
                if expected == whole.len() as u64 && found == bytes.len() as u64
        ));
    }
    // The header itself is cut off.
    assert!(matches!(
        refusal(&whole[..40], &reference),
        WeightsError::Container(_)
    ));
}

#[test]
fn a_number_that_is_not_finite_is_told_by_its_place_in_the_matrix() {
    let reference = Reference::load("bert");
    let mut parameters = reference.parameters.clone();
    let table = &parameters[TABLE];
    let mut values = table.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    values[21] = f32::NAN;
    let table = candle_core::Tensor::from_vec(values, table.dims(), &Device::Cpu).unwrap();
    parameters.insert(TABLE.to_owned(), table);
    let bytes = write_f32(&parameters).unwrap();
    assert!(matches!(
        refusal(&bytes, &reference),
        WeightsError::NotFinite { name, index: 21 } if name == TABLE
    ));
}

fn renamed(reference: &Reference, name: impl Fn(&str) -> String) -> Parameters {
    let parameters = reference.parameters.iter();
    parameters
        .map(|(old, tensor)| (name(old), tensor.clone()))
        .collect()
}

#[test]
fn norms_under_their_old_names_are_read() {
    let reference = Reference::load("bert");
    let old = renamed(&reference, |name| {
        let name = name.replace("LayerNorm.weight", "LayerNorm.gamma");
        name.replace("LayerNorm.bias", "LayerNorm.beta")
    });
    let expected = write_f32(&reference.parameters).unwrap();
    let expected = logits(quantize(&expected, &reference, 64).unwrap(), &reference);
    let bytes = write_f32(&old).unwrap();
    assert_eq!(
        logits(quantize(&bytes, &reference, 64).unwrap(), &reference),
        expected
    );
}

#[test]
fn a_checkpoint_without_a_head_is_said_to_be_no_token_classifier() {
    let reference = Reference::load("distilbert");
    let mut headless = reference.parameters.clone();
    headless.retain(|name, _| !name.starts_with("classifier"));
    let error = refusal(&write_f32(&headless).unwrap(), &reference);
    assert!(matches!(error, WeightsError::NoHead(_)), "{error}");
    assert!(error.to_string().contains("no token classifier"), "{error}");
}

#[test]
fn what_the_model_has_no_use_for_is_passed_over() {
    let reference = Reference::load("bert");
    let mut more = reference.parameters.clone();
    more.insert(
        "bert.pooler.dense.weight".to_owned(),
        reference.parameters[TABLE].clone(),
    );
    let expected = write_f32(&reference.parameters).unwrap();
    let expected = logits(quantize(&expected, &reference, 64).unwrap(), &reference);
    let bytes = write_f32(&more).unwrap();
    assert_eq!(
        logits(quantize(&bytes, &reference, 11).unwrap(), &reference),
        expected
    );
}
