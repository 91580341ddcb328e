//! Kernels against naive loops and against each other; the same tests natively and in a browser.

mod case;
mod common;
mod floats;
mod gemm;

#[cfg(target_arch = "wasm32")]
mod each;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// A module with an instruction that the browser lacks would not have been compiled. Natively `each_isa.rs` runs these.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn every_check_holds_of_each_instruction_set() {
    for isa in namelight_kernels::Isa::all() {
        for (_, check) in each::CHECKS {
            check(isa);
        }
    }
}
