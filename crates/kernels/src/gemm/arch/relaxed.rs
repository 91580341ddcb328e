//! WebAssembly with relaxed SIMD: `i16x8.relaxed_dot_i8x16_i7x16_s` multiplies bytes and adds pairs of products, and its
//! second factor must have seven bits.

use std::arch::wasm32::*;

use super::wasm::unpack;
use super::{PackedOperands, Sums, Tile};
use crate::Isa;
use crate::gemm::pack::{BLOCK, GROUP};

/// A module with instructions that the browser does not know would not have been compiled, so it is always there.
pub(super) static RELAXED_SIMD: Isa = Isa::of::<Relaxed>("relaxed simd", || true);

struct Relaxed;

impl Tile for Relaxed {
    const ROWS: usize = 3;

    #[inline(always)]
    unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
        // Hidden from the compiler, which would add pairs by an instruction whose ones V8 fetches from memory each time:
        // that costs a quarter of the speed.
        let ones = std::hint::black_box(i16x8_splat(1));
        let mut halves = [[i32x4_splat(0); 2]; R];
        // Pointers that move, since an engine is not clever about addresses that are computed from an index.
        let mut block = operands.block(0);
        let mut rows: [_; R] = std::array::from_fn(|row| operands.group(row, 0));
        for _ in 0..operands.groups {
            let weights = block.cast::<v128>();
            // SAFETY: a block is 64 bytes, and loads take any address.
            // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
            let weights = unsafe { [0, 1, 2, 3].map(|part| v128_load(weights.add(part))) };
            for (row, halves) in rows.iter().zip(&mut halves) {
                let values = row.cast::<u32>();
                // SAFETY: a group is eight bytes.
                // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                let first = unsafe { v128_load32_splat(values) };
                // SAFETY: as above.
                // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                let second = unsafe { v128_load32_splat(values.add(1)) };
                for (half, sums) in halves.iter_mut().enumerate() {
                    // The second factor is at most 127, and two pairs stay within 4 · 127 · 64 < 2¹⁵: nothing in this is
                    // left to the engine.
                    let pairs = i16x8_add(
                        i16x8_relaxed_dot_i8x16_i7x16(weights[half], first),
                        i16x8_relaxed_dot_i8x16_i7x16(weights[2 + half], second),
                    );
                    *sums = i32x4_add(*sums, i32x4_dot_i16x8(pairs, ones));
                }
            }
            block = block.wrapping_add(BLOCK);
            rows = rows.map(|row| row.wrapping_add(GROUP));
        }
        halves.map(unpack)
    }
}
