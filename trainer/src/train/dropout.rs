//! Seeded dropout that lives where the tensors do. candle's own generator cannot be seeded on the CPU, and a mask that is
//! drawn here and copied to a GPU would cost more than the step.

use std::collections::BTreeMap;

use candle_core::{Device, Error, Result, Tensor};
use namelight_encoder::Dropout;
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The number of values of a mask. Each use of it is a window that begins anywhere.
const LENGTH: usize = 1 << 22;

/// The random masks of all steps, one `(LENGTH)` for each probability: 0 where a value is dropped, `1 / (1 - p)` elsewhere.
pub struct Masks {
    by_probability: BTreeMap<u64, Tensor>,
    seed: u64,
}

impl Masks {
    /// Draws masks that depend on nothing but the seed; probabilities of zero need none.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new(seed: u64, probabilities: &[f64], device: &Device) -> Result<Self> {
        let mut by_probability = BTreeMap::new();
        for probability in probabilities.iter().filter(|p| **p > 0.0) {
            let mask = Tensor::from_vec(mask(seed, *probability), LENGTH, device)?;
            by_probability.insert(probability.to_bits(), mask);
        }
        Ok(Self {
            by_probability,
            seed,
        })
    }

    /// The dropout of one shard of one step.
    pub fn of(&self, step: usize, shard: usize) -> SeededDropout<'_> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(((step as u64) << 16) | shard as u64);
        SeededDropout {
            masks: self,
            random,
        }
    }
}

fn mask(seed: u64, probability: f64) -> Vec<f32> {
    // A stream of its own, apart from those of the steps.
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(u64::MAX / 4);
    // 16 bits a value: the probability is met to 1 / 65536.
    let threshold = (probability * 65536.0).round() as u16;
    let scale = (1.0 / (1.0 - probability)) as f32;
    let mut bytes = vec![0u8; LENGTH * 2];
    random.fill_bytes(&mut bytes);
    let value = |pair: &[u8; 2]| match u16::from_le_bytes(*pair) < threshold {
        true => 0.0,
        false => scale,
    };
    bytes.as_chunks().0.iter().map(value).collect()
}

/// Applies windows of the masks whose places depend on nothing but the seed, the step and the shard.
pub struct SeededDropout<'a> {
    masks: &'a Masks,
    random: ChaCha8Rng,
}

impl Dropout for SeededDropout<'_> {
    fn apply(&mut self, x: Tensor, probability: f64) -> Result<Tensor> {
        if probability <= 0.0 {
            return Ok(x);
        }
        let mask = self.masks.by_probability.get(&probability.to_bits());
        let mask = mask.ok_or_else(|| Error::Msg(format!("no mask for {probability}")))?;
        let mut windows = Vec::new();
        let mut missing = x.elem_count();
        while missing > 0 {
            let length = missing.min(LENGTH);
            let start = self.random.random_range(0..=LENGTH - length);
            windows.push(mask.narrow(0, start, length)?);
            missing -= length;
        }
        let mask = match windows.as_slice() {
            [window] => window.clone(),
            windows => Tensor::cat(windows, 0)?,
        };
        &x * mask.reshape(x.shape())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drop(seed: u64, step: usize, shard: usize, count: usize) -> Vec<f32> {
        let ones = Tensor::new(vec![1f32; count], &Device::Cpu).unwrap();
        let masks = Masks::new(seed, &[0.25, 0.0], &Device::Cpu).unwrap();
        let mut dropout = masks.of(step, shard);
        let dropped = dropout.apply(ones, 0.25).unwrap();
        dropped.to_vec1().unwrap()
    }

    #[test]
    fn drops_the_given_share_and_keeps_the_mean() {
        for count in [10_000, LENGTH + 10_000] {
            let values = drop(1, 2, 0, count);
            assert_eq!(values.len(), count);
            let tail = &values[count - 10_000..];
            let dropped = tail.iter().filter(|value| **value == 0.0).count();
            assert!(
                (2300..2700).contains(&dropped),
                "{dropped} of 10000 dropped"
            );
            let is_kept = |value: &f32| (value - 4.0 / 3.0).abs() < 1e-6;
            assert!(values.iter().all(|value| *value == 0.0 || is_kept(value)));
        }
    }

    #[test]
    fn depends_on_seed_step_and_shard_only() {
        let drop = |seed, step, shard| drop(seed, step, shard, 1000);
        assert_eq!(drop(1, 2, 3), drop(1, 2, 3));
        assert_ne!(drop(1, 2, 3), drop(2, 2, 3));
        assert_ne!(drop(1, 2, 3), drop(1, 3, 3));
        assert_ne!(drop(1, 2, 3), drop(1, 2, 4));
    }

    #[test]
    fn two_uses_in_one_step_drop_other_values() {
        let ones = Tensor::new(vec![1f32; 1000], &Device::Cpu).unwrap();
        let masks = Masks::new(1, &[0.5], &Device::Cpu).unwrap();
        let mut dropout = masks.of(0, 0);
        let mut values = || {
            dropout
                .apply(ones.clone(), 0.5)
                .unwrap()
                .to_vec1::<f32>()
                .unwrap()
        };
        assert_ne!(values(), values());
    }
}
