//! WebAssembly with its first vector instructions.

use std::arch::wasm32::*;

use super::wasm::unpack;
use super::{Factors, Sums, Tile};

pub(crate) struct Simd128;

impl Tile for Simd128 {
    const ROWS: usize = 5;

    #[inline(always)]
    unsafe fn sums<const R: usize>(factors: Factors) -> Sums<R> {
        let mut halves = [[i32x4_splat(0); 2]; R];
        for group in 0..factors.groups {
            let block = factors.block(group).cast::<u64>();
            // SAFETY: a block is 32 bytes, and loads take any address.
            let weights = unsafe {
                [0, 1, 2, 3].map(|quarter| i16x8_load_extend_i8x8(block.add(quarter).cast()))
            };
            for (row, halves) in halves.iter_mut().enumerate() {
                let values = factors.group(row, group).cast::<u32>();
                // SAFETY: a group is four 16-bit numbers.
                let (first, second) =
                    unsafe { (v128_load32_splat(values), v128_load32_splat(values.add(1))) };
                for (half, sums) in halves.iter_mut().enumerate() {
                    *sums = i32x4_add(*sums, i32x4_dot_i16x8(weights[2 * half], first));
                    *sums = i32x4_add(*sums, i32x4_dot_i16x8(weights[2 * half + 1], second));
                }
            }
        }
        halves.map(unpack)
    }
}
