//! The encoder against candle-transformers, a second implementation of the same architectures.

mod common;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::{bert, distilbert};
use common::{Reference, assert_close};
use namelight_encoder::{NoDropout, TokenClassifier};

fn builder(reference: &Reference) -> VarBuilder<'static> {
    let tensors = reference.parameters.clone().into_iter().collect();
    VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu)
}

fn config<T: serde::de::DeserializeOwned>(reference: &Reference) -> T {
    serde_json::from_str(&reference.config.to_json()).unwrap()
}

/// Puts the checkpoint's head on the hidden states `(batch, seq, hidden)` of the other implementation.
fn head(reference: &Reference, hidden: &Tensor) -> Tensor {
    let weight = reference.parameters["classifier.weight"].t().unwrap();
    let logits = hidden.broadcast_matmul(&weight).unwrap();
    logits
        .broadcast_add(&reference.parameters["classifier.bias"])
        .unwrap()
}

fn ours(reference: &Reference) -> Tensor {
    let model = TokenClassifier::load(&reference.parameters, &reference.config).unwrap();
    model.forward(&reference.batch(), &mut NoDropout).unwrap()
}

#[test]
fn bert_logits_equal_those_of_candle_transformers() {
    let reference = Reference::load("bert");
    let ids = reference.expected["input_ids"]
        .to_dtype(DType::U32)
        .unwrap();
    let mask = reference.expected["attention_mask"]
        .to_dtype(DType::F32)
        .unwrap();
    let other = bert::BertModel::load(builder(&reference), &config(&reference)).unwrap();
    let types = ids.zeros_like().unwrap();
    let hidden = other.forward(&ids, &types, Some(&mask)).unwrap();
    let theirs = reference.without_padding(&head(&reference, &hidden));
    assert_close("bert", &ours(&reference), &theirs, 1e-4);
}

/// candle-transformers' DistilBERT takes the tanh form of GELU, which is off by up to 5e-4 an activation, and a mask
/// in which 1 hides. One sentence without padding leaves the mask out of it.
#[test]
fn distilbert_logits_equal_those_of_candle_transformers_but_for_its_gelu() {
    let reference = Reference::load("distilbert");
    let ids = Tensor::new(reference.sentences()[0].as_slice(), &Device::Cpu).unwrap();
    let ids = ids.unsqueeze(0).unwrap();
    let seq = ids.dim(1).unwrap();
    let other =
        distilbert::DistilBertModel::load(builder(&reference), &config(&reference)).unwrap();
    let nothing_hidden = Tensor::zeros((seq, seq), DType::U8, &Device::Cpu).unwrap();
    let hidden = other.forward(&ids, &nothing_hidden).unwrap();
    let alone = &reference.expected["logits_single.0"];
    assert_close("distilbert", alone, &head(&reference, &hidden), 2e-2);
    let in_batch = ours(&reference).narrow(0, 0, seq).unwrap();
    assert_close("distilbert", &in_batch.unsqueeze(0).unwrap(), alone, 1e-4);
}
