//! Softmax: for attention, where only its unnormalized powers are needed, and for the logits of a label set.

use super::exp::exp2_of_negative;
use super::reduce::{largest, sum};

/// Replaces logarithms to base 2 by the powers that softmax divides by their sum, and gives that sum. All are taken about
/// the largest, so that nothing overflows.
#[inline(always)]
pub(crate) fn exp2_row(row: &mut [f32]) -> f32 {
    let largest = largest(row);
    for x in &mut *row {
        *x = exp2_of_negative(*x - largest);
    }
    sum(row, |x| x)
}

/// Probabilities of logits at a temperature: `softmax(logits / temperature)`. Log probabilities are logits less a
/// constant, which softmax does not see, so these may be given as well.
pub fn softmax(logits: &[f32], temperature: f32) -> Vec<f32> {
    let shifted = about_largest(logits, temperature);
    let powers: Vec<f32> = shifted.iter().map(|logit| logit.exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// Logarithms of [`softmax`].
pub fn log_softmax(logits: &[f32], temperature: f32) -> Vec<f32> {
    let shifted = about_largest(logits, temperature);
    let sum: f32 = shifted.iter().map(|logit| logit.exp()).sum();
    shifted.iter().map(|logit| logit - sum.ln()).collect()
}

/// Logits over the temperature, less the largest of them, so that no power of e overflows.
fn about_largest(logits: &[f32], temperature: f32) -> Vec<f32> {
    let scaled: Vec<f32> = logits.iter().map(|logit| logit / temperature).collect();
    let largest = scaled.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scaled.iter().map(|logit| logit - largest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[f32], expected: &[f32]) -> bool {
        let mut pairs = found.iter().zip(expected);
        pairs.all(|(found, expected)| (found - expected).abs() < 1e-6)
    }

    #[test]
    fn a_higher_temperature_evens_out() {
        let log_probabilities = [0.7f32.ln(), 0.2f32.ln(), 0.1f32.ln()];
        assert!(near(&softmax(&log_probabilities, 1.0), &[0.7, 0.2, 0.1]));
        // softmax([ln 0.7, ln 0.2, ln 0.1] / 2): square roots, made to sum to one.
        let roots = [0.7f32.sqrt(), 0.2f32.sqrt(), 0.1f32.sqrt()];
        let sum: f32 = roots.iter().sum();
        let expected = roots.map(|root| root / sum);
        assert!(near(&softmax(&log_probabilities, 2.0), &expected));
    }

    #[test]
    fn log_probabilities_are_logarithms_of_the_probabilities() {
        let logits = [3.5, -2.0, 0.25, 80.0, -120.0];
        for temperature in [0.5, 1.0, 17.0] {
            let powers: Vec<f32> = log_softmax(&logits, temperature)
                .into_iter()
                .map(f32::exp)
                .collect();
            assert!(near(&powers, &softmax(&logits, temperature)));
        }
    }

    #[test]
    fn logits_of_any_size_do_not_overflow() {
        for scale in [1.0, 1e10, 1e30, 1e37] {
            let found = softmax(&[scale, -scale], 1.0);
            assert!(found[0] > 0.5 && found.iter().all(|p| p.is_finite()));
        }
    }

    #[test]
    fn powers_of_two_over_their_sum_are_softmax() {
        for length in [1, 3, 64, 129] {
            let logits: Vec<f32> = (0..length).map(|i| (i * 37 % 101) as f32 / 9.0).collect();
            let mut row: Vec<f32> = logits
                .iter()
                .map(|x| x * std::f32::consts::LOG2_E)
                .collect();
            let sum = exp2_row(&mut row);
            let found: Vec<f32> = row.iter().map(|power| power / sum).collect();
            assert!(near(&found, &softmax(&logits, 1.0)));
        }
    }
}
