//! The worker of the page: fetches, verifies and runs the recogniser, away from the thread that draws.
//!
//! Messages are those of `namelight-protocol`. The first one is always `Ready`. Requests to recognise are answered in
//! order, and a newer one makes the worker give up the older one and answer with what it has.

#[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
compile_error!(
    "build with `-C target-feature=+simd128`: without SIMD the model is several times slower"
);

#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod hosted;
mod latest;
#[cfg(target_arch = "wasm32")]
mod load;
#[cfg(target_arch = "wasm32")]
mod local_files;
#[cfg(target_arch = "wasm32")]
mod measure;
#[cfg(target_arch = "wasm32")]
mod progress;
#[cfg(target_arch = "wasm32")]
mod recognize;
#[cfg(target_arch = "wasm32")]
mod scope;
#[cfg(target_arch = "wasm32")]
mod serve;
#[cfg(target_arch = "wasm32")]
mod source;
#[cfg(target_arch = "wasm32")]
mod stream;
#[cfg(all(target_arch = "wasm32", target_feature = "atomics"))]
mod threads;

#[cfg(target_arch = "wasm32")]
pub use fetch::{FetchError, FileRequest};
#[cfg(target_arch = "wasm32")]
pub use serve::start;
#[cfg(target_arch = "wasm32")]
pub use stream::Sink;
