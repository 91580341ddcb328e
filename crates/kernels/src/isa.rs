//! Instruction sets, and which of them this machine has.

use std::fmt;

use crate::gemm::arch::{self, Tile};
use crate::gemm::{self, Product};

/// An instruction set together with the product of integers that is written for it.
///
/// An entry of [`Isa::all`]; `gemm/arch/mod.rs` has that table, and says how to add to it.
pub struct Isa {
    name: &'static str,
    is_available: fn() -> bool,
    product: Product,
}

impl Isa {
    /// The instruction set whose innermost loop is `T`.
    pub(crate) const fn of<T: Tile>(name: &'static str, is_available: fn() -> bool) -> Self {
        Self {
            name,
            is_available,
            product: gemm::product::<T>,
        }
    }

    /// Every instruction set that this program has a kernel for, whether or not this machine has the instructions; the
    /// fastest comes first, the scalar form last.
    pub fn all() -> &'static [&'static Self] {
        arch::TABLE
    }

    /// The fastest that this machine has.
    pub fn best() -> &'static Self {
        let available = Self::all().iter().find(|isa| isa.is_available());
        available.copied().unwrap_or(Self::scalar())
    }

    /// Plain Rust without vector instructions: the reference that all others are tested against.
    pub fn scalar() -> &'static Self {
        &arch::scalar::SCALAR
    }

    /// Whether this machine has the instructions.
    pub fn is_available(&self) -> bool {
        (self.is_available)()
    }

    /// Its name, as the page shows it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The product; calling it is sound where [`Self::is_available`] says yes.
    pub(crate) fn product(&self) -> Product {
        self.product
    }
}

impl fmt::Debug for Isa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Isa").field(&self.name).finish()
    }
}
