//! Kernels against naive loops and against each other; the same tests natively and in a browser.

mod common;
mod floats;
mod gemm;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
