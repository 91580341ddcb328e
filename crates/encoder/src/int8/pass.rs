//! The data that all chunks of a pass look at, and the attention between them.

use super::relative_bias::RelativeBias;
use super::row_chunk::RowChunk;
use crate::Input;

/// The data of a pass that all its chunks share.
pub(super) struct Pass<'a> {
    pub(super) inputs: &'a [Input<'a>],
    pub(super) relative_bias: Option<&'a RelativeBias>,
    /// Queries, keys and values of all rows, `(wordpieces, 3 · hidden)`.
    pub(super) projected: &'a mut [f32],
    /// The number of rows of each chunk but the last.
    pub(super) chunk_rows: usize,
}

impl Pass<'_> {
    /// Computes the attention of a chunk's rows, each to the positions of its own input.
    pub(super) fn attend(&self, chunk: &mut RowChunk) {
        let width = chunk.attention.hidden();
        chunk.context.resize(chunk.hidden.len(), 0.0);
        let rows = chunk.first..chunk.first + chunk.hidden.len() / width;
        let mut start = 0;
        for input in self.inputs {
            let end = start + input.ids.len();
            let (first, last) = (rows.start.max(start), rows.end.min(end));
            if first < last {
                let bias = self.relative_bias.map(|relative_bias| {
                    relative_bias.bias(input.ids.len(), &mut chunk.bias);
                    chunk.bias.as_slice()
                });
                chunk.attention.forward(
                    &self.projected[start * 3 * width..end * 3 * width],
                    bias,
                    first - start,
                    &mut chunk.context[(first - rows.start) * width..(last - rows.start) * width],
                );
            }
            start = end;
        }
    }
}
