//! Functions whose loops the compiler can vectorize, since they neither branch nor call.

use std::f32::consts::{FRAC_1_SQRT_2, LOG2_E};

use crate::dispatch::dispatch;

/// Adding 1.5 · 2²³ rounds a float to a whole number and leaves that in its lowest bits, in two's complement; taking it
/// off again gives the whole number as a float.
pub(crate) const ROUND: f32 = 12_582_912.0;

/// Numbers that are summed or compared beside each other; enough that one does not wait for the other.
const LANES: usize = 16;

/// The error function. A rational approximation on [-4, 4], beyond which f32 knows nothing but 1; the coefficients are
/// those of Eigen's `generic_fast_erf_float`. Within 5e-7 of the true value.
#[inline(always)]
pub fn erf(x: f32) -> f32 {
    let x = x.clamp(-4.0, 4.0);
    let x2 = x * x;
    let mut p = -2.726_142_3e-10_f32;
    for coefficient in [
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ] {
        p = p * x2 + coefficient;
    }
    let mut q = -1.456_607_2e-5_f32;
    for coefficient in [
        -2.133_740_6e-4,
        -1.682_827e-3,
        -7.373_329_2e-3,
        -1.426_473_9e-2,
    ] {
        q = q * x2 + coefficient;
    }
    x * p / q
}

/// Φ, the normal distribution function, within 3e-7 of the true value.
#[inline(always)]
pub fn normal_cdf(x: f32) -> f32 {
    0.5 + 0.5 * erf(x * FRAC_1_SQRT_2)
}

/// `eˣ` for x up to 0, within 2e-7 of the true value relatively: 2 to the whole part by its bits, to the rest by a
/// polynomial (Cephes' `expf`). Below -87 it stays at the smallest value that it reaches there.
#[inline(always)]
pub fn exp_of_negative(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts, the first exact in few bits.
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut p = 1.987_569_1e-4_f32;
    for coefficient in [
        1.398_199_9e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        1.666_666_5e-1,
        5e-1,
    ] {
        p = p * rest + coefficient;
    }
    let fraction = p * rest * rest + rest + 1.0;
    // The whole number stands in the lowest bits of the shifted one, and becomes the exponent.
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    fraction * power
}

/// `2ˣ` for x up to 0, within 3e-7 of the true value relatively: a whole part becomes the exponent, a polynomial gives
/// the rest (degree 5, by Remez' algorithm for the smallest relative error on [-½, ½], its constant term set to 1). Below
/// -126 it stays at the value there.
#[inline(always)]
pub fn exp2_of_negative(x: f32) -> f32 {
    let x = if x < -126.0 { -126.0 } else { x };
    let shifted = x + ROUND;
    let rest = x - (shifted - ROUND);
    let mut p = 1.327_647_3e-3_f32;
    for coefficient in [
        9.675_541e-3,
        5.550_713e-2,
        2.402_212e-1,
        6.931_469_4e-1,
        1.0,
    ] {
        p = p * rest + coefficient;
    }
    // The whole number stands in the lowest bits of the shifted one, and is added to the exponent.
    f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23))
}

dispatch! {
    /// GELU in its exact form, `x Φ(x)` (Hendrycks and Gimpel, 2016), of each number; within 2e-6 · |x| of the true value.
    pub fn gelu(x: &mut [f32]) {
        gelu_row(x);
    }

    /// Softmax of one row, taken about its largest number so that nothing overflows.
    pub fn softmax(row: &mut [f32]) {
        softmax_row(row);
    }
}

#[inline(always)]
pub(crate) fn gelu_row(row: &mut [f32]) {
    for x in row {
        *x *= rough_normal_cdf(*x);
    }
}

/// Φ within 2e-6 of the true value, in little more than half of [`normal_cdf`]'s operations: fine enough where a row is
/// rounded to 127 steps next. A rational approximation on [-4.8, 4.8], fitted by reweighted least squares
/// (`tests/reference/normal_cdf.py`).
#[inline(always)]
fn rough_normal_cdf(x: f32) -> f32 {
    const END: f32 = 4.8;
    let x = if x < -END { -END } else { x };
    let x = if x > END { END } else { x };
    let x2 = x * x;
    let mut p = 3.215_285_7e-5_f32;
    for coefficient in [3.789_419_3e-3, 2.767_721_8e-2, 3.989_361e-1] {
        p = p * x2 + coefficient;
    }
    let mut q = 1.140_118_8e-3_f32;
    for coefficient in [2.384_104e-2, 2.360_118_3e-1, 1.0] {
        q = q * x2 + coefficient;
    }
    0.5 + x * p / q
}

#[inline(always)]
pub(crate) fn softmax_row(row: &mut [f32]) {
    for x in &mut *row {
        *x *= LOG2_E;
    }
    let scale = 1.0 / exp2_row(row);
    for x in row {
        *x *= scale;
    }
}

/// What softmax is before its numbers are divided by their sum, and that sum; of logarithms to base 2.
#[inline(always)]
pub(crate) fn exp2_row(row: &mut [f32]) -> f32 {
    let largest = largest(row);
    for x in &mut *row {
        *x = exp2_of_negative(*x - largest);
    }
    sum(row, |x| x)
}

/// Of no numbers it is negative infinity.
#[inline(always)]
pub(crate) fn largest(row: &[f32]) -> f32 {
    first_in_order(row, f32::NEG_INFINITY, |a, b| if b > a { b } else { a })
}

/// Of no numbers it is infinity.
#[inline(always)]
pub(crate) fn smallest(row: &[f32]) -> f32 {
    first_in_order(row, f32::INFINITY, |a, b| if b < a { b } else { a })
}

/// The number that comes before all others when `first` chooses between two.
#[inline(always)]
fn first_in_order(row: &[f32], none: f32, first: impl Fn(f32, f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut lanes = [none; LANES];
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = first(*lane, *x);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane = first(*lane, *x);
    }
    join(lanes, first)
}

/// The sum of a term of each number: several sums beside each other, so that the compiler may use vector registers, in
/// the same order whatever their width.
#[inline(always)]
pub fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        for (sum, x) in sums.iter_mut().zip(chunk) {
            *sum += term(*x);
        }
    }
    for (sum, x) in sums.iter_mut().zip(rest) {
        *sum += term(*x);
    }
    join(sums, |a, b| a + b)
}

/// One number of all lanes: half of them with the other half, until one is left.
#[inline(always)]
fn join(mut lanes: [f32; LANES], both: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] = both(lanes[lane], lanes[lane + half]);
        }
        half /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(from: f32, to: f32) -> impl Iterator<Item = f32> {
        (0..=100_000).map(move |step| from + (to - from) * step as f32 / 100_000.0)
    }

    #[test]
    fn erf_is_within_its_bound() {
        for x in grid(-6.0, 6.0) {
            let error = (f64::from(erf(x)) - libm::erf(f64::from(x))).abs();
            assert!(error < 5e-7, "erf({x}) is off by {error}");
        }
        assert_eq!(erf(f32::INFINITY), erf(4.0));
    }

    #[test]
    fn exp2_is_within_its_bound() {
        for x in grid(-126.0, 0.0) {
            let truth = f64::from(x).exp2();
            let error = (f64::from(exp2_of_negative(x)) / truth - 1.0).abs();
            assert!(error < 3e-7, "2^{x} is off by {error}");
        }
        assert_eq!(exp2_of_negative(0.0), 1.0);
        assert!(exp2_of_negative(f32::NEG_INFINITY) < 2e-38);
    }

    #[test]
    fn exp_is_within_its_bound() {
        for x in grid(-87.0, 0.0) {
            let truth = f64::from(x).exp();
            let error = (f64::from(exp_of_negative(x)) / truth - 1.0).abs();
            assert!(error < 2e-7, "exp({x}) is off by {error}");
        }
        assert_eq!(exp_of_negative(0.0), 1.0);
        assert!(exp_of_negative(f32::MIN) < 1e-37);
        assert!(exp_of_negative(f32::NEG_INFINITY) < 1e-37);
    }
}
