//! The last step that both tiles of WebAssembly share.

use std::arch::wasm32::{v128, v128_store};

use crate::gemm::pack::PANEL;

/// The sums of a row from the registers.
#[inline(always)]
pub(super) fn unpack(halves: [v128; 2]) -> [i32; PANEL] {
    let mut sums = [0; PANEL];
    let out = sums.as_mut_ptr().cast::<v128>();
    // SAFETY: the panel's sums are 32 bytes, and stores take any address.
    // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
    unsafe {
        v128_store(out, halves[0]);
        v128_store(out.add(1), halves[1]);
    }
    sums
}
