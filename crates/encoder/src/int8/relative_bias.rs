//! MPNet's bias of attention by relative position.

use crate::Config;
use crate::parameters::RELATIVE_BIAS;
use crate::relative_position::bucket;
use crate::weights::{Weights, WeightsError};

pub(super) struct RelativeBias {
    /// `(buckets, heads)`.
    table: Vec<f32>,
    buckets: usize,
    heads: usize,
}

impl RelativeBias {
    /// Reads the table; there is none in architectures without relative positions.
    pub(super) fn load(
        weights: &mut Weights,
        config: &Config,
    ) -> Result<Option<Self>, WeightsError> {
        let (buckets, heads) = (config.relative_buckets, config.heads);
        if buckets == 0 {
            return Ok(None);
        }
        Ok(Some(Self {
            table: weights.floats(RELATIVE_BIAS)?,
            buckets,
            heads,
        }))
    }

    /// Replaces `bias` by what is added to the scores of an input of `seq` wordpieces, `(heads, 2 · seq − 1)`: number
    /// `index` is for the key that stands `index − (seq − 1)` places behind the query.
    pub(super) fn bias(&self, seq: usize, bias: &mut Vec<f32>) {
        bias.clear();
        let Some(last) = seq.checked_sub(1) else {
            return;
        };
        for head in 0..self.heads {
            let column = (0..=2 * last).map(|key| {
                let bucket = bucket(last, key, self.buckets) as usize;
                self.table[bucket * self.heads + head]
            });
            bias.extend(column);
        }
    }
}
