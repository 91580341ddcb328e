//! What the two programs of `tests/bench` print.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::process;
use std::process::Command;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub struct Results {
    pub machine: Machine,
    pub in_browser: InBrowser,
    pub native: Native,
}

/// Where and when.
#[derive(Debug, Serialize)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub date: String,
}

/// What `bench-browser` prints.
#[derive(Debug, Serialize, Deserialize)]
pub struct InBrowser {
    pub browser: String,
    pub passes: Vec<Passes>,
    pub two_workers: Vec<Pair>,
    pub first_entity: Vec<FirstEntity>,
}

/// Milliseconds, of many runs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Summary {
    pub runs: usize,
    pub min_millis: f64,
    pub median_millis: f64,
    pub p95_millis: f64,
}

/// A forward pass of one length, by engine.
#[derive(Debug, Serialize, Deserialize)]
pub struct Passes {
    pub model: String,
    pub wordpieces: usize,
    pub engines: Vec<EnginePasses>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct EnginePasses {
    pub engine: String,
    pub variant: Option<String>,
    #[serde(flatten)]
    pub summary: Summary,
    pub parts: Vec<PartTime>,
}

/// A part of a pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartTime {
    pub name: String,
    pub millis: f64,
}

/// Two workers beside one.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pair {
    pub engine: String,
    pub wordpieces: usize,
    pub one_tokens_per_second: f64,
    pub two_tokens_per_second: f64,
    pub two_by_one: f64,
}

/// From navigation to the first name.
#[derive(Debug, Serialize, Deserialize)]
pub struct FirstEntity {
    pub page: String,
    pub cold: Summary,
    pub warm: Summary,
}

/// What `bench-native` prints.
#[derive(Debug, Serialize, Deserialize)]
pub struct Native {
    pub onnxruntime: String,
    pub cores: usize,
    pub rows: Vec<NativeRow>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct NativeRow {
    pub work: String,
    pub tokens: usize,
    pub namelight: Summary,
    pub onnxruntime: Summary,
    pub way: Value,
    pub tokens_per_second_by_onnxruntime: f64,
}

impl Machine {
    /// This one, as far as it tells.
    pub fn this() -> Self {
        let unknown = || "unknown".to_owned();
        let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let name = about
            .lines()
            .find_map(|line| line.strip_prefix("model name"));
        let name = name.and_then(|rest| Some(rest.split_once(':')?.1.trim().to_owned()));
        let date = process::output(Command::new("date").args(["-u", "+%F"]));
        Self {
            processor: name.unwrap_or_else(unknown),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            date: date.map_or_else(unknown, |date| date.trim().to_owned()),
        }
    }
}

impl InBrowser {
    /// The runs of an engine at one length.
    pub fn engine(&self, model: &str, wordpieces: usize, engine: &str) -> Option<&EnginePasses> {
        let mut passes = self.passes.iter();
        let passes = passes.find(|one| one.model == model && one.wordpieces == wordpieces)?;
        passes.engines.iter().find(|one| one.engine == engine)
    }
}

impl EnginePasses {
    /// Milliseconds of its matrix products, and of all its parts.
    pub fn product_millis(&self) -> Option<(f64, f64)> {
        let sum = |parts: &mut dyn Iterator<Item = &PartTime>| parts.map(|part| part.millis).sum();
        let all: f64 = sum(&mut self.parts.iter());
        let products = |part: &&PartTime| part.name.starts_with("product");
        (all > 0.0).then(|| (sum(&mut self.parts.iter().filter(products)), all))
    }
}
