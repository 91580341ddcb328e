//! Plain Rust without vector instructions: the reference.

use super::{PackedOperands, Sums, Tile};
use crate::Isa;
use crate::gemm::pack::{BLOCK, GROUP, place};

pub(crate) static SCALAR: Isa = Isa::of::<Scalar>("scalar", || true);

struct Scalar;

impl Tile for Scalar {
    const ROWS: usize = 4;

    unsafe fn sums<const R: usize>(operands: PackedOperands) -> Sums<R> {
        let mut sums = [[0; _]; R];
        for (group, block) in operands.panel.chunks_exact(BLOCK).enumerate() {
            for (row, sums) in sums.iter_mut().enumerate() {
                let values = &operands.values[row * operands.stride + group * GROUP..][..GROUP];
                for (output, sum) in sums.iter_mut().enumerate() {
                    for (input, value) in values.iter().enumerate() {
                        *sum += i32::from(*value) * i32::from(block[place(output, input)]);
                    }
                }
            }
        }
        sums
    }
}
