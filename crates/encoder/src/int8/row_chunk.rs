//! Some rows of a pass, which one thread computes.

use namelight_kernels::{Attention, QuantizedActivations, thread_pool};

/// With fewer rows a pass is over before another thread has begun.
const MIN_ROWS: usize = 24;

/// Rows of a pass one behind the other, and what is written on the way; kept from one pass to the next.
pub(super) struct RowChunk {
    /// The place of its first row among all rows.
    pub(super) first: usize,
    /// `(rows, hidden)`.
    pub(super) hidden: Vec<f32>,
    /// What attention gathered, `(rows, hidden)`.
    pub(super) context: Vec<f32>,
    /// The inside of the feed-forward network, `(rows, intermediate)`.
    pub(super) inside: Vec<f32>,
    /// `(heads, 2 · seq − 1)` of one input.
    pub(super) bias: Vec<f32>,
    pub(super) activations: QuantizedActivations,
    pub(super) attention: Attention,
}

impl RowChunk {
    fn new(attention: &Attention) -> Self {
        Self {
            first: 0,
            hidden: Vec::new(),
            context: Vec::new(),
            inside: Vec::new(),
            bias: Vec::new(),
            activations: QuantizedActivations::default(),
            attention: attention.clone(),
        }
    }
}

/// Rows of each chunk when there are so many in all.
fn rows_of_a_chunk(rows: usize) -> usize {
    let chunks = (rows / MIN_ROWS).clamp(1, thread_pool::threads());
    rows.div_ceil(chunks)
}

/// Shares out the rows of `hidden` `(rows, width)`, as many as threads have enough to do with. Shares that are not needed
/// stay behind those that are; gives how many those are, and how many rows each but the last has.
pub(super) fn split_rows(
    chunks: &mut Vec<RowChunk>,
    hidden: &[f32],
    width: usize,
    attention: &Attention,
) -> (usize, usize) {
    let rows = hidden.len() / width;
    let each = rows_of_a_chunk(rows).max(1);
    let count = rows.div_ceil(each).max(1);
    while chunks.len() < count {
        chunks.push(RowChunk::new(attention));
    }
    for chunk in &mut *chunks {
        chunk.hidden.clear();
    }
    for (index, (chunk, hidden)) in chunks
        .iter_mut()
        .zip(hidden.chunks(each * width))
        .enumerate()
    {
        chunk.first = index * each;
        chunk.hidden.extend_from_slice(hidden);
    }
    (count, each)
}
