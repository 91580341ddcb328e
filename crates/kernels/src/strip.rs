//! A few rows of factors times a strip of a matrix, in floats: what attention is made of.

/// Numbers that are computed beside each other.
pub(crate) const LANES: usize = 16;

#[cfg(not(all(target_arch = "wasm32", target_feature = "relaxed-simd")))]
pub(crate) use plain::products;
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
pub(crate) use relaxed::products;

/// In one order, and rounded after each multiplication: the same on every machine.
#[cfg(any(
    test,
    not(all(target_arch = "wasm32", target_feature = "relaxed-simd"))
))]
mod plain {
    use super::LANES;

    /// `Q` rows of factors, `(strip.len())` each, times a strip.
    #[inline(always)]
    pub(crate) fn products<const Q: usize>(
        factors: [&[f32]; Q],
        strip: &[[f32; LANES]],
    ) -> [[f32; LANES]; Q] {
        let mut sums = [[0.0; LANES]; Q];
        let factors = factors.map(|factors| &factors[..strip.len()]);
        for (index, row) in strip.iter().enumerate() {
            for (sums, factors) in sums.iter_mut().zip(factors) {
                // SAFETY: there are as many factors as rows in the strip. The compiler does not see it, and to check costs a
                // tenth of the loop.
                let factor = unsafe { factors.get_unchecked(index) };
                for (sum, x) in sums.iter_mut().zip(row) {
                    *sum += factor * x;
                }
            }
        }
        sums
    }
}

/// Multiplies and adds in one step where the processor does: half the instructions. Whether it rounds in between is
/// left to the engine, so sums differ between machines by their last bits.
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
mod relaxed {
    use std::arch::wasm32::*;

    use super::LANES;

    /// Vectors in a row of a strip.
    const PARTS: usize = LANES / 4;

    /// `Q` rows of factors, `(strip.len())` each, times a strip.
    #[inline(always)]
    pub(crate) fn products<const Q: usize>(
        factors: [&[f32]; Q],
        strip: &[[f32; LANES]],
    ) -> [[f32; LANES]; Q] {
        let mut sums = [[f32x4_splat(0.0); PARTS]; Q];
        let factors = factors.map(|factors| &factors[..strip.len()]);
        for (index, row) in strip.iter().enumerate() {
            let row = row.as_ptr().cast::<v128>();
            // SAFETY: a row is as many vectors, and loads take any address.
            let row: [v128; PARTS] =
                std::array::from_fn(|part| unsafe { v128_load(row.add(part)) });
            for (sums, factors) in sums.iter_mut().zip(factors) {
                // SAFETY: there are as many factors as rows in the strip; see the plain form.
                let factor = f32x4_splat(unsafe { *factors.get_unchecked(index) });
                for (sum, x) in sums.iter_mut().zip(row) {
                    *sum = f32x4_relaxed_madd(factor, x, *sum);
                }
            }
        }
        sums.map(unpack)
    }

    fn unpack(sums: [v128; PARTS]) -> [f32; LANES] {
        let mut numbers = [0.0; LANES];
        for (part, sum) in sums.into_iter().enumerate() {
            let place = numbers[4 * part..].as_mut_ptr().cast::<v128>();
            // SAFETY: four numbers are there, and stores take any address.
            unsafe { v128_store(place, sum) };
        }
        numbers
    }

    #[cfg(test)]
    mod tests {
        use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

        use super::*;
        use crate::strip::plain;

        wasm_bindgen_test_configure!(run_in_browser);

        #[wasm_bindgen_test]
        fn sums_are_those_of_the_plain_form_but_for_their_last_bits() {
            for length in [0, 1, 31, 32, 512] {
                let number = |index: usize| ((index * 7919) % 1009) as f32 / 504.5 - 1.0;
                let strip: Vec<[f32; LANES]> = (0..length)
                    .map(|row| std::array::from_fn(|lane| number(row * LANES + lane)))
                    .collect();
                let factors: Vec<f32> = (0..2 * length).map(|index| number(index + 5)).collect();
                let factors = [&factors[..length], &factors[length..]];
                let (found, expected) =
                    (products(factors, &strip), plain::products(factors, &strip));
                let pairs = found.as_flattened().iter().zip(expected.as_flattened());
                for (found, expected) in pairs {
                    // Each of the additions may be rounded otherwise by half a unit in the last place of a sum.
                    let bound = f32::EPSILON * length as f32 * length as f32;
                    assert!((found - expected).abs() <= bound, "{found} {expected}");
                }
            }
        }
    }
}
