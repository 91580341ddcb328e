//! Multi-head self-attention of one sentence, in floats.

use pulp::Arch;

use crate::math::softmax_row;

/// Numbers that are computed beside each other.
const LANES: usize = 8;

/// Queries that share what is read of keys and values.
const QUERIES: usize = 4;

/// A network's heads, and room for one of them at a time; nothing is allocated once that has been as large as it will
/// be.
#[derive(Clone, Debug)]
pub struct Attention {
    heads: usize,
    head_dim: usize,
    /// A head's keys, `(head_dim, seq)` with `seq` padded to whole lanes.
    keys: Vec<f32>,
    /// A head's values, `(seq, head_dim)` with `head_dim` padded likewise.
    values: Vec<f32>,
    /// Of a few queries, `(QUERIES, seq)`, padded like the keys: first their scores, then their weights.
    scores: Vec<f32>,
}

impl Attention {
    /// Room for so many heads of this many numbers each.
    pub fn new(heads: usize, head_dim: usize) -> Self {
        Self {
            heads,
            head_dim,
            keys: Vec::new(),
            values: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// Numbers of all heads.
    pub fn hidden(&self) -> usize {
        self.heads * self.head_dim
    }

    /// What each position gathers from all positions: `softmax(q kᵀ / √head_dim + bias) v`, `(seq, hidden)`. In
    /// `projected` `(seq, 3 · hidden)` lie queries, keys and values side by side. `bias`, where the heads see distances,
    /// is `(heads, 2 · seq − 1)`: what is added to a score when the key stands `index − (seq − 1)` behind the query.
    ///
    /// # Panics
    /// When a slice has another length.
    pub fn forward(&mut self, projected: &[f32], bias: Option<&[f32]>, context: &mut [f32]) {
        let hidden = self.hidden();
        let seq = context.len() / hidden;
        assert_eq!(context.len(), seq * hidden, "the length of the context");
        assert_eq!(
            projected.len(),
            3 * seq * hidden,
            "the length of queries, keys and values"
        );
        let distances = (2 * seq).saturating_sub(1);
        if let Some(bias) = bias {
            assert_eq!(bias.len(), self.heads * distances, "the length of the bias");
        }
        Arch::new().dispatch(|| {
            for head in 0..self.heads {
                let bias = bias.map(|bias| &bias[head * distances..][..distances]);
                self.gather(projected, seq, head);
                self.head(projected, bias, head, context);
            }
        });
    }

    /// Keys and values of a head to where they can be read one behind the other.
    #[inline(always)]
    fn gather(&mut self, projected: &[f32], seq: usize, head: usize) {
        let (hidden, head_dim) = (self.hidden(), self.head_dim);
        let (padded, width) = (
            seq.next_multiple_of(LANES),
            head_dim.next_multiple_of(LANES),
        );
        self.keys.clear();
        self.keys.resize(head_dim * padded, 0.0);
        self.values.clear();
        self.values.resize(seq * width, 0.0);
        self.scores.resize(QUERIES * padded, 0.0);
        for (position, row) in projected.chunks_exact(3 * hidden).enumerate() {
            let key = &row[hidden + head * head_dim..][..head_dim];
            for (place, x) in self.keys[position..].iter_mut().step_by(padded).zip(key) {
                *place = *x;
            }
            let value = &row[2 * hidden + head * head_dim..][..head_dim];
            self.values[position * width..][..head_dim].copy_from_slice(value);
        }
    }

    #[inline(always)]
    fn head(&mut self, projected: &[f32], bias: Option<&[f32]>, head: usize, context: &mut [f32]) {
        let seq = context.len() / self.hidden();
        let mut first = 0;
        while first + QUERIES <= seq {
            self.queries::<QUERIES>(projected, bias, head, first, context);
            first += QUERIES;
        }
        for first in first..seq {
            self.queries::<1>(projected, bias, head, first, context);
        }
    }

    /// `Q` queries from the position `first` on.
    #[inline(always)]
    fn queries<const Q: usize>(
        &mut self,
        projected: &[f32],
        bias: Option<&[f32]>,
        head: usize,
        first: usize,
        context: &mut [f32],
    ) {
        let (hidden, head_dim) = (self.hidden(), self.head_dim);
        let seq = context.len() / hidden;
        let padded = seq.next_multiple_of(LANES);
        let scale = 1.0 / (head_dim as f32).sqrt();
        let queries: [&[f32]; Q] = std::array::from_fn(|query| {
            &projected[(first + query) * 3 * hidden + head * head_dim..][..head_dim]
        });
        for column in (0..padded).step_by(LANES) {
            let sums = products(queries, &self.keys[column..], padded);
            for (query, sums) in sums.iter().enumerate() {
                let scores = &mut self.scores[query * padded + column..][..LANES];
                for (score, sum) in scores.iter_mut().zip(sums) {
                    *score = sum * scale;
                }
            }
        }
        for query in 0..Q {
            let scores = &mut self.scores[query * padded..][..seq];
            if let Some(bias) = bias {
                let bias = &bias[seq - 1 - (first + query)..][..seq];
                for (score, bias) in scores.iter_mut().zip(bias) {
                    *score += bias;
                }
            }
            softmax_row(scores);
        }
        let width = head_dim.next_multiple_of(LANES);
        let weights: [&[f32]; Q] =
            std::array::from_fn(|query| &self.scores[query * padded..][..seq]);
        for column in (0..head_dim).step_by(LANES) {
            let sums = products(weights, &self.values[column..], width);
            let columns = LANES.min(head_dim - column);
            for (query, sums) in sums.iter().enumerate() {
                let place = (first + query) * hidden + head * head_dim + column;
                context[place..][..columns].copy_from_slice(&sums[..columns]);
            }
        }
    }
}

/// `Q` rows of factors times a strip of [`LANES`] columns of a matrix whose rows are `stride` apart.
#[inline(always)]
fn products<const Q: usize>(
    factors: [&[f32]; Q],
    matrix: &[f32],
    stride: usize,
) -> [[f32; LANES]; Q] {
    let mut sums = [[0.0; LANES]; Q];
    // Of one length, which the compiler then knows: it checks no index in the loop.
    let rows = factors[0].len();
    let factors = factors.map(|factors| &factors[..rows]);
    for (index, row) in matrix.chunks(stride).take(rows).enumerate() {
        let Some(row) = row.first_chunk::<LANES>() else {
            break;
        };
        for (sums, factors) in sums.iter_mut().zip(factors) {
            for (sum, x) in sums.iter_mut().zip(row) {
                *sum += factors[index] * x;
            }
        }
    }
    sums
}
