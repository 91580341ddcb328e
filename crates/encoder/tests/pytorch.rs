//! The encoder against transformers in PyTorch.

mod common;

use candle_core::{Tensor, Var};
use common::{MODELS, Reference, assert_close};
use namelight_encoder::loss::cross_entropy_sum;
use namelight_encoder::{Batch, NoDropout, Parameters, TokenClassifier};

#[test]
fn logits_equal_those_of_transformers() {
    for name in MODELS {
        let reference = Reference::load(name);
        let model = TokenClassifier::load(&reference.parameters, &reference.config).unwrap();
        let batch = reference.batch();
        let logits = model.forward(&batch, &mut NoDropout).unwrap();
        // Rows of padding hold numbers without a meaning, and MPNet's differ: transformers gives padding no position.
        let kept = batch.mask.unsqueeze(2).unwrap();
        let of_wordpieces = |logits: &Tensor| logits.broadcast_mul(&kept).unwrap();
        let expected = of_wordpieces(&reference.expected["logits"]);
        assert_close(name, &of_wordpieces(&logits), &expected, 1e-4);
    }
}

#[test]
fn a_padded_batch_equals_its_sentences_one_by_one() {
    for name in MODELS {
        let reference = Reference::load(name);
        let model = TokenClassifier::load(&reference.parameters, &reference.config).unwrap();
        let batch = reference.batch();
        let together = model.forward(&batch, &mut NoDropout).unwrap();
        let lengths = batch.mask.sum(1).unwrap().to_vec1::<f32>().unwrap();
        for (row, length) in lengths.iter().map(|length| *length as usize).enumerate() {
            let ids = batch
                .ids
                .narrow(0, row, 1)
                .unwrap()
                .narrow(1, 0, length)
                .unwrap()
                .to_vec2::<u32>()
                .unwrap();
            let alone = model
                .forward(
                    &Batch::new(&ids, 0, batch.ids.device()).unwrap(),
                    &mut NoDropout,
                )
                .unwrap();
            let padded = together
                .narrow(0, row, 1)
                .unwrap()
                .narrow(1, 0, length)
                .unwrap();
            assert_close(name, &padded, &alone, 1e-5);
            assert_close(
                name,
                &alone,
                &reference.expected[&format!("logits_single.{row}")],
                1e-4,
            );
        }
    }
}

#[test]
fn loss_and_every_gradient_equal_those_of_pytorch_and_none_is_zero() {
    for name in MODELS {
        let reference = Reference::load(name);
        let variables: Vec<(String, Var)> = reference
            .parameters
            .iter()
            .map(|(name, tensor)| (name.clone(), Var::from_tensor(tensor).unwrap()))
            .collect();
        let parameters: Parameters = variables
            .iter()
            .map(|(name, variable)| (name.clone(), variable.as_tensor().clone()))
            .collect();
        let model = TokenClassifier::load(&parameters, &reference.config).unwrap();
        let (places, labels) = reference.labelled();
        let logits = model.forward(&reference.batch(), &mut NoDropout).unwrap();
        let loss = cross_entropy_sum(&logits, &places, &labels)
            .unwrap()
            .affine(1.0 / places.elem_count() as f64, 0.0)
            .unwrap();
        assert_close(
            "loss",
            &loss.reshape(1).unwrap(),
            &reference.expected["loss"],
            1e-5,
        );

        let gradients = loss.backward().unwrap();
        for (name, variable) in &variables {
            let gradient = gradients
                .get(variable)
                .unwrap_or_else(|| panic!("{name} has no gradient"));
            assert_close(
                name,
                gradient,
                &reference.expected[&format!("grad.{name}")],
                1e-4,
            );
            // A key's bias shifts all scores of a query alike, so softmax makes its gradient zero in exact arithmetic.
            if !is_key_bias(name) {
                assert!(largest(gradient) > 1e-6, "{name} has a zero gradient");
            }
        }
    }
}

fn largest(tensor: &Tensor) -> f32 {
    tensor
        .abs()
        .unwrap()
        .max_all()
        .unwrap()
        .to_scalar()
        .unwrap()
}

fn is_key_bias(name: &str) -> bool {
    let names = ["key.bias", "k_lin.bias", "attn.k.bias"];
    names.iter().any(|key| name.ends_with(key))
}
