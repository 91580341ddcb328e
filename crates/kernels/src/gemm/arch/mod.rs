//! The innermost loop: a few rows of activations times a panel of weights, in integers.
//!
//! A file an instruction set; `scalar` is what the others are held against.

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
pub(crate) mod relaxed;
pub(crate) mod scalar;
#[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
pub(crate) mod simd128;
#[cfg(target_arch = "x86_64")]
pub(crate) mod vnni;
#[cfg(target_arch = "wasm32")]
mod wasm;

use crate::gemm::pack::{BLOCK, GROUP, PANEL, Value};

/// The sums of `R` rows.
pub(crate) type Sums<const R: usize> = [[i32; PANEL]; R];

/// What a tile multiplies.
#[derive(Clone, Copy)]
pub(crate) struct PackedOperands<'a> {
    /// Blocks of weights.
    panel: &'a [i8],
    /// Rows of activations, `stride` from one to the next.
    values: &'a [Value],
    stride: usize,
    groups: usize,
}

impl<'a> PackedOperands<'a> {
    /// `rows` rows times a panel. Whoever reads row `r < rows` and group `g < groups` stays within both slices: that is
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

/// An instruction set's form of the loop.
pub(crate) trait Tile {
    /// Rows at a time that keep its registers busy, at most 8.
    const ROWS: usize;

    /// The products' sums of `R` rows with each of the panel's outputs.
    ///
    /// # Safety
    /// The machine has the instructions, and `factors` was made for at least `R` rows.
    unsafe fn sums<const R: usize>(factors: PackedOperands) -> Sums<R>;
}
