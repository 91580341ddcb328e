//! Other threads, in the build with shared memory.

use js_sys::{Object, Reflect};
use namelight_kernels::thread_pool;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Worker, WorkerOptions, WorkerType};

use crate::scope::scope;

/// The name by which a loader (`worker_threads_loader.js`) knows a helper. The page's own script knows it by the memory that it
/// is sent.
const NAME: &str = "helper";

/// Works for the thread pool for ever. A helper, which runs the script of the worker, calls this once it shares module and
/// memory.
#[wasm_bindgen]
pub fn help() {
    thread_pool::run_worker();
}

/// Starts a helper for each core but one. Without them the worker does all by itself.
pub(crate) fn start() {
    let cores = scope().navigator().hardware_concurrency() as usize;
    for _ in 1..cores.min(thread_pool::MAX_THREADS) {
        if let Err(error) = start_one() {
            web_sys::console::error_1(&error);
        }
    }
}

fn start_one() -> Result<(), JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(NAME);
    let helper = Worker::new_with_options(&scope().location().href(), &options)?;
    let shared = Object::new();
    Reflect::set(&shared, &"module".into(), &wasm_bindgen::module())?;
    Reflect::set(&shared, &"memory".into(), &wasm_bindgen::memory())?;
    helper.post_message(&shared)
}
