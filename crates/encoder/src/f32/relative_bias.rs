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
    ///
    /// The table is read once for each distance, not once for each pair: a GPU takes long to add the gradients of so many
    /// pairs up. A row of pairs is the row of distances, moved on by one.
    pub(crate) fn forward(&self, seq: usize) -> Result<Tensor> {
        let heads = self.table.dim(1)?;
        let ahead = (0..seq).map(|distance| bucket(0, distance, self.buckets));
        // The farthest of the keys behind the query comes first. No pair reads the number between the two halves.
        let behind = (1..seq).rev();
        let behind = behind.map(|distance| bucket(distance, 0, self.buckets));
        let distances: Vec<u32> = ahead.chain([0]).chain(behind).take(2 * seq).collect();
        let moved = (2 * seq).saturating_sub(1);
        let distances = Tensor::from_vec(distances, 2 * seq, self.table.device())?;
        let row = self.table.index_select(&distances, 0)?.t()?.unsqueeze(1)?; // (heads, 1, 2 seq)
        row.broadcast_as((heads, seq, 2 * seq))?
            .reshape((heads, 2 * seq * seq))?
            .narrow(1, 0, seq * moved)?
            .reshape((heads, seq, moved))?
            .narrow(2, 0, seq)?
            .unsqueeze(0)
    }
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    #[test]
    fn each_pair_gets_the_row_of_its_bucket() {
        let (buckets, heads) = (8, 3);
        let values: Vec<f32> = (0..buckets * heads).map(|value| value as f32).collect();
        let table = Tensor::from_vec(values, (buckets, heads), &Device::Cpu).unwrap();
        let bias = RelativeBias { table, buckets };
        for seq in [1, 2, 7, 40] {
            let found = bias.forward(seq).unwrap().squeeze(0).unwrap();
            let found = found.to_vec3::<f32>().unwrap();
            for (head, found) in found.iter().enumerate() {
                for (query, found) in found.iter().enumerate() {
                    let row = |key| bucket(query, key, buckets) as usize * heads + head;
                    let expected: Vec<f32> = (0..seq).map(|key| row(key) as f32).collect();
                    assert_eq!(found, &expected, "{seq}: {head}, {query}");
                }
            }
        }
    }
}
