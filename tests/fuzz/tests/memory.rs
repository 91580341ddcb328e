//! What a model file may ask for: no more memory than some times its own size, and a bound.

use std::path::PathBuf;

use namelight_encoder::weights::Reader;
use namelight_encoder::{Config, Int8Classifier};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of memory for each byte of a weight file: grouped integers of three bits become bytes, in the order that the kernels
/// read them in.
const FACTOR: usize = 3;

/// What is taken beside that, in bytes: the header, and one tensor on its way.
const BOUND: usize = 16 << 20;

#[test]
fn a_shipped_model_takes_no_more_memory_than_docs_models_md_says() {
    for model in ["small", "base"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../web/model")
            .join(model);
        let config = std::fs::read(folder.join("config.json")).expect("the model is shipped");
        let config = Config::from_json(&config).expect("its configuration is lawful");
        let file = std::fs::read(folder.join("model.safetensors")).expect("the model is shipped");
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let mut reader = Reader::new(&config, file.len() as u64);
        for piece in file.chunks(1 << 16) {
            reader.push(piece).expect("its weights are lawful");
        }
        let weights = reader.finish().expect("its weights are whole");
        let model = Int8Classifier::load(weights, &config).expect("its weights fit");
        let peak = MEMORY.peak_usage() - before;
        drop(model);
        println!("{peak} bytes for a file of {}", file.len());
        assert!(
            peak <= FACTOR * file.len() + BOUND,
            "{peak} bytes for {}",
            file.len()
        );
    }
}
