//! x86 with AVX2.

use std::arch::x86_64::*;

use super::{Factors, Sums, Tile};
use crate::pack::PANEL;

pub(crate) struct Avx2;

impl Tile for Avx2 {
    const ROWS: usize = 4;

    #[inline(always)]
    unsafe fn sums<const R: usize>(factors: Factors) -> Sums<R> {
        // SAFETY: the caller's promise.
        unsafe { sums(factors) }
    }
}

/// # Safety
/// As [`Tile::sums`].
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn sums<const R: usize>(factors: Factors) -> Sums<R> {
    let ones = _mm256_set1_epi16(1);
    let mut halves = [[_mm256_setzero_si256(); 2]; R];
    for group in 0..factors.groups {
        let block = factors.block(group).cast::<__m256i>();
        // SAFETY: a block is 64 bytes, and unaligned loads take any address.
        let weights = unsafe { [_mm256_loadu_si256(block), _mm256_loadu_si256(block.add(1))] };
        for (row, halves) in halves.iter_mut().enumerate() {
            // SAFETY: a group is four bytes.
            let values = unsafe { factors.group(row, group).cast::<i32>().read_unaligned() };
            let values = _mm256_set1_epi32(values);
            for (sums, weights) in halves.iter_mut().zip(weights) {
                // Pairs stay within 2 · 127 · 128 < 2¹⁵.
                let pairs = _mm256_maddubs_epi16(values, weights);
                *sums = _mm256_add_epi32(*sums, _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    halves.map(|halves| unpack(halves))
}

/// The sums of a row from the registers.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn unpack(halves: [__m256i; 2]) -> [i32; PANEL] {
    let mut sums = [0; PANEL];
    let out = sums.as_mut_ptr().cast::<__m256i>();
    // SAFETY: the panel's sums are 64 bytes, and unaligned stores take any address.
    unsafe {
        _mm256_storeu_si256(out, halves[0]);
        _mm256_storeu_si256(out.add(1), halves[1]);
    }
    sums
}
