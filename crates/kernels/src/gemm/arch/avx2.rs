//! x86 with AVX2: `vpmaddubsw` multiplies bytes and adds pairs of products in 16 bits, where they would saturate beyond
//! seven bits.

use std::arch::x86_64::*;

use super::{PackedOperands, Sums, Tile};
use crate::Isa;
use crate::gemm::pack::PANEL;

pub(super) static AVX2: Isa = Isa::of::<Avx2>("avx2", || is_x86_feature_detected!("avx2"));

struct Avx2;

impl Tile for Avx2 {
    const ROWS: usize = 4;

    #[inline(always)]
    unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
        // SAFETY: the caller's promise.
        // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
        unsafe { sums(operands) }
    }
}

/// # Safety
/// As [`Tile::sums`].
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
    let ones = _mm256_set1_epi16(1);
    let mut halves = [[_mm256_setzero_si256(); 2]; R];
    for group in 0..operands.groups {
        let block = operands.block(group).cast::<__m256i>();
        // SAFETY: a block is 128 bytes, and unaligned loads take any address.
        // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
        let weights = unsafe { [0, 1, 2, 3].map(|part| _mm256_loadu_si256(block.add(part))) };
        for (row, halves) in halves.iter_mut().enumerate() {
            let values = operands.group(row, group).cast::<i32>();
            // SAFETY: a group is eight bytes.
            // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
            let first = _mm256_set1_epi32(unsafe { values.read_unaligned() });
            // SAFETY: as above.
            // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
            let second = _mm256_set1_epi32(unsafe { values.add(1).read_unaligned() });
            for (half, sums) in halves.iter_mut().enumerate() {
                // Two pairs stay within 4 · 127 · 64 < 2¹⁵.
                let pairs = _mm256_add_epi16(
                    _mm256_maddubs_epi16(first, weights[half]),
                    _mm256_maddubs_epi16(second, weights[2 + half]),
                );
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
    // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
    unsafe {
        _mm256_storeu_si256(out, halves[0]);
        _mm256_storeu_si256(out.add(1), halves[1]);
    }
    sums
}
