//! MPNet's bias of attention by relative position, as a tensor.

use candle_core::{Result, Tensor};

use crate::Config;
use crate::parameters::{Parameters, RELATIVE_BIAS, take};
use crate::relative_position::bucket;

pub(crate) struct RelativeBias {
    table: Tensor, // (buckets, heads)
    buckets: usize,
}

impl RelativeBias {
    /// Reads the table; there is none in architectures without relative positions.
    pub(crate) fn load(parameters: &Parameters, config: &Config) -> Result<Option<Self>> {
        let buckets = config.relative_buckets;
        if buckets == 0 {
            return Ok(None);
        }
        let table = take(parameters, RELATIVE_BIAS, &[buckets, config.heads])?;
        Ok(Some(Self { table, buckets }))
    }

    /// What is added to the scores of queries (third dimension) and keys (fourth), `(1, heads, seq, seq)`.
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
