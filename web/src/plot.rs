//! The arithmetic of a line chart: round ticks, and numbers turned into places.

use std::ops::RangeInclusive;

/// A range of numbers drawn along an axis of some length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The number at the start.
    pub low: f64,
    /// The number at the end, larger than `low`.
    pub high: f64,
    /// Distance between ticks.
    pub step: f64,
}

impl Axis {
    /// An axis with about `ticks` round steps over all finite values. Without any it goes from 0 to 1.
    pub fn over(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        if low > high {
            return Self::spanning(0.0..=1.0, ticks);
        }
        Self::spanning(low..=high, ticks)
    }

    fn spanning(range: RangeInclusive<f64>, ticks: usize) -> Self {
        let (low, mut high) = range.into_inner();
        if high - low < f64::EPSILON * high.abs().max(1.0) {
            high = low + if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        }
        let step = round_step((high - low) / ticks.max(1) as f64);
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        }
    }

    /// The numbers of the ticks.
    pub fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        let Self { low, high, step } = *self;
        let count = ((high - low) / step).round().clamp(0.0, 100.0) as usize;
        (0..=count).map(move |index| low + index as f64 * step)
    }

    /// The share of the axis at which a number lies, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// A tick's number with the digits that the step needs.
    pub fn label(&self, tick: f64) -> String {
        let digits = (-self.step.log10().floor()).clamp(0.0, 9.0) as usize;
        format!("{tick:.digits$}")
    }
}

/// The smallest of 1, 2, 5, 10, … (times a power of ten) that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    round
        .into_iter()
        .find(|round| *round >= step * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(values: &[f64], ticks: usize) -> Axis {
        Axis::over(values.iter().copied(), ticks)
    }

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        let axis = over(&[0.887, 0.9151], 4);
        let labels: Vec<_> = axis.ticks().map(|tick| axis.label(tick)).collect();
        assert_eq!(labels, ["0.88", "0.89", "0.90", "0.91", "0.92"]);
        let axis = over(&[0.0, 3512.0], 4);
        let labels: Vec<_> = axis.ticks().map(|tick| axis.label(tick)).collect();
        assert_eq!(labels, ["0", "1000", "2000", "3000", "4000"]);
    }

    #[test]
    fn values_lie_between_the_ends_of_the_axis() {
        let axis = over(&[2.0, 8.0], 3);
        assert_eq!((axis.low, axis.high), (2.0, 8.0));
        assert_eq!(axis.share(5.0), 0.5);
        assert_eq!((axis.share(-99.0), axis.share(99.0)), (0.0, 1.0));
    }

    #[test]
    fn one_value_or_none_still_makes_an_axis() {
        for values in [&[][..], &[0.0], &[3.0, 3.0], &[-2.0], &[f64::NAN], &[1e300]] {
            let axis = over(values, 4);
            assert!(axis.low < axis.high, "{values:?} gives {axis:?}");
            assert!(axis.ticks().count() >= 2, "{values:?} gives {axis:?}");
        }
    }
}
