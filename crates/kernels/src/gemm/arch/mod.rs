//! The table of kernels, and the innermost loop that each of them is: a few rows of activations times a panel of
//! weights, in integers. Every instruction set has a file; [`scalar`] is the reference that the others are tested against.
//!
//! # Why seven bits
//!
//! The fast instructions multiply unsigned by signed bytes and add neighbouring products. They agree with each other
//! only as long as nothing saturates:
//!
//! * x86's `vpmaddubsw` adds two products into a signed 16-bit number and saturates beyond ±2¹⁵, which two products of
//!   full bytes (2 · 255 · 127) pass;
//! * WebAssembly's `i16x8.relaxed_dot_i8x16_i7x16_s` leaves open what happens to a second factor beyond 127;
//! * x86's `vpdpbusd` and WebAssembly's `i32x4.dot_i16x8_s` add in 32 bits and never saturate here.
//!
//! Activations are therefore integers from 0 to 127 and weights from −64 to 64. Then even two results of the 16-bit
//! instructions can be added before they are widened, since 4 · 127 · 64 < 2¹⁵, which saves one multiplication in four.
//! F1 on CoNLL-2003 does not change by it. `the_largest_factors_do_not_overflow` and
//! `it_gives_the_bits_of_the_scalar_form` in `tests/isa/each.rs` test it on the machine at hand.
//!
//! # A new instruction set
//!
//! It is one file that implements [`Tile`] and ends with a `static` of type [`Isa`], plus its `mod` line and its line in
//! [`TABLE`] below. The tests run every entry of the table that the machine has. Several entries may share a target:
//! [`Isa::best`] chooses when the program runs, and a [`crate::QuantizedLinear`] can be moved to another entry.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
mod relaxed;
pub(crate) mod scalar;
#[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
mod simd128;
#[cfg(target_arch = "x86_64")]
mod vnni;
#[cfg(target_arch = "wasm32")]
mod wasm;

use super::pack::{BLOCK, GROUP, PANEL, Value};
use crate::Isa;

/// Every kernel of this program, the fastest first.
pub(crate) static TABLE: &[&Isa] = &[
    #[cfg(target_arch = "x86_64")]
    &vnni::AVX512_VNNI,
    #[cfg(target_arch = "x86_64")]
    &vnni::AVX_VNNI,
    #[cfg(target_arch = "x86_64")]
    &avx2::AVX2,
    #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
    &relaxed::RELAXED_SIMD,
    #[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
    &simd128::SIMD128,
    &scalar::SCALAR,
];

/// The sums of `R` rows with each output of a panel.
pub(crate) type Sums<const R: usize> = [[i32; PANEL]; R];

/// An instruction set's form of the innermost loop.
pub(crate) trait Tile {
    /// The number of rows at a time that keeps its registers busy, at most 8.
    const ROWS: usize;

    /// The sums of products of `R` rows with each of the panel's outputs.
    ///
    /// # Safety
    /// The machine has the instructions, and `operands` was made for at least `R` rows.
    unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R>;
}

/// What a tile multiplies: a packed panel of weights, and rows of activations.
#[derive(Clone, Copy)]
pub(crate) struct PackedOperands<'a> {
    /// Blocks of weights.
    panel: &'a [i8],
    /// Rows of activations, `stride` values from one to the next.
    values: &'a [Value],
    stride: usize,
    groups: usize,
}

impl<'a> PackedOperands<'a> {
    /// `rows` rows and a panel. Whoever reads row `r < rows` and group `g < groups` stays within both slices: that is
    /// checked here and nowhere else.
    ///
    /// # Panics
    /// When a slice is too short.
    #[inline(always)]
    pub(crate) fn new(panel: &'a [i8], values: &'a [Value], stride: usize, rows: usize) -> Self {
        let groups = panel.len() / BLOCK;
        assert!(groups * GROUP <= stride && rows * stride <= values.len());
        Self {
            panel,
            values,
            stride,
            groups,
        }
    }

    /// Where a block of weights begins; it has [`BLOCK`] bytes.
    #[inline(always)]
    fn block(&self, group: usize) -> *const i8 {
        debug_assert!(group < self.groups);
        self.panel.as_ptr().wrapping_add(group * BLOCK)
    }

    /// Where a group of a row's activations begins; it has [`GROUP`] of them.
    #[inline(always)]
    fn group(&self, row: usize, group: usize) -> *const Value {
        debug_assert!((row + 1) * self.stride <= self.values.len() && group < self.groups);
        self.values
            .as_ptr()
            .wrapping_add(row * self.stride + group * GROUP)
    }
}
