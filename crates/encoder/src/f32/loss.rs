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

/// The sum of the cross entropy over wordpieces of which only a set of labels is known that the right one is among: the
/// negative logarithm of the set's probability (Cour, Sapp and Taskar, 2011, "Learning from Partial Labels"). Of a set of one
/// label it is [`cross_entropy_sum`].
///
/// `logits` is `(wordpieces, labels)` and `places` `(n)` u32, as there; `possible` is `(n, labels)`, 1 where a label is
/// possible and 0 elsewhere. `smoothing` spreads its share over all labels, as there.
///
/// # Errors
/// Those of the tensor operations, for example an index that is out of range.
pub fn partial_cross_entropy_sum(
    logits: &Tensor,
    places: &Tensor,
    possible: &Tensor,
    smoothing: f64,
) -> Result<Tensor> {
    let chosen = logits.index_select(places, 0)?; // (n, labels)
    let log_probabilities = candle_nn::ops::log_softmax(&chosen, D::Minus1)?;
    // The exponential of so large a negative number is 0.
    let impossible = possible.affine(IMPOSSIBLE, -IMPOSSIBLE)?;
    let of_sets = (&log_probabilities + impossible)?
        .log_sum_exp(1)?
        .sum_all()?;
    if smoothing == 0.0 {
        return of_sets.neg();
    }
    let of_all = log_probabilities.mean(1)?.sum_all()?;
    (of_sets * (smoothing - 1.0))? - (of_all * smoothing)?
}

/// What is taken from the logarithm of a probability that is not to count.
const IMPOSSIBLE: f64 = 1e9;

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
    use candle_core::{Device, Var};

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
    fn a_set_of_one_label_is_that_label() {
        let logits = Tensor::new(&[[1f32, 2.0, 0.5], [0.0, -1.0, 3.0]], &Device::Cpu).unwrap();
        let places = Tensor::new(&[0u32, 1], &Device::Cpu).unwrap();
        let labels = Tensor::new(&[1u32, 0], &Device::Cpu).unwrap();
        let sets = Tensor::new(&[[0f32, 1.0, 0.0], [1.0, 0.0, 0.0]], &Device::Cpu).unwrap();
        for smoothing in [0.0, 0.1] {
            let one = cross_entropy_sum(&logits, &places, &labels, smoothing).unwrap();
            let set = partial_cross_entropy_sum(&logits, &places, &sets, smoothing).unwrap();
            let [one, set] = [one, set].map(|sum| sum.to_scalar::<f32>().unwrap());
            assert!((one - set).abs() < 1e-5, "{one} and {set}");
        }
    }

    /// Values of `tests/reference/partial_loss.py`.
    #[test]
    fn the_loss_of_sets_of_labels_and_its_gradient_are_those_of_pytorch() {
        let logits = Var::new(
            &[
                [1f32, 2.0, 0.5, -1.0],
                [0.0, -1.0, 3.0, 0.25],
                [9.0, 0.0, 0.0, 0.0],
            ],
            &Device::Cpu,
        );
        let logits = logits.unwrap();
        let places = Tensor::new(&[1u32, 0], &Device::Cpu).unwrap();
        let sets = Tensor::new(&[[1f32, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 1.0]], &Device::Cpu);
        let sum = partial_cross_entropy_sum(&logits, &places, &sets.unwrap(), 0.0).unwrap();
        let gradients = sum.backward().unwrap();
        let gradient = gradients.get(&logits).unwrap().to_vec2::<f32>().unwrap();
        let expected = [
            [-0.349_889_2f32, 0.609_46, -0.212_218_5, -0.047_352_4],
            [-0.687_078_3, -0.252_762, 0.883_368_4, 0.056_471_9],
            [0.0; 4],
        ];
        let pairs = gradient.iter().flatten().zip(expected.iter().flatten());
        let largest = pairs.fold(0f32, |most, (one, other)| most.max((one - other).abs()));
        assert!(largest < 1e-6, "{gradient:?}");
        let sum = sum.to_scalar::<f32>().unwrap();
        assert!((sum - 3.750_976).abs() < 1e-5, "{sum}");
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
