//! WebAssembly with relaxed SIMD.

use std::arch::wasm32::*;

use super::wasm::unpack;
use super::{Factors, Sums, Tile};

pub(crate) struct Relaxed;

impl Tile for Relaxed {
    const ROWS: usize = 4;

    #[inline(always)]
    unsafe fn sums<const R: usize>(factors: Factors) -> Sums<R> {
        // Hidden from the compiler, which would add pairs by an instruction whose ones V8 fetches from memory each time:
        // that costs a quarter of the speed.
        let ones = std::hint::black_box(i16x8_splat(1));
        let mut halves = [[i32x4_splat(0); 2]; R];
        for group in 0..factors.groups {
            let block = factors.block(group).cast::<v128>();
            // SAFETY: a block is 32 bytes, and loads take any address.
            let weights = unsafe { [v128_load(block), v128_load(block.add(1))] };
            for (row, halves) in halves.iter_mut().enumerate() {
                // SAFETY: a group is four bytes.
                let values = unsafe { v128_load32_splat(factors.group(row, group).cast()) };
                for (sums, weights) in halves.iter_mut().zip(weights) {
                    // The second factor is at most 127 and pairs stay within 2 · 127 · 128 < 2¹⁵: nothing in this is
                    // left to the engine.
                    let pairs = i16x8_relaxed_dot_i8x16_i7x16(weights, values);
                    *sums = i32x4_add(*sums, i32x4_dot_i16x8(pairs, ones));
                }
            }
        }
        halves.map(unpack)
    }
}
