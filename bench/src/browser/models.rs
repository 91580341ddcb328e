//! The models that are measured, and the engines that can run them.

use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::engine::Engine;
use crate::{dist, programs};

/// Our worker builds, by the name in the results. Those that are not in `dist/` are left out.
const BUILDS: [(&str, &str); 3] = [
    ("namelight simd128", "worker_loader.js"),
    ("namelight relaxed", "worker_relaxed_loader.js"),
    ("namelight 2 threads", "worker_threads_loader.js"),
];

/// Threads of onnxruntime-web.
pub const THREADS: [usize; 2] = [1, 2];

/// The same weights in both forms.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Its name in the results.
    pub name: &'static str,
    /// The address of our model directory.
    pub ours: &'static str,
    /// Folder of onnxruntime's variants, below that of the models.
    pub onnx: &'static str,
}

/// The page's model, and one of random weights at DistilBERT's size.
pub const MODELS: [Model; 2] = [
    Model {
        name: "small",
        ours: "/site/model/small/manifest.json",
        onnx: "small/onnx",
    },
    Model {
        name: "distilbert",
        ours: "/models/distilbert/model/manifest.json",
        onnx: "distilbert/onnx",
    },
];

/// An entry of `variants.json`.
#[derive(Debug, Deserialize)]
struct Variant {
    name: String,
    mask: bool,
}

impl Model {
    /// Our builds that there are.
    pub fn our_engines(&self) -> Vec<Engine> {
        let folder = programs(&dist());
        let built = BUILDS
            .iter()
            .filter(|(_, script)| dist().join(&folder).join(script).is_file());
        let engine = |(name, script): &(&str, &str)| Engine {
            name: (*name).to_owned(),
            variant: None,
            script: format!("/site/{folder}{script}"),
            load: json!({ "url": self.ours }),
        };
        built.map(engine).collect()
    }

    /// The builds of ours that compute on one thread.
    pub fn our_single_engines(&self) -> Vec<Engine> {
        let mut engines = self.our_engines();
        engines.retain(|engine| !engine.script.contains("threads"));
        engines
    }

    /// onnxruntime-web with each way of making the model.
    pub fn their_engines(&self, folder: &Path, threads: usize) -> Vec<Engine> {
        let path = folder.join("models").join(self.onnx).join("variants.json");
        let text = std::fs::read(&path)
            .unwrap_or_else(|error| panic!("{}: {error}; see export_onnx.py", path.display()));
        let variants: Vec<Variant> =
            serde_json::from_slice(&text).expect("export_onnx.py wrote the list");
        let engine = |variant: Variant| Engine {
            name: their_name(threads),
            script: "/bench/ort_worker.js".to_owned(),
            load: json!({
                "url": format!("/models/{}/{}/onnx/model_quantized.onnx", self.onnx, variant.name),
                "threads": threads,
                "mask": variant.mask,
            }),
            variant: Some(variant.name),
        };
        variants.into_iter().map(engine).collect()
    }
}

pub fn their_name(threads: usize) -> String {
    match threads {
        1 => "onnxruntime-web, 1 thread".to_owned(),
        threads => format!("onnxruntime-web, {threads} threads"),
    }
}
