//! The axes of a chart: their ends, their ticks, and the labels of those.

use std::ops::Range;

use plotters::coord::combinators::{IntoLogRange, LogCoord};
use plotters::coord::ranged1d::{
    BoldPoints, KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter,
};
use plotters::coord::types::RangedCoordf64;

/// Larger numbers are drawn at the end of their axis: a report is any file, and Plotters counts in steps from tick to tick.
const LARGEST: f64 = 1e15;
/// A margin for rounding errors at the ends of an axis.
const HAIR: f64 = 1e-9;

/// An axis: how places along it are spaced.
#[derive(Clone, Debug, PartialEq)]
pub enum Axis {
    /// Equal differences are equal distances.
    Linear {
        /// The number at the start.
        low: f64,
        /// The number at the end.
        high: f64,
        /// The largest number of ticks.
        ticks: usize,
    },
    /// Equal ratios are equal distances.
    Logarithmic {
        /// The number at the start, a power of ten.
        low: f64,
        /// The number at the end, a power of ten.
        high: f64,
    },
    /// Name after name, from the top downwards; the middle of the first is at 0.5, that of the second at 1.5.
    Names(Vec<String>),
}

impl Axis {
    /// An axis that ends where the values end. Without any it goes from 0 to 1.
    pub fn within(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        let (low, mut high) = ends(values).unwrap_or((0.0, 1.0));
        if high - low < HAIR * low.abs().max(high.abs()).max(HAIR) {
            high = low + if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        }
        Self::Linear { low, high, ticks }
    }

    /// An axis that ends where the values end, with ticks at whole numbers.
    pub fn counting(values: impl Iterator<Item = f64>) -> Self {
        match Self::within(values, 2) {
            Self::Linear { low, high, .. } => {
                let ticks = (high - low).clamp(1.0, 7.0) as usize + 1;
                Self::Linear { low, high, ticks }
            }
            other => other,
        }
    }

    /// An axis with some room beyond the values.
    pub fn around(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        match Self::within(values, ticks) {
            Self::Linear { low, high, ticks } => {
                let room = (high - low) * 0.07;
                let (low, high) = (low - room, high + room);
                Self::Linear { low, high, ticks }
            }
            other => other,
        }
    }

    /// An axis with some room beyond shares in per cent, which end at 0 and at 100.
    pub fn percent(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        match Self::around(values, ticks) {
            Self::Linear { low, high, ticks } if low < 100.0 && high > 0.0 => Self::Linear {
                low: low.max(0.0),
                high: high.min(100.0),
                ticks,
            },
            other => other,
        }
    }

    /// An axis from 0 to beyond the largest value, for bars.
    pub fn from_zero(values: impl Iterator<Item = f64>, ticks: usize) -> Self {
        let high = ends(values).map_or(0.0, |(_, high)| high);
        let high = if high > 0.0 { high * 1.15 } else { 1.0 };
        Self::Linear {
            low: 0.0,
            high,
            ticks,
        }
    }

    /// An axis over the positive values, from one power of ten to another. Without any it goes from 0.1 to 1.
    pub fn logarithmic(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = ends(values.filter(|value| *value > 0.0)).unwrap_or((0.1, 1.0));
        let low = (low.log10() + HAIR).floor().clamp(-15.0, 14.0);
        let high = (high.log10() - HAIR).ceil().clamp(low + 1.0, 15.0);
        Self::Logarithmic {
            low: 10_f64.powf(low),
            high: 10_f64.powf(high),
        }
    }

    /// The numbers at start and end.
    pub fn ends(&self) -> (f64, f64) {
        match self {
            Self::Linear { low, high, .. } | Self::Logarithmic { low, high } => (*low, *high),
            Self::Names(names) => (names.len() as f64, 0.0),
        }
    }

    /// The names, where it has any.
    pub fn names(&self) -> Option<&[String]> {
        match self {
            Self::Names(names) => Some(names),
            Self::Linear { .. } | Self::Logarithmic { .. } => None,
        }
    }

    /// The places of the ticks.
    pub fn ticks(&self) -> Vec<f64> {
        match self {
            Self::Linear { ticks, .. } => self.linear().key_points(BoldPoints(*ticks)),
            Self::Logarithmic { low, high } => {
                let wide = low * (1.0 - HAIR)..high * (1.0 + HAIR);
                LogCoord::from(wide.log_scale()).key_points(BoldPoints(6))
            }
            Self::Names(names) => (0..names.len()).map(|name| name as f64 + 0.5).collect(),
        }
    }

    /// A tick's number with the digits that it needs, or its name.
    pub fn label(&self, tick: f64) -> String {
        let smallest = match self {
            Self::Names(names) => {
                return names.get(tick as usize).cloned().unwrap_or_default();
            }
            Self::Logarithmic { .. } => tick,
            Self::Linear { .. } => match self.ticks()[..] {
                [first, second, ..] => second - first,
                _ => 1.0,
            },
        };
        let digits = (-(smallest.log10() + HAIR).floor()).clamp(0.0, 9.0) as usize;
        format!("{tick:.digits$}")
    }

    fn linear(&self) -> RangedCoordf64 {
        let (low, high) = self.ends();
        (low..high).into()
    }
}

/// Plotters gets one type of axis for all, so that its generic code is compiled once.
impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (low, high) = self.ends();
        let value = value.clamp(low.min(high), low.max(high));
        match self {
            Self::Logarithmic { low, high } => {
                LogCoord::from((*low..*high).log_scale()).map(&value, limit)
            }
            _ => self.linear().map(&value, limit),
        }
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        match hint.weight().allow_light_points() {
            true => Vec::new(),
            false => self.ticks(),
        }
    }

    fn range(&self) -> Range<f64> {
        let (low, high) = self.ends();
        low..high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        self.label(*value)
    }
}

/// The smallest and the largest finite value.
fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.filter(|value| value.is_finite());
    let drawn = finite.map(|value| value.clamp(-LARGEST, LARGEST));
    drawn.fold(None, |ends, value| {
        let (low, high) = ends.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<String> {
        let ticks = axis.ticks();
        ticks.into_iter().map(|tick| axis.label(tick)).collect()
    }

    #[test]
    fn ticks_are_round_and_lie_within_the_values() {
        let axis = Axis::within([25.0, 4390.0].into_iter(), 6);
        assert_eq!(labels(&axis), ["1000", "2000", "3000", "4000"]);
        let axis = Axis::within([0.887, 0.9151].into_iter(), 4);
        assert_eq!(labels(&axis), ["0.89", "0.90", "0.91"]);
        let axis = Axis::within([1.0, 6.0].into_iter(), 7);
        assert_eq!(labels(&axis), ["1", "2", "3", "4", "5", "6"]);
        let axis = Axis::counting([1.0, 3.0].into_iter());
        assert_eq!(labels(&axis), ["1", "2", "3"]);
    }

    #[test]
    fn a_logarithmic_axis_goes_from_power_to_power() {
        let axis = Axis::logarithmic([2.2, 0.0074, 0.0, f64::NAN].into_iter());
        assert_eq!(labels(&axis), ["0.001", "0.01", "0.1", "1", "10"]);
        assert!((axis.map(&0.1, (0, 1000)) - 500).abs() <= 1);
        assert_eq!(axis.map(&0.0, (0, 1000)), 0);
        assert_eq!(axis.map(&1e9, (0, 1000)), 1000);
    }

    #[test]
    fn a_logarithmic_axis_of_nothing_or_of_extremes_has_ticks() {
        for values in [&[][..], &[-1.0], &[1.0], &[1e-320, 1e308]] {
            let axis = Axis::logarithmic(values.iter().copied());
            let (low, high) = axis.ends();
            assert!(low < high, "{values:?} gives {axis:?}");
            assert!((2..=8).contains(&axis.ticks().len()), "{values:?}");
        }
    }

    #[test]
    fn one_value_or_none_or_extremes_still_make_an_axis() {
        let cases: [&[f64]; 8] = [
            &[],
            &[0.0],
            &[3.0, 3.0],
            &[-2.0],
            &[f64::NAN],
            &[1e300],
            &[-1e308, 1e308],
            &[1e-320],
        ];
        for values in cases {
            for make in [Axis::within, Axis::around, Axis::percent, Axis::from_zero] {
                let axis = make(values.iter().copied(), 5);
                let (low, high) = axis.ends();
                assert!(low < high, "{values:?} gives {axis:?}");
                let ticks = axis.ticks();
                assert!((1..=6).contains(&ticks.len()), "{values:?} gives {ticks:?}");
            }
        }
    }

    #[test]
    fn shares_end_at_a_hundred_per_cent() {
        let axis = Axis::percent([9.0, 99.9].into_iter(), 5);
        assert_eq!(axis.ends().1, 100.0);
    }

    #[test]
    fn names_have_their_ticks_in_their_middle() {
        let names = ["PER", "ORG"].map(str::to_owned).to_vec();
        let axis = Axis::Names(names);
        assert_eq!(axis.ticks(), [0.5, 1.5]);
        assert_eq!(labels(&axis), ["PER", "ORG"]);
        assert_eq!(axis.map(&0.5, (0, 100)), 75);
        assert_eq!(axis.label(-1.0), "PER");
        assert_eq!(axis.label(9.0), "");
    }
}
