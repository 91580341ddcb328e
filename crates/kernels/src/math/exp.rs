//! Powers of e and of 2.

use std::f32::consts::LOG2_E;

/// Adding 1.5 · 2²³ rounds a float to a whole number and leaves that in its lowest bits, in two's complement; taking it
/// off again gives the whole number as a float.
pub(crate) const ROUND: f32 = 12_582_912.0;

/// `eˣ` for x up to 0, within 1 unit in the last place: 2 to the whole part by its bits, to the rest by a polynomial
/// (Cephes' `expf`). The worst of every 251st float is 0.976 units off, at -5.88. Below -87 it stays at the value there.
#[inline(always)]
pub(crate) fn exp_of_negative(x: f32) -> f32 {
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

/// `2ˣ` for x up to 0, within 3 units in the last place: a whole part becomes the exponent, a polynomial gives the rest
/// (degree 5, by Remez' algorithm for the smallest relative error on [-½, ½], its constant term set to 1). The worst of
/// every 251st float is 2.88 units off, at -0.261. Below -126 it stays at the value there.
#[inline(always)]
pub(crate) fn exp2_of_negative(x: f32) -> f32 {
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

#[cfg(test)]
mod tests {
    use super::super::ulps::{forms, ulp, worst};
    use super::*;

    #[inline(always)]
    fn exp_row(row: &mut [f32]) {
        row.iter_mut().for_each(|x| *x = exp_of_negative(*x));
    }

    #[inline(always)]
    fn exp2_row(row: &mut [f32]) {
        row.iter_mut().for_each(|x| *x = exp2_of_negative(*x));
    }

    #[test]
    fn exp_is_within_its_bound_in_every_form() {
        let error = |x: f32, found: f32| {
            let truth = f64::from(x).exp();
            (f64::from(found) - truth).abs() / ulp(truth)
        };
        let worst = worst(forms!(exp_row), -0.0, -87.0, error);
        assert!(worst.ulps <= 1.0, "{worst:?}");
        assert_eq!(exp_of_negative(0.0), 1.0);
        assert_eq!(exp_of_negative(f32::MIN), exp_of_negative(-87.0));
        assert_eq!(exp_of_negative(f32::NEG_INFINITY), exp_of_negative(-87.0));
    }

    #[test]
    fn exp2_is_within_its_bound_in_every_form() {
        let error = |x: f32, found: f32| {
            let truth = f64::from(x).exp2();
            (f64::from(found) - truth).abs() / ulp(truth)
        };
        let worst = worst(forms!(exp2_row), -0.0, -126.0, error);
        assert!(worst.ulps <= 3.0, "{worst:?}");
        assert_eq!(exp2_of_negative(0.0), 1.0);
        assert_eq!(
            exp2_of_negative(f32::NEG_INFINITY),
            exp2_of_negative(-126.0)
        );
    }
}
