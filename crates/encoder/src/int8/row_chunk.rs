//! Some rows of a pass, which one thread computes.

use namelight_kernels::{Activations, Attention, crew};

/// With fewer rows a pass is over before another thread has begun.
const MIN_ROWS: usize = 24;

/// Rows of a pass one behind the other, and what is written on the way; kept from one pass to the next.
pub(super) struct Share {
    /// The place of its first row among all rows.
    pub(super) first: usize,
    /// `(rows, hidden)`.
    pub(super) hidden: Vec<f32>,
    /// What attention gathered, `(rows, hidden)`.
    pub(super) context: Vec<f32>,
    /// The inside of the feed-forward network, `(rows, intermediate)`.
    pub(super) inside: Vec<f32>,
    /// `(heads, 2 · seq − 1)` of one sentence.
    pub(super) bias: Vec<f32>,
    pub(super) activations: Activations,
    pub(super) attention: Attention,
}

impl Share {
    fn new(attention: &Attention) -> Self {
        Self {
            first: 0,
            hidden: Vec::new(),
            context: Vec::new(),
            inside: Vec::new(),
            bias: Vec::new(),
            activations: Activations::default(),
            attention: attention.clone(),
        }
    }
}

/// Rows of each share when there are so many in all.
fn rows_of_a_share(rows: usize) -> usize {
    let shares = (rows / MIN_ROWS).clamp(1, crew::members());
    rows.div_ceil(shares)
}

/// Shares out the rows of `hidden` `(rows, width)`, as many as threads have enough to do with. Shares that are not needed
/// stay behind those that are; gives how many those are, and how many rows each but the last has.
pub(super) fn share_out(
    shares: &mut Vec<Share>,
    hidden: &[f32],
    width: usize,
    attention: &Attention,
) -> (usize, usize) {
    let rows = hidden.len() / width;
    let each = rows_of_a_share(rows).max(1);
    let count = rows.div_ceil(each).max(1);
    while shares.len() < count {
        shares.push(Share::new(attention));
    }
    for share in &mut *shares {
        share.hidden.clear();
    }
    for (index, (share, hidden)) in shares
        .iter_mut()
        .zip(hidden.chunks(each * width))
        .enumerate()
    {
        share.first = index * each;
        share.hidden.extend_from_slice(hidden);
    }
    (count, each)
}
