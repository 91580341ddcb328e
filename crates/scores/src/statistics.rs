//! Statistics over several runs.

/// Mean and sample standard deviation. There is no mean of nothing, and no deviation of fewer than two values.
pub(crate) fn mean_and_deviation(values: &[f64]) -> Option<(f64, Option<f64>)> {
    let count = values.len() as f64;
    if values.is_empty() {
        return None;
    }
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let deviation = (values.len() > 1).then(|| (squares / (count - 1.0)).sqrt());
    Some((mean, deviation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        let (mean, deviation) = mean_and_deviation(&[0.93, 0.94, 0.95]).unwrap();
        assert!((mean - 0.94).abs() < 1e-12);
        assert!((deviation.unwrap() - 0.01).abs() < 1e-12);
    }

    #[test]
    fn one_value_has_a_mean_and_no_deviation_and_nothing_has_neither() {
        assert_eq!(mean_and_deviation(&[0.9]), Some((0.9, None)));
        assert_eq!(mean_and_deviation(&[]), None);
    }
}
