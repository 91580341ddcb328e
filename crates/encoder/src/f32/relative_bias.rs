//! MPNet's bias of attention by relative distance.

use candle_core::{Result, Tensor};

use crate::Config;
use crate::parameters::{Parameters, RELATIVE_BIAS, take};

/// Distances from which on all share a bucket.
const MAX_DISTANCE: f32 = 128.0;

pub(crate) struct RelativeBias {
    table: Tensor, // (buckets, heads)
    buckets: usize,
}

impl RelativeBias {
    /// None where the architecture has no such table.
    pub(crate) fn load(parameters: &Parameters, config: &Config) -> Result<Option<Self>> {
        let buckets = config.relative_buckets;
        if buckets == 0 {
            return Ok(None);
        }
        let table = take(parameters, RELATIVE_BIAS, &[buckets, config.heads])?;
        Ok(Some(Self { table, buckets }))
    }

    /// What is added to the scores of all queries (rows) and keys, `(1, heads, seq, seq)`.
    pub(crate) fn forward(&self, seq: usize) -> Result<Tensor> {
        let pairs = (0..seq).flat_map(|query| (0..seq).map(move |key| (query, key)));
        let buckets: Vec<u32> = pairs
            .map(|(query, key)| bucket(query, key, self.buckets))
            .collect();
        let buckets = Tensor::from_vec(buckets, seq * seq, self.table.device())?;
        self.table
            .index_select(&buckets, 0)?
            .reshape((seq, seq, ()))?
            .permute((2, 0, 1))?
            .unsqueeze(0)
    }
}

/// transformers' `MPNetEncoder.relative_position_bucket`: half of the buckets for keys behind the query; of each half
/// one bucket a distance at first, then wider ones.
pub(crate) fn bucket(query: usize, key: usize, buckets: usize) -> u32 {
    let half = buckets / 2;
    let exact = half / 2;
    let side = if key > query { half } else { 0 };
    let distance = key.abs_diff(query);
    if distance < exact {
        return (side + distance) as u32;
    }
    // In f32, as transformers rounds.
    let ratio = (distance as f32 / exact as f32).ln() / (MAX_DISTANCE / exact as f32).ln();
    let wide = exact + (ratio * (half - exact) as f32) as usize;
    (side + wide.min(half - 1)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_those_of_transformers() {
        // relative_position_bucket(key - 200) of transformers, num_buckets=32.
        let known = [
            (0, 15),
            (72, 15),
            (73, 15),
            (180, 10),
            (190, 8),
            (192, 8),
            (193, 7),
            (199, 1),
            (200, 0),
            (201, 17),
            (207, 23),
            (208, 24),
            (212, 25),
            (260, 29),
            (327, 31),
            (400, 31),
        ];
        for (key, expected) in known {
            assert_eq!(bucket(200, key, 32), expected, "{key}");
        }
    }
}
