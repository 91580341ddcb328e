//! The encoder against transformers in PyTorch.

mod common;

use candle_core::{Device, Tensor, Var};
use common::{MODELS, Reference, assert_close};
use namelight_encoder::loss::cross_entropy_sum;
use namelight_encoder::{Batch, NoDropout, Ops, Parameters, TokenClassifier};

#[test]
fn logits_equal_those_of_transformers() {
    for name in MODELS {
        let reference = Reference::load(name);
        let model = TokenClassifier::load(&reference.parameters, &reference.config).unwrap();
        let logits = model.forward(&reference.batch(), &mut NoDropout).unwrap();
        let expected = reference.without_padding(&reference.expected["logits"]);
        assert_close(name, &logits, &expected, 1e-4);
    }
}

/// Word shapes are token types.
#[test]
fn logits_and_the_tables_gradient_equal_those_of_transformers_with_token_types() {
    let reference = Reference::load("bert");
    let name = reference.config.token_type_embeddings();
    let table = Var::from_tensor(&reference.parameters[&name]).unwrap();
    let mut parameters = reference.parameters.clone();
    parameters.insert(name, table.as_tensor().clone());
    let model = TokenClassifier::load(&parameters, &reference.config).unwrap();
    let types = reference.rows("token_types.ids");
    let batch = reference.batch().with_token_types(&types).unwrap();
    let logits = model.forward(&batch, &mut NoDropout).unwrap();
    let expected = reference.without_padding(&reference.expected["token_types.logits"]);
    assert_close("logits", &logits, &expected, 1e-4);

    let (places, labels) = reference.labelled();
    let loss = cross_entropy_sum(&logits, &places, &labels, 0.0).unwrap();
    let gradients = loss.backward().unwrap();
    let gradient = gradients.get(&table).unwrap();
    let gradient = (gradient / places.elem_count() as f64).unwrap();
    let expected = &reference.expected["token_types.grad"];
    assert_close("gradient", &gradient, expected, 1e-4);
}

#[test]
fn padding_changes_no_logits() {
    let reference = Reference::load("bert");
    let model = TokenClassifier::load(&reference.parameters, &reference.config).unwrap();
    let types = reference.rows("token_types.ids");
    let padded = Batch::padded(&reference.sentences(), &Device::Cpu).unwrap();
    let [plain, padded] = [reference.batch(), padded].map(|batch| {
        let batch = batch.with_token_types(&types).unwrap();
        model.forward(&batch, &mut NoDropout).unwrap()
    });
    assert_close("logits", &padded, &plain, 1e-6);
}

#[test]
fn types_of_another_number_than_wordpieces_are_refused() {
    let batch = Reference::load("bert").batch();
    let error = batch.with_token_types(&[[0, 1]]).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("2 token types for 15 wordpieces"),
        "{error}"
    );
}

#[test]
fn a_batch_equals_its_sentences_one_by_one() {
    for name in MODELS {
        let reference = Reference::load(name);
        let model = TokenClassifier::load(&reference.parameters, &reference.config).unwrap();
        let together = model.forward(&reference.batch(), &mut NoDropout).unwrap();
        let mut start = 0;
        for (row, ids) in reference.sentences().iter().enumerate() {
            let batch = Batch::new(&[ids], &Device::Cpu).unwrap();
            let alone = model.forward(&batch, &mut NoDropout).unwrap();
            let in_batch = together.narrow(0, start, ids.len()).unwrap();
            assert_close(name, &in_batch, &alone, 1e-5);
            let expected = &reference.expected[&format!("logits_single.{row}")];
            assert_close(name, &alone, &expected.squeeze(0).unwrap(), 1e-4);
            start += ids.len();
        }
        assert_eq!(start, together.dim(0).unwrap());
    }
}

#[test]
fn loss_and_every_gradient_equal_those_of_pytorch_and_none_is_zero() {
    assert_gradients_are_pytorchs(Ops::Fused, Reference::batch);
}

/// The form that a GPU takes.
#[test]
fn so_do_those_of_the_tensor_librarys_operations_with_padding() {
    assert_gradients_are_pytorchs(Ops::Composed, |reference| {
        Batch::padded(&reference.sentences(), &Device::Cpu).unwrap()
    });
}

fn assert_gradients_are_pytorchs(ops: Ops, batch: fn(&Reference) -> Batch) {
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
        let model = TokenClassifier::with_ops(&parameters, &reference.config, ops).unwrap();
        let (places, labels) = reference.labelled();
        let logits = model.forward(&batch(&reference), &mut NoDropout).unwrap();
        let loss = cross_entropy_sum(&logits, &places, &labels, 0.0)
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
