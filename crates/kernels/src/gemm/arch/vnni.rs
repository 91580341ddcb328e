//! x86 with `vpdpbusd`, which two extensions have: it multiplies and adds four bytes in one step.

use std::arch::x86_64::*;

use super::avx2::unpack;
use super::{PackedOperands, Sums, Tile};
use crate::gemm::pack::{GROUP, RUN};

/// A tile of this extension: the features that it needs, and what it calls the instruction.
macro_rules! tile {
    ($name:ident, $rows:literal, $features:literal, $dot:ident) => {
        pub(crate) struct $name;

        impl Tile for $name {
            const ROWS: usize = $rows;

            #[inline(always)]
            unsafe fn sums<const R: usize>(factors: PackedOperands) -> Sums<R> {
                /// # Safety
                /// As [`Tile::sums`].
                #[inline]
                #[target_feature(enable = $features)]
                unsafe fn sums<const R: usize>(factors: PackedOperands) -> Sums<R> {
                    let mut halves = [[_mm256_setzero_si256(); 2]; R];
                    for group in 0..factors.groups {
                        for run in 0..GROUP / RUN {
                            let block = factors.block(group).cast::<__m256i>();
                            let block = block.wrapping_add(2 * run);
                            // SAFETY: a block is 128 bytes, and unaligned loads take any address.
                            let weights = unsafe {
                                [_mm256_loadu_si256(block), _mm256_loadu_si256(block.add(1))]
                            };
                            for (row, halves) in halves.iter_mut().enumerate() {
                                let values = factors.group(row, group).cast::<i32>();
                                // SAFETY: a group is eight bytes, two runs.
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
                unsafe { sums(factors) }
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
