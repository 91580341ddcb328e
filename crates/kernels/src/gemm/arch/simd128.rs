//! WebAssembly with its first vector instructions: `i32x4.dot_i16x8_s` multiplies 16-bit numbers and adds pairs of
//! products in 32 bits.

use std::arch::wasm32::*;

use super::wasm::unpack;
use super::{PackedOperands, Sums, Tile};
use crate::Isa;

/// A module with instructions that the browser does not know would not have been compiled, so it is always there.
pub(super) static SIMD128: Isa = Isa::of::<Simd128>("simd128", || true);

struct Simd128;

impl Tile for Simd128 {
    const ROWS: usize = 4;

    #[inline(always)]
    unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
        let mut halves = [[i32x4_splat(0); 2]; R];
        for group in 0..operands.groups {
            let block = operands.block(group).cast::<u64>();
            // SAFETY: a block is 16 bytes, and loads take any address.
            // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
            let weights =
                unsafe { [0, 1].map(|half| i16x8_load_extend_i8x8(block.add(half).cast())) };
            for (row, halves) in halves.iter_mut().enumerate() {
                // SAFETY: a group is two 16-bit numbers.
                // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                let values = unsafe { v128_load32_splat(operands.group(row, group).cast()) };
                for (sums, weights) in halves.iter_mut().zip(weights) {
                    *sums = i32x4_add(*sums, i32x4_dot_i16x8(weights, values));
                }
            }
        }
        halves.map(unpack)
    }
}
