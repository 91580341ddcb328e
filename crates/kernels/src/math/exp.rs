//! Powers of e and of 2.

use std::f32::consts::LOG2_E;

/// Adding 1.5 · 2²³ rounds a float to a whole number and leaves that in its lowest bits, in two's complement; taking it
/// off again gives the whole number as a float.
pub(crate) const ROUND: f32 = 12_582_912.0;

/// `eˣ` for x up to 0, within 2e-7 of the true value relatively: 2 to the whole part by its bits, to the rest by a
/// polynomial (Cephes' `expf`). Below -87 it stays at the smallest value that it reaches there.
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

/// `2ˣ` for x up to 0, within 3e-7 of the true value relatively: a whole part becomes the exponent, a polynomial gives
/// the rest (degree 5, by Remez' algorithm for the smallest relative error on [-½, ½], its constant term set to 1). Below
/// -126 it stays at the value there.
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
    use super::super::grid;
    use super::*;

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
