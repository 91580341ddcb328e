//! The initial weights of a classification head.

use namelight_encoder::Config;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

/// Draws the weights `(labels, hidden)` of a fresh head, with the standard deviation that transformers uses. The seed has a
/// stream of its own for them, since candle's generator cannot be seeded on the CPU.
pub fn head_weight(config: &Config, seed: u64) -> Vec<f32> {
    let random = ChaCha8Rng::seed_from_u64(seed);
    let deviation = config.initializer_range as f32;
    let normals = random.sample_iter::<f32, _>(StandardNormal);
    normals
        .take(config.labels.len() * config.hidden_size)
        .map(|normal| normal * deviation)
        .collect()
}
