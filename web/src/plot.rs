//! The arithmetic of a line chart: round ticks, and numbers turned into places.

/// How an axis spaces its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences are equal distances.
    Linear,
    /// Equal ratios are equal distances.
    Logarithmic,
}

/// A range of numbers drawn along an axis of some length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// How numbers become places.
    pub scale: Scale,
    /// The number at the start.
    pub low: f64,
    /// The number at the end, larger than `low`.
    pub high: f64,
    /// Distance between ticks on a linear scale, factor between them on a logarithmic one.
    pub step: f64,
}

impl Axis {
    /// An axis from tick to tick, with about `ticks` round steps over all finite values. Without any it goes from 0
    /// to 1.
    pub fn over(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        let axis = Self::within(values, ticks);
        Self {
            low: (axis.low / axis.step).floor() * axis.step,
            high: (axis.high / axis.step).ceil() * axis.step,
            ..axis
        }
    }

    /// An axis that ends where the finite values end, with at most about `ticks` round steps between.
    pub fn within(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        let (low, mut high) = ends(values).unwrap_or((0.0, 1.0));
        if high - low < f64::EPSILON * high.abs().max(1.0) {
            high = low + if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        }
        Self {
            scale: Scale::Linear,
            low,
            high,
            step: round_step((high - low) / ticks.max(1) as f64),
        }
    }

    /// An axis over the positive values, from one power of ten to another. Without any it goes from 0.1 to 1.
    pub fn logarithmic(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = ends(values.filter(|value| *value > 0.0)).unwrap_or((0.1, 1.0));
        let low = low.log10().floor().clamp(-300.0, 300.0);
        let high = high.log10().ceil().clamp(low + 1.0, 301.0);
        Self {
            scale: Scale::Logarithmic,
            low: 10_f64.powf(low),
            high: 10_f64.powf(high),
            step: 10.0,
        }
    }

    /// The numbers of the ticks.
    pub fn ticks(&self) -> Vec<f64> {
        match self.scale {
            Scale::Linear => {
                // A hair's breadth, so that rounding loses no tick at an end.
                let first = (self.low / self.step - 1e-9).ceil();
                let last = (self.high / self.step + 1e-9).floor();
                let count = (last - first).clamp(0.0, 100.0) as usize;
                let tick = |index| (first + index as f64) * self.step;
                (0..=count).map(tick).collect()
            }
            Scale::Logarithmic => {
                let (first, last) = (self.low.log10().round(), self.high.log10().round());
                // Many powers: only some of them, with both ends.
                let every = ((last - first) / 5.0).ceil().max(1.0);
                let count = ((last - first) / every).floor() as usize;
                let tick = |index| 10_f64.powf(last - index as f64 * every);
                (0..=count).rev().map(tick).collect()
            }
        }
    }

    /// The share of the axis at which a number lies, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        let share = match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Logarithmic if value <= 0.0 => 0.0,
            Scale::Logarithmic => (value / self.low).log10() / (self.high / self.low).log10(),
        };
        share.clamp(0.0, 1.0)
    }

    /// A tick's number with the digits that it needs.
    pub fn label(&self, tick: f64) -> String {
        let smallest = match self.scale {
            Scale::Linear => self.step,
            Scale::Logarithmic => tick,
        };
        let digits = (-(smallest.log10() + 1e-9).floor()).clamp(0.0, 9.0) as usize;
        format!("{tick:.digits$}")
    }
}

/// The smallest and the largest finite value.
fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.filter(|value| value.is_finite());
    finite.fold(None, |ends, value| {
        let (low, high) = ends.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
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
        assert_eq!(labels(axis), ["0.88", "0.89", "0.90", "0.91", "0.92"]);
        let axis = over(&[0.0, 3512.0], 4);
        assert_eq!(labels(axis), ["0", "1000", "2000", "3000", "4000"]);
    }

    fn labels(axis: Axis) -> Vec<String> {
        let ticks = axis.ticks();
        ticks.into_iter().map(|tick| axis.label(tick)).collect()
    }

    #[test]
    fn an_axis_that_ends_with_the_values_has_its_ticks_between_them() {
        let axis = Axis::within([25.0, 4390.0].into_iter(), 5);
        assert_eq!((axis.low, axis.high), (25.0, 4390.0));
        assert_eq!(labels(axis), ["1000", "2000", "3000", "4000"]);
        let axis = Axis::within([1.0, 5.0].into_iter(), 5);
        assert_eq!(labels(axis), ["1", "2", "3", "4", "5"]);
    }

    #[test]
    fn a_logarithmic_axis_goes_from_power_to_power() {
        let axis = Axis::logarithmic([2.2, 0.0074, 0.0, f64::NAN].into_iter());
        assert_eq!(labels(axis), ["0.001", "0.01", "0.1", "1", "10"]);
        assert!((axis.share(0.1) - 0.5).abs() < 1e-12);
        assert_eq!((axis.share(0.0), axis.share(1e9)), (0.0, 1.0));
    }

    #[test]
    fn a_logarithmic_axis_of_nothing_or_of_extremes_has_ticks() {
        for values in [&[][..], &[-1.0], &[1.0], &[1e-320, 1e308]] {
            let axis = Axis::logarithmic(values.iter().copied());
            assert!(axis.low < axis.high, "{values:?} gives {axis:?}");
            assert!((2..=7).contains(&axis.ticks().len()), "{values:?}");
        }
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
            assert!(axis.ticks().len() >= 2, "{values:?} gives {axis:?}");
        }
    }
}
