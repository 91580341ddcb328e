//! Weight files that are whole, and files that are not: each bad one is an error with the tensor's name.

mod common;

use std::collections::HashMap;

use candle_core::{Device, Tensor};
use common::{MODELS, Reference};
use namelight_encoder::Parameters;
use namelight_encoder::weights::{
    QuantizedMetadata, WeightsError, read, read_base, write_f32, write_int8,
};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

const NAME: &str = "bert.encoder.layer.0.output.dense.weight";

fn int8(reference: &Reference) -> Vec<u8> {
    let metadata = QuantizedMetadata::int8("tiny", &reference.config.labels);
    write_int8(&reference.parameters, &metadata).unwrap()
}

fn values(tensor: &Tensor) -> Vec<f32> {
    tensor.flatten_all().unwrap().to_vec1().unwrap()
}

fn error(bytes: &[u8], reference: &Reference) -> WeightsError {
    match read(bytes, &reference.config, &Device::Cpu) {
        Ok(_) => panic!("a bad file was read"),
        Err(error) => error,
    }
}

/// A tensor as a file holds it.
type Stored = (Dtype, Vec<usize>, Vec<u8>);

/// Rewrites a file with one tensor changed, or left out.
fn edit(bytes: &[u8], name: &str, change: impl Fn(&TensorView) -> Option<Stored>) -> Vec<u8> {
    let (_, header) = SafeTensors::read_metadata(bytes).unwrap();
    let file = SafeTensors::deserialize(bytes).unwrap();
    let tensors: Vec<(String, Stored)> = file
        .iter()
        .filter_map(|(key, view)| {
            let same = (view.dtype(), view.shape().to_vec(), view.data().to_vec());
            let kept = if key == name {
                change(&view)
            } else {
                Some(same)
            };
            Some((key.to_owned(), kept?))
        })
        .collect();
    let views = tensors.iter().map(|(key, (dtype, shape, data))| {
        (
            key.as_str(),
            TensorView::new(*dtype, shape.clone(), data).unwrap(),
        )
    });
    safetensors::serialize(views, header.metadata().clone()).unwrap()
}

#[test]
fn float_weights_survive_writing_and_reading_to_the_bit() {
    for name in MODELS {
        let reference = Reference::load(name);
        let bytes = write_f32(&reference.parameters).unwrap();
        let back = read(&bytes, &reference.config, &Device::Cpu).unwrap();
        for (name, tensor) in &reference.parameters {
            assert_eq!(values(tensor), values(&back[name]), "{name}");
        }
        assert_eq!(bytes, write_f32(&back).unwrap());
    }
}

#[test]
fn a_model_that_a_program_wrapped_is_read_under_its_own_names() {
    for reference in MODELS.map(Reference::load) {
        for wrapper in ["_orig_mod.", "module.", "model.", "module._orig_mod."] {
            let parameters = reference.parameters.iter();
            let wrapped: Parameters = parameters
                .map(|(name, tensor)| (format!("{wrapper}{name}"), tensor.clone()))
                .collect();
            let bytes = write_f32(&wrapped).unwrap();
            let found = read(&bytes, &reference.config, &Device::Cpu).unwrap();
            assert!(found.keys().eq(reference.parameters.keys()), "{wrapper}");
            for (name, tensor) in &reference.parameters {
                assert_eq!(values(&found[name]), values(tensor), "{wrapper}{name}");
            }
        }
    }
}

#[test]
fn int8_weights_are_within_half_a_step_of_their_row() {
    for name in MODELS {
        let reference = Reference::load(name);
        let back = read(&int8(&reference), &reference.config, &Device::Cpu).unwrap();
        for (name, tensor) in &reference.parameters {
            if tensor.rank() != 2 {
                assert_eq!(values(tensor), values(&back[name]), "{name}");
                continue;
            }
            let rows = tensor.to_vec2::<f32>().unwrap();
            for (row, found) in rows.iter().zip(back[name].to_vec2::<f32>().unwrap()) {
                let step = row
                    .iter()
                    .fold(0f32, |largest, value| largest.max(value.abs()))
                    / 127.0;
                for (value, found) in row.iter().zip(found) {
                    assert!(
                        (value - found).abs() <= step * 0.5001,
                        "{name}: {value} became {found}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_row_of_zeros_stays_zero() {
    let mut reference = Reference::load("bert");
    let tensor = &reference.parameters[NAME];
    let zeros = tensor.zeros_like().unwrap();
    reference.parameters.insert(NAME.to_owned(), zeros);
    let back = read(&int8(&reference), &reference.config, &Device::Cpu).unwrap();
    assert!(values(&back[NAME]).iter().all(|value| *value == 0.0));
}

#[test]
fn an_int8_file_is_plain_safetensors_with_integer_matrices_and_float_scales() {
    let reference = Reference::load("bert");
    let bytes = int8(&reference);
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let weight = file.tensor(NAME).unwrap();
    let scale = file.tensor(&format!("{NAME}_scale")).unwrap();
    assert_eq!((weight.dtype(), weight.shape()), (Dtype::I8, &[8, 16][..]));
    assert_eq!((scale.dtype(), scale.shape()), (Dtype::F32, &[8][..]));
    let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
    let metadata: HashMap<String, String> = header.metadata().clone().unwrap();
    let parsed: QuantizedMetadata = serde_json::from_str(&metadata["namelight"]).unwrap();
    assert_eq!(
        parsed,
        QuantizedMetadata::int8("tiny", &reference.config.labels)
    );
}

#[test]
fn a_bare_checkpoint_gets_the_prefix_and_the_head_it_lacks() {
    let reference = Reference::load("distilbert");
    let bare = reference.parameters.iter().filter_map(|(name, tensor)| {
        let name = name.strip_prefix("distilbert.")?;
        Some((name.to_owned(), tensor.clone()))
    });
    let bytes = write_f32(&bare.collect()).unwrap();
    let head = vec![0.25; reference.config.labels.len() * reference.config.hidden_size];
    let read = read_base(&bytes, &reference.config, head.clone(), &Device::Cpu).unwrap();
    assert_eq!(read.len(), reference.parameters.len());
    assert_eq!(values(&read["classifier.weight"]), head);
    let name = "distilbert.embeddings.word_embeddings.weight";
    assert_eq!(values(&read[name]), values(&reference.parameters[name]));
}

#[test]
fn truncating_a_file_anywhere_is_an_error() {
    let reference = Reference::load("bert");
    for bytes in [write_f32(&reference.parameters).unwrap(), int8(&reference)] {
        for len in (0..bytes.len()).step_by(7).chain([bytes.len() - 1]) {
            assert!(
                read(&bytes[..len], &reference.config, &Device::Cpu).is_err(),
                "{len} bytes were read"
            );
        }
    }
}

#[test]
fn a_changed_byte_of_the_header_never_panics() {
    let reference = Reference::load("bert");
    let bytes = int8(&reference);
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
fn a_missing_tensor_is_named() {
    let reference = Reference::load("bert");
    for bytes in [write_f32(&reference.parameters).unwrap(), int8(&reference)] {
        let bad = edit(&bytes, NAME, |_| None);
        assert!(matches!(error(&bad, &reference), WeightsError::Missing(name) if name == NAME));
    }
}

#[test]
fn a_missing_scale_is_named() {
    let reference = Reference::load("bert");
    let scale = format!("{NAME}_scale");
    let bad = edit(&int8(&reference), &scale, |_| None);
    assert!(matches!(error(&bad, &reference), WeightsError::Missing(name) if name == scale));
}

#[test]
fn a_tensor_of_another_shape_is_named_with_both_shapes() {
    let reference = Reference::load("bert");
    let turned = |view: &TensorView| Some((view.dtype(), vec![16, 8], view.data().to_vec()));
    let message = error(&edit(&int8(&reference), NAME, turned), &reference).to_string();
    assert!(
        message.contains(NAME) && message.contains("[16, 8]") && message.contains("[8, 16]"),
        "{message}"
    );
}

#[test]
fn a_tensor_of_another_type_is_named() {
    let reference = Reference::load("bert");
    let wrong = |view: &TensorView| Some((Dtype::U8, view.shape().to_vec(), view.data().to_vec()));
    let message = error(&edit(&int8(&reference), NAME, wrong), &reference).to_string();
    assert!(
        message.contains(NAME) && message.contains("U8"),
        "{message}"
    );
}

#[test]
fn numbers_that_are_not_finite_are_refused_in_weights_and_scales() {
    let reference = Reference::load("bert");
    for poison in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let poisoned = |view: &TensorView| {
            let mut data = view.data().to_vec();
            data[4..8].copy_from_slice(&poison.to_le_bytes());
            Some((view.dtype(), view.shape().to_vec(), data))
        };
        let float = edit(&write_f32(&reference.parameters).unwrap(), NAME, poisoned);
        assert!(
            matches!(error(&float, &reference), WeightsError::NotFinite { name, index: 1 } if name == NAME)
        );
        let scale = format!("{NAME}_scale");
        let int8 = edit(&int8(&reference), &scale, poisoned);
        assert!(
            matches!(error(&int8, &reference), WeightsError::NotFinite { name, index: 1 } if name == scale)
        );
    }
}

#[test]
fn scales_that_are_not_positive_are_refused() {
    let reference = Reference::load("bert");
    for poison in [0f32, -1.0] {
        let poisoned = |view: &TensorView| {
            let mut data = view.data().to_vec();
            data[..4].copy_from_slice(&poison.to_le_bytes());
            Some((view.dtype(), view.shape().to_vec(), data))
        };
        let bad = edit(&int8(&reference), &format!("{NAME}_scale"), poisoned);
        assert!(matches!(
            error(&bad, &reference),
            WeightsError::Scale { index: 0, .. }
        ));
    }
}

#[test]
fn a_tensor_that_does_not_belong_to_an_int8_model_is_named() {
    let mut reference = Reference::load("bert");
    let stranger = reference.parameters[NAME].clone();
    reference.parameters.insert("stranger".to_owned(), stranger);
    let bytes = int8(&reference);
    assert!(
        matches!(error(&bytes, &reference), WeightsError::Unexpected(name) if name.starts_with("stranger"))
    );
}

#[test]
fn labels_that_differ_from_the_configuration_are_refused() {
    let reference = Reference::load("bert");
    let metadata = QuantizedMetadata::int8("tiny", &["O".to_owned()]);
    let bytes = write_int8(&reference.parameters, &metadata).unwrap();
    assert!(matches!(
        error(&bytes, &reference),
        WeightsError::Metadata { .. }
    ));
}

#[test]
fn another_version_of_the_int8_form_is_refused() {
    let reference = Reference::load("bert");
    let mut metadata = QuantizedMetadata::int8("tiny", &reference.config.labels);
    metadata.version += 1;
    let bytes = write_int8(&reference.parameters, &metadata).unwrap();
    assert!(error(&bytes, &reference).to_string().contains("version 2"));
}
