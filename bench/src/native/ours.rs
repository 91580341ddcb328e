//! Our int8 encoder, compiled for this machine.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use namelight_encoder::weights::Reader;
use namelight_encoder::{Classifier, Config, Input, Int8Classifier};

/// A model and as many threads as there are cores to compare on.
pub struct Ours {
    model: Int8Classifier,
    vocabulary: usize,
}

pub const THREADS: usize = 2;

impl Ours {
    /// Reads a model directory.
    pub fn load(folder: &Path) -> Self {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let config = Config::from_json(&read("config.json")).expect("a model's configuration");
        let weights = read("model.safetensors");
        let mut reader = Reader::new(&config, weights.len() as u64);
        reader.push(&weights).expect("weights");
        let weights = reader.finish().expect("all of the weights");
        Self {
            model: Int8Classifier::load(weights, &config).expect("a model"),
            vocabulary: config.vocab_size,
        }
    }

    /// Seconds of a run through the list; each thread takes the next batch, as in `namelight evaluate`.
    pub fn seconds(&self, batches: &[Vec<usize>]) -> f64 {
        let next = AtomicUsize::new(0);
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                        self.run(batch);
                    }
                });
            }
        });
        start.elapsed().as_secs_f64()
    }

    fn run(&self, lengths: &[usize]) {
        // The same numbers as in `Recognizer::run_dummy_input`.
        let id = |place: usize| (place * 7919 % self.vocabulary) as u32;
        let ids: Vec<Vec<u32>> = lengths
            .iter()
            .map(|length| (0..*length).map(id).collect())
            .collect();
        let sentences = ids.iter().map(|ids| Input {
            ids,
            token_types: None,
        });
        let logits = self.model.logits(&sentences.collect::<Vec<_>>());
        logits.expect("sentences of a length that the model reads");
    }
}
