//! One number of a row: sums, products, extremes. Several are kept beside each other, so that the compiler may use vector
//! registers, and joined in one order on every machine.

/// The number of sums or extremes beside each other; enough that one does not wait for the other.
const LANES: usize = 16;

/// The largest number of a row; that of an empty one is negative infinity.
#[inline(always)]
pub(crate) fn largest(row: &[f32]) -> f32 {
    first_in_order(row, f32::NEG_INFINITY, |a, b| if b > a { b } else { a })
}

/// The smallest number of a row; that of an empty one is infinity.
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

/// The sum of `term` over the numbers of a row.
#[inline(always)]
pub(crate) fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
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

/// The dot product of two rows of one length.
///
/// Eight lanes that are added one after the other, not the sixteen of `sum`: the bits of trained models depend on the order.
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a_eights, a_rest), (b_eights, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a_eights.iter().zip(b_eights) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
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
