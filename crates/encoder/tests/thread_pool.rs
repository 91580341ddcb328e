//! Passes whose rows several threads chunk. In a program of its own, because helpers stay.

mod common;

use common::{MODELS, Reference};
use namelight_encoder::weights::{QuantizedMetadata, Reader, write_int8};
use namelight_encoder::{Classifier, Input, Int8Classifier};
use namelight_kernels::thread_pool;

fn model(reference: &Reference) -> Int8Classifier {
    let metadata = QuantizedMetadata::int8("tiny", &reference.config.labels);
    let file = write_int8(&reference.parameters, &metadata).unwrap();
    let mut reader = Reader::new(&reference.config, file.len() as u64);
    reader.push(&file).unwrap();
    Int8Classifier::load(reader.finish().unwrap(), &reference.config).unwrap()
}

/// Enough rows for several threads.
fn repeated(sentences: &[Vec<u32>]) -> Vec<Vec<u32>> {
    std::iter::repeat_n(sentences, 20)
        .flatten()
        .cloned()
        .collect()
}

#[test]
fn helpers_change_no_bit_of_the_logits() {
    let models: Vec<_> = MODELS
        .map(|name| {
            let reference = Reference::load(name);
            let ids = repeated(&reference.sentences());
            (model(&reference), ids)
        })
        .into();
    let logits = |(model, ids): &(Int8Classifier, Vec<Vec<u32>>)| {
        let sentences = ids.iter().map(|ids| Input {
            ids,
            token_types: None,
        });
        model.logits(&sentences.collect::<Vec<_>>()).unwrap()
    };
    let alone: Vec<_> = models.iter().map(logits).collect();
    for helpers in 1..4 {
        std::thread::spawn(|| thread_pool::run_worker());
        while thread_pool::threads() <= helpers {
            std::thread::yield_now();
        }
        let shared: Vec<_> = models.iter().map(logits).collect();
        assert_eq!(shared, alone, "{helpers} helpers");
    }
}
