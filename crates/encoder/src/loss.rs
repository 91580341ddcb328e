//! The training loss.

use candle_core::{D, Result, Tensor};

/// Sum of the cross entropy over labelled places and the number of these places.
///
/// `logits` is `(wordpieces, labels)`, `places` and `labels` are `(n)` u32: labelled wordpieces and their label ids.
/// Places that are not named are ignored, as label −100 is in PyTorch. `smoothing` is the share of each label's
/// probability that is spread over all labels alike (Szegedy et al., 2016), as in `torch.nn.functional.cross_entropy`.
///
/// # Errors
/// Those of the tensor operations, for example an index that is out of range.
pub fn cross_entropy_sum(
    logits: &Tensor,
    places: &Tensor,
    labels: &Tensor,
    smoothing: f64,
) -> Result<Tensor> {
    let chosen = logits.index_select(places, 0)?; // (n, labels)
    let log_probabilities = candle_nn::ops::log_softmax(&chosen, D::Minus1)?;
    let of_labels = log_probabilities
        .gather(&labels.unsqueeze(1)?, 1)?
        .sum_all()?;
    if smoothing == 0.0 {
        return of_labels.neg();
    }
    let of_all = log_probabilities.mean(1)?.sum_all()?;
    (of_labels * (smoothing - 1.0))? - (of_all * smoothing)?
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    #[test]
    fn smoothing_spreads_its_share_over_all_labels() {
        let logits = Tensor::new(&[[1f32, 2.0, 0.5], [0.0, -1.0, 3.0]], &Device::Cpu).unwrap();
        let index = |values: &[u32]| Tensor::new(values, &Device::Cpu).unwrap();
        let loss = |smoothing| {
            let sum = cross_entropy_sum(&logits, &index(&[0, 1]), &index(&[1, 0]), smoothing);
            sum.unwrap().to_scalar::<f32>().unwrap()
        };
        // torch.nn.functional.cross_entropy(logits, labels, reduction="sum", label_smoothing=…)
        assert!((loss(0.0) - 3.530_3).abs() < 1e-3, "{}", loss(0.0));
        assert!((loss(0.1) - 3.546_9).abs() < 1e-3, "{}", loss(0.1));
    }
}
