//! The rows of a pass in chunks, each of which one thread computes.
//!
//! Threads meet twice in a layer: where keys and values are ready, and where they have been read. A pass with too few rows
//! for two chunks stays on one thread, because waiting would cost more than it saves.

use namelight_kernels::{Attention, QuantizedActivations, thread_pool};

/// The smallest number of rows that is worth a thread: with fewer, a pass is over before another thread has begun.
const MIN_ROWS: usize = 24;

/// Consecutive rows of a pass, and room for what is written on the way. It is kept from one pass to the next.
pub(super) struct RowChunk {
    /// The index of its first row among all rows.
    pub(super) first: usize,
    /// The hidden states, `(rows, hidden)`.
    pub(super) hidden: Vec<f32>,
    /// What attention gathered, `(rows, hidden)`.
    pub(super) context: Vec<f32>,
    /// The inside of the feed-forward network, `(rows, intermediate)`.
    pub(super) inside: Vec<f32>,
    /// The relative bias of one input, `(heads, 2 · seq − 1)`.
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

/// Copies the rows of `hidden` `(rows, width)` to chunks, as many as there are threads with enough to do. Chunks that are not
/// needed stay empty behind the others. Gives the number of chunks in use, and the number of rows of each but the last.
pub(super) fn split_rows(
    chunks: &mut Vec<RowChunk>,
    hidden: &[f32],
    width: usize,
    attention: &Attention,
) -> (usize, usize) {
    let rows = hidden.len() / width;
    let chunk_rows = chunk_rows(rows).max(1);
    let count = rows.div_ceil(chunk_rows).max(1);
    while chunks.len() < count {
        chunks.push(RowChunk::new(attention));
    }
    for chunk in &mut *chunks {
        chunk.hidden.clear();
    }
    let parts = hidden.chunks(chunk_rows * width);
    for (index, (chunk, hidden)) in chunks.iter_mut().zip(parts).enumerate() {
        chunk.first = index * chunk_rows;
        chunk.hidden.extend_from_slice(hidden);
    }
    (count, chunk_rows)
}

/// The number of rows of a chunk when there are so many in all.
fn chunk_rows(rows: usize) -> usize {
    let chunks = (rows / MIN_ROWS).clamp(1, thread_pool::threads());
    rows.div_ceil(chunks)
}
