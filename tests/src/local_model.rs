//! A tiny model in local files, with random weights: what it finds is arbitrary, but the same wherever it runs.

use std::path::{Path, PathBuf};

use namelight_encoder::weights::{
    self, GroupedBits, QuantizedMetadata, Reader, read_base, write_f32, write_grouped,
};
use namelight_encoder::{Config, Device};
use namelight_recognizer::{Recognizer, read_texts};
use namelight_text::Entity;
use serde_json::Value;
use tempfile::TempDir;

/// A folder as transformers saves it: weights in f32, labels of a set with many types.
pub struct LocalModel {
    parent: TempDir,
}

/// The name of the folder.
const NAME: &str = "night-birds";

const TYPES: [&str; 14] = [
    "PERSON",
    "NORP",
    "FAC",
    "ORG",
    "GPE",
    "LOC",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "DATE",
    "MONEY",
    "BIRD",
    "MISC",
];

impl LocalModel {
    /// Writes one.
    pub fn write() -> Self {
        Self::with_labels(&labels())
    }

    /// Writes one with these labels.
    pub fn with_labels(labels: &[String]) -> Self {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join(NAME);
        std::fs::create_dir(&folder).unwrap();
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tiny-base");
        let read = |name: &str| std::fs::read(base.join(name)).unwrap();
        let config = Config::from_json(&read("config.json")).unwrap();
        let config = config.with_labels(labels);
        // Spread out, so that many labels occur.
        let head = (0..labels.len() * config.hidden_size)
            .map(|index| ((index * 7919 % 1000) as f32 / 500.0 - 1.0) * 0.8)
            .collect();
        let weights = read_base(&read("model.safetensors"), &config, head, &Device::Cpu).unwrap();
        let model = Self { parent };
        model.put("config.json", config.to_json().as_bytes());
        model.put("tokenizer.json", &read("tokenizer.json"));
        model.put("model.safetensors", &write_f32(&weights).unwrap());
        model
    }

    /// The path of the folder.
    pub fn folder(&self) -> PathBuf {
        self.parent.path().join(NAME)
    }

    /// The path of one of its files.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// The content of one of its files.
    pub fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// Writes one of its files.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// Takes a file away, or gives it another name.
    pub fn rename(&self, name: &str, other: Option<&str>) {
        match other {
            Some(other) => std::fs::rename(self.path(name), self.path(other)).unwrap(),
            None => std::fs::remove_file(self.path(name)).unwrap(),
        }
    }

    /// Changes a file of text.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.file(name)).unwrap();
        assert!(text.contains(from), "{from:?} is not in {name}");
        self.put(name, text.replace(from, to).as_bytes());
    }

    /// Puts a `vocab.txt` in the place of `tokenizer.json`, as older checkpoints have it.
    pub fn take_vocabulary(&self) {
        let tokenizer: Value = serde_json::from_slice(&self.file("tokenizer.json")).unwrap();
        let pieces = tokenizer["model"]["vocab"].as_object().unwrap();
        let mut lines = vec![String::new(); pieces.len()];
        for (piece, id) in pieces {
            lines[id.as_u64().unwrap() as usize] = format!("{piece}\n");
        }
        self.put("vocab.txt", lines.concat().as_bytes());
        self.rename("tokenizer.json", None);
    }

    /// Writes its weights as integers of a few bits in groups.
    pub fn group_weights(&self) {
        let config = Config::from_json(&self.file("config.json")).unwrap();
        let floats = weights::read(&self.file("model.safetensors"), &config, &Device::Cpu).unwrap();
        let metadata = QuantizedMetadata::grouped("tiny", &config.labels, 8);
        let bits = GroupedBits {
            words: 5,
            layers: 4,
        };
        let grouped = write_grouped(&floats, &metadata, bits).unwrap();
        self.put("model.safetensors", &grouped);
    }

    /// The entities that it finds in a text, with its weights quantized as the browser does.
    pub fn native_entities(&self, text: &str) -> Vec<Entity> {
        let texts = read_texts(&self.file("config.json"), &self.file("tokenizer.json"));
        let (config, tokenizer) = texts.unwrap();
        let weights = self.file("model.safetensors");
        let mut reader = Reader::quantizing(&config, weights.len() as u64);
        reader.push(&weights).unwrap();
        let recognizer = Recognizer::int8(tokenizer, reader.finish().unwrap(), &config).unwrap();
        recognizer.recognize(text).unwrap()
    }
}

fn labels() -> Vec<String> {
    let of_type = |kind: &&str| [format!("B-{kind}"), format!("I-{kind}")];
    let labels = TYPES.iter().flat_map(of_type);
    std::iter::once("O".to_owned()).chain(labels).collect()
}
