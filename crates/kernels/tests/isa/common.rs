//! The tests' numbers, which are random and always the same, and naive loops to compare with.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A source of numbers.
pub struct Random(ChaCha8Rng);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Between -1 and 1.
    pub fn float(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1 << 23) as f32 - 1.0
    }

    /// Between `-spread` and `spread`.
    pub fn floats(&mut self, count: usize, spread: f32) -> Vec<f32> {
        (0..count).map(|_| self.float() * spread).collect()
    }

    /// Any byte, the two largest magnitudes often.
    pub fn weights(&mut self, count: usize) -> Vec<i8> {
        let weight = |byte: u32| match byte % 4 {
            0 => i8::MIN,
            1 => i8::MAX,
            _ => (byte >> 8) as i8,
        };
        (0..count).map(|_| weight(self.0.next_u32())).collect()
    }
}

/// Whether two numbers are within `bound` of each other, or within that share of the larger.
pub fn near(a: f32, b: f64, bound: f64) -> bool {
    let difference = (f64::from(a) - b).abs();
    difference <= bound * b.abs().max(1.0)
}
