//! The training loss.

use candle_core::{D, Result, Tensor};

/// Sum of the cross entropy over labelled places and the number of these places.
///
/// `logits` is `(wordpieces, labels)`, `places` and `labels` are `(n)` u32: labelled wordpieces and their label ids.
/// Places that are not named are ignored, as label −100 is in PyTorch.
///
/// # Errors
/// Those of the tensor operations, for example an index that is out of range.
pub fn cross_entropy_sum(logits: &Tensor, places: &Tensor, labels: &Tensor) -> Result<Tensor> {
    let chosen = logits.index_select(places, 0)?; // (n, labels)
    let log_probabilities = candle_nn::ops::log_softmax(&chosen, D::Minus1)?;
    log_probabilities
        .gather(&labels.unsqueeze(1)?, 1)?
        .sum_all()?
        .neg()
}
