//! Seeded dropout. candle's own generator cannot be seeded on the CPU.

use candle_core::{Result, Tensor};
use namelight_encoder::Dropout;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Draws masks from a generator that depends on nothing but the seed, the step and the shard.
pub struct SeededDropout {
    random: ChaCha8Rng,
}

impl SeededDropout {
    /// The dropout of one shard of one step.
    pub fn new(seed: u64, step: usize, shard: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(((step as u64) << 16) | shard as u64);
        Self { random }
    }
}

impl Dropout for SeededDropout {
    fn apply(&mut self, x: Tensor, probability: f64) -> Result<Tensor> {
        if probability <= 0.0 {
            return Ok(x);
        }
        // 16 bits a value: the probability is met to 1 / 65536.
        let threshold = (probability * 65536.0).round() as u16;
        let scale = (1.0 / (1.0 - probability)) as f32;
        let mut bytes = vec![0u8; x.elem_count() * 2];
        self.random.fill_bytes(&mut bytes);
        let keep = |pair: &[u8; 2]| {
            if u16::from_le_bytes(*pair) < threshold {
                0.0
            } else {
                scale
            }
        };
        let mask: Vec<f32> = bytes.as_chunks().0.iter().map(keep).collect();
        &x * Tensor::from_vec(mask, x.shape(), x.device())?
    }
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    fn drop(seed: u64, step: usize, shard: usize) -> Vec<f32> {
        let ones = Tensor::new(vec![1f32; 10_000], &Device::Cpu).unwrap();
        SeededDropout::new(seed, step, shard)
            .apply(ones, 0.25)
            .unwrap()
            .to_vec1()
            .unwrap()
    }

    #[test]
    fn drops_the_given_share_and_keeps_the_mean() {
        let values = drop(1, 2, 0);
        let dropped = values.iter().filter(|value| **value == 0.0).count();
        assert!(
            (2300..2700).contains(&dropped),
            "{dropped} of 10000 dropped"
        );
        assert!(values
            .iter()
            .all(|value| *value == 0.0 || (value - 4.0 / 3.0).abs() < 1e-6));
    }

    #[test]
    fn depends_on_seed_step_and_shard_only() {
        assert_eq!(drop(1, 2, 3), drop(1, 2, 3));
        assert_ne!(drop(1, 2, 3), drop(2, 2, 3));
        assert_ne!(drop(1, 2, 3), drop(1, 3, 3));
        assert_ne!(drop(1, 2, 3), drop(1, 2, 4));
    }
}
