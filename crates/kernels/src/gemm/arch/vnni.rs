//! x86 with `vpdpbusd`, which two extensions have: it multiplies four bytes and adds their products to a 32-bit sum in
//! one step.

use std::arch::x86_64::*;

use super::avx2::unpack;
use super::{PackedOperands, Sums, Tile};
use crate::Isa;
use crate::gemm::pack::{GROUP, RUN};

pub(super) static AVX_VNNI: Isa =
    Isa::of::<AvxVnni>("avx-vnni", || is_x86_feature_detected!("avxvnni"));

pub(super) static AVX512_VNNI: Isa = Isa::of::<Avx512Vnni>("avx512-vnni", || {
    is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl")
});

/// The tile of one extension: its name, its rows, the features that it needs, and its intrinsic for the instruction.
macro_rules! tile {
    ($name:ident, $rows:literal, $features:literal, $dot:ident) => {
        struct $name;

        impl Tile for $name {
            const ROWS: usize = $rows;

            #[inline(always)]
            unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
                /// # Safety
                /// As [`Tile::sums`].
                #[inline]
                #[target_feature(enable = $features)]
                unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
                    let mut halves = [[_mm256_setzero_si256(); 2]; R];
                    for group in 0..operands.groups {
                        for run in 0..GROUP / RUN {
                            let block = operands.block(group).cast::<__m256i>();
                            let block = block.wrapping_add(2 * run);
                            // SAFETY: a block is 128 bytes, and unaligned loads take any address.
                            // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                            let weights = unsafe {
                                [_mm256_loadu_si256(block), _mm256_loadu_si256(block.add(1))]
                            };
                            for (row, halves) in halves.iter_mut().enumerate() {
                                let values = operands.group(row, group).cast::<i32>();
                                // SAFETY: a group is eight bytes, two runs.
                                // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                                let values = unsafe { values.add(run).read_unaligned() };
                                let values = _mm256_set1_epi32(values);
                                for (sums, weights) in halves.iter_mut().zip(weights) {
                                    *sums = $dot(*sums, values, weights);
                                }
                            }
                        }
                    }
                    halves.map(|halves| unpack(halves))
                }
                // SAFETY: the caller's promise.
                // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                unsafe { sums(operands) }
            }
        }
    };
}

tile!(AvxVnni, 6, "avx2,avxvnni", _mm256_dpbusd_avx_epi32);
tile!(
    Avx512Vnni,
    8,
    "avx2,avx512vnni,avx512vl",
    _mm256_dpbusd_epi32
);
