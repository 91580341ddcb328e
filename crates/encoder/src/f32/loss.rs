//! The losses that training minimizes.

use candle_core::{D, Result, Tensor};

/// The sum of the cross entropy over labelled wordpieces.
///
/// `logits` is `(wordpieces, labels)`; `places` and `labels` are `(n)` u32: the rows of labelled wordpieces and the ids of
/// their labels. Rows that are not named are ignored, as label −100 is in PyTorch. `smoothing` is the share of each label's
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

/// The sum over wordpieces of the divergence of softened logits from a teacher's probabilities, KL(teacher ‖ student), times the
/// squared temperature, which keeps the gradient's size (Hinton, Vinyals and Dean, 2015).
///
/// `logits` is `(wordpieces, labels)`, `places` `(n)` u32, `probabilities` `(n, labels)`: the teacher's at this
/// `temperature`.
///
/// # Errors
/// Those of the tensor operations, for example an index that is out of range.
pub fn distillation_sum(
    logits: &Tensor,
    places: &Tensor,
    probabilities: &Tensor,
    temperature: f64,
) -> Result<Tensor> {
    let chosen = (logits.index_select(places, 0)? / temperature)?;
    let student = candle_nn::ops::log_softmax(&chosen, D::Minus1)?;
    // The smallest f32 above zero stands for zero, so that 0 · ln 0 is 0.
    let teacher = probabilities.maximum(f64::from(f32::MIN_POSITIVE))?.log()?;
    let divergence = (probabilities * (teacher - student)?)?.sum_all()?;
    divergence * (temperature * temperature)
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

    #[test]
    fn distillation_is_pytorchs_divergence_and_zero_of_equals() {
        let logits = Tensor::new(&[[1f32, 2.0, 0.5], [0.0, -1.0, 3.0]], &Device::Cpu).unwrap();
        let places = Tensor::new(&[1u32, 0], &Device::Cpu).unwrap();
        let loss = |probabilities: Tensor| {
            let sum = distillation_sum(&logits, &places, &probabilities, 2.0).unwrap();
            sum.to_scalar::<f32>().unwrap()
        };
        let teacher = Tensor::new(&[[0.2f32, 0.3, 0.5], [0.0, 1.0, 0.0]], &Device::Cpu).unwrap();
        // torch.nn.functional.kl_div((logits[[1, 0]] / 2).log_softmax(-1), teacher, reduction="sum") * 4
        assert!((loss(teacher) - 3.634_2).abs() < 1e-3);
        let own = logits.index_select(&places, 0).unwrap() / 2.0;
        let own = candle_nn::ops::softmax(&own.unwrap(), D::Minus1).unwrap();
        assert!(loss(own).abs() < 1e-5);
    }
}
