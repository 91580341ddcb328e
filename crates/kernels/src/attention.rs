//! Multi-head self-attention of one sequence, in floats.

use std::f32::consts::LOG2_E;

use crate::dispatch::dispatch;
use crate::math::exp2_row;

/// The number of results that are computed beside each other.
const LANES: usize = 16;

/// The number of queries that share what is read of keys and values: as many as registers hold the sums of.
const QUERIES: usize = if cfg!(target_arch = "wasm32") { 2 } else { 3 };

/// The attention of a layer, with room for one head at a time. Nothing is allocated once that room has been as large as it
/// will be.
#[derive(Clone, Debug)]
pub struct Attention {
    heads: usize,
    head_dim: usize,
    /// A head's keys in strips of [`LANES`] positions, each `(head_dim, LANES)`.
    keys: Vec<[f32; LANES]>,
    /// A head's values in strips of [`LANES`] columns, each `(seq, LANES)`.
    values: Vec<[f32; LANES]>,
    /// First the scores of a few queries, then their weights; `(QUERIES, seq)`, padded like the keys.
    scores: Vec<f32>,
}

impl Attention {
    /// An attention of `heads` heads of `head_dim` numbers each.
    pub fn new(heads: usize, head_dim: usize) -> Self {
        Self {
            heads,
            head_dim,
            keys: Vec::new(),
            values: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// The width of the hidden states: all heads beside each other.
    pub fn hidden(&self) -> usize {
        self.heads * self.head_dim
    }

    /// Writes to `context` `(rows, hidden)` what positions gather from all positions, `softmax(q kᵀ / √head_dim + bias) v`
    /// (Vaswani et al., 2017), for as many positions from `first` on as it has rows. `projected` `(seq, 3 · hidden)` holds
    /// queries, keys and values side by side. `bias` `(heads, 2 · seq − 1)` is for models whose heads see relative
    /// positions: number `index` is added to a score when the key stands `index − (seq − 1)` places behind the query.
    ///
    /// # Panics
    /// When a slice has another length.
    // Inlined into code that is compiled for size, the loops lose their vectors.
    #[inline(never)]
    pub fn forward(
        &mut self,
        projected: &[f32],
        bias: Option<&[f32]>,
        first: usize,
        context: &mut [f32],
    ) {
        let hidden = self.hidden();
        let seq = projected.len() / (3 * hidden);
        assert_eq!(
            projected.len(),
            3 * seq * hidden,
            "the length of queries, keys and values"
        );
        let rows = context.len() / hidden;
        assert_eq!(context.len(), rows * hidden, "the length of the context");
        assert!(
            first + rows <= seq,
            "rows {first} to {} of {seq}",
            first + rows
        );
        let distances = (2 * seq).saturating_sub(1);
        if let Some(bias) = bias {
            assert_eq!(bias.len(), self.heads * distances, "the length of the bias");
        }
        forward(self, projected, bias, first, context);
    }

    /// Copies keys and values of a head to where they can be read one behind the other.
    #[inline(always)]
    fn gather(&mut self, projected: &[f32], seq: usize, head: usize) {
        let (hidden, head_dim) = (self.hidden(), self.head_dim);
        let strips = seq.div_ceil(LANES);
        self.keys.clear();
        self.keys.resize(strips * head_dim, [0.0; LANES]);
        self.values.clear();
        self.values
            .resize(head_dim.div_ceil(LANES) * seq, [0.0; LANES]);
        self.scores.resize(QUERIES * strips * LANES, 0.0);
        for (position, row) in projected.chunks_exact(3 * hidden).enumerate() {
            let key = &row[hidden + head * head_dim..][..head_dim];
            let strip = &mut self.keys[position / LANES * head_dim..][..head_dim];
            for (place, x) in strip.iter_mut().zip(key) {
                place[position % LANES] = *x;
            }
            let value = &row[2 * hidden + head * head_dim..][..head_dim];
            for (strip, part) in value.chunks(LANES).enumerate() {
                self.values[strip * seq + position][..part.len()].copy_from_slice(part);
            }
        }
    }

    /// Computes one head of the positions from `first` on, as many as `context` has rows.
    #[inline(always)]
    fn head(
        &mut self,
        projected: &[f32],
        bias: Option<&[f32]>,
        head: usize,
        first: usize,
        context: &mut [f32],
    ) {
        let hidden = self.hidden();
        let rows = context.len() / hidden;
        let mut row = 0;
        while row + QUERIES <= rows {
            let context = &mut context[row * hidden..];
            self.queries::<QUERIES>(projected, bias, head, first + row, context);
            row += QUERIES;
        }
        for row in row..rows {
            let context = &mut context[row * hidden..];
            self.queries::<1>(projected, bias, head, first + row, context);
        }
    }

    /// Computes one head of the `Q` positions from `first` on, whose rows come first in `context`.
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
        let seq = projected.len() / (3 * hidden);
        let padded = seq.next_multiple_of(LANES);
        // Powers of 2 are cheaper than those of e.
        let scale = LOG2_E / (head_dim as f32).sqrt();
        let queries: [&[f32]; Q] = std::array::from_fn(|query| {
            &projected[(first + query) * 3 * hidden + head * head_dim..][..head_dim]
        });
        for (strip, keys) in self.keys.chunks_exact(head_dim).enumerate() {
            let sums = products(queries, keys);
            for (query, sums) in sums.iter().enumerate() {
                let scores = &mut self.scores[query * padded + strip * LANES..][..LANES];
                for (score, sum) in scores.iter_mut().zip(sums) {
                    *score = sum * scale;
                }
            }
        }
        let mut sums = [0.0; Q];
        for query in 0..Q {
            let scores = &mut self.scores[query * padded..][..seq];
            if let Some(bias) = bias {
                let bias = &bias[seq - 1 - (first + query)..][..seq];
                for (score, bias) in scores.iter_mut().zip(bias) {
                    *score += bias * LOG2_E;
                }
            }
            sums[query] = exp2_row(scores);
        }
        let weights: [&[f32]; Q] =
            std::array::from_fn(|query| &self.scores[query * padded..][..seq]);
        for (strip, values) in self.values.chunks_exact(seq).enumerate() {
            let gathered = products(weights, values);
            let column = strip * LANES;
            let columns = LANES.min(head_dim - column);
            for (query, gathered) in gathered.iter().enumerate() {
                let place = query * hidden + head * head_dim + column;
                let context = &mut context[place..][..columns];
                // Divided here, where there are fewer numbers than in the row of weights.
                let scale = 1.0 / sums[query];
                for (context, gathered) in context.iter_mut().zip(gathered) {
                    *context = gathered * scale;
                }
            }
        }
    }
}

dispatch! {
    fn forward(
        attention: &mut Attention,
        projected: &[f32],
        bias: Option<&[f32]>,
        first: usize,
        context: &mut [f32],
    ) {
        let seq = projected.len() / (3 * attention.hidden());
        for head in 0..attention.heads {
            let bias = bias.map(|bias| {
                let distances = bias.len() / attention.heads;
                &bias[head * distances..][..distances]
            });
            attention.gather(projected, seq, head);
            attention.head(projected, bias, head, first, context);
        }
    }
}

/// The product of `Q` rows of factors and a strip of a matrix.
#[inline(always)]
fn products<const Q: usize>(factors: [&[f32]; Q], strip: &[[f32; LANES]]) -> [[f32; LANES]; Q] {
    let mut sums = [[0.0; LANES]; Q];
    let factors = factors.map(|factors| &factors[..strip.len()]);
    for (index, row) in strip.iter().enumerate() {
        for (sums, factors) in sums.iter_mut().zip(factors) {
            // SAFETY: there are as many factors as rows in the strip. The compiler does not see it, and to check costs a
            // tenth of the loop. `tests/isa/floats.rs::attention_is_that_of_a_naive_loop` would catch a breach under Miri.
            let factor = unsafe { factors.get_unchecked(index) };
            for (sum, x) in sums.iter_mut().zip(row) {
                *sum += factor * x;
            }
        }
    }
    sums
}
