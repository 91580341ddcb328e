//! The web worker of the page: it fetches, verifies and runs the recognizer, away from the thread that draws.
//!
//! # The way of a message
//!
//! Messages are those of [`namelight_protocol`], which says what may come when. `serve.rs` takes them in and answers each
//! request once; the work is done in
//!
//! * `load.rs`: the files of a `Source` become a recognizer. `hosted.rs` has those beside the page, held against
//!   the manifest, and `local_files.rs` a person's own, which travel in the message as `Blob`s. `stream.rs` hands out their
//!   bytes piece by piece, each within the time of `timeout.rs`, `progress.rs` counts and hashes them, and `latest.rs`
//!   drops a load that a newer one made needless;
//! * `recognize.rs`: sentences become entities or an explanation, window by window;
//! * `measure.rs`: the latency of inputs of one length.
//!
//! What goes wrong becomes a kind and a message in `failure.rs`. `scope.rs` is the worker's side of the browser, and
//! `threads.rs` starts further threads in the build with shared memory.
//!
//! # Use
//!
//! The crate is empty for native targets, so its example is JavaScript, and what a page without our own code would do:
//!
//! ```js
//! const worker = new Worker("worker_loader.js", { type: "module" });
//! const url = new URL("model/small/", document.baseURI).href;
//! worker.onmessage = ({ data }) => {
//!   if (data.type === "ready") worker.postMessage({ id: 1, task: { load: { url } } });
//!   if (data.type === "loaded")
//!     worker.postMessage({ id: 2, task: { recognize: { sentences: ["Ada met Zoë."] } } });
//!   if (data.type === "recognized") console.log(data.found[0].entities);
//!   if (data.type === "failed") console.error(data.request, data.kind, data.message);
//! };
//! ```
#![cfg(target_arch = "wasm32")]

#[cfg(not(target_feature = "simd128"))]
compile_error!(
    "build with `-C target-feature=+simd128`: without SIMD the model is several times slower"
);

mod failure;
mod fetch;
mod hosted;
mod latest;
mod load;
mod local_files;
mod measure;
mod progress;
mod recognize;
mod scope;
mod serve;
mod source;
mod stream;
#[cfg(target_feature = "atomics")]
mod threads;
mod timeout;

pub use fetch::{FetchError, FileRequest};
pub use serve::start;
pub use stream::Sink;
