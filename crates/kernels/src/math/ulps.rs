//! The largest error of a function over a range of floats, in units in the last place, whatever form the function is
//! compiled in.

/// A function of each number of a row.
pub(super) type Form = fn(&mut [f32]);

/// Of so many neighbouring floats one is tried: a prime, so that all bits change.
const STRIDE: usize = if cfg!(miri) { 16_777_259 } else { 251 };

/// The number of floats in a row, enough for the widest vectors and a rest.
const ROW: usize = 4099;

/// Both forms of a plain loop over a row: as it stands, and as [`crate::dispatch`] compiles it for this machine.
macro_rules! forms {
    ($row:ident) => {{
        crate::dispatch::dispatch! {
            fn dispatched(row: &mut [f32]) {
                $row(row);
            }
        }
        let plain: $crate::math::ulps::Form = |row| $row(row);
        [plain, dispatched]
    }};
}

pub(super) use forms;

/// The largest error that was found, and where.
#[derive(Debug, Default)]
pub(super) struct Worst {
    pub(super) ulps: f64,
    #[expect(dead_code, reason = "a failing test prints it")]
    x: f32,
}

/// The largest error of two forms, which have to agree to the bit. The floats go from `near` away from zero to `far`;
/// `error` gets one of them and what was found there.
pub(super) fn worst(
    forms: [Form; 2],
    near: f32,
    far: f32,
    error: impl Fn(f32, f32) -> f64,
) -> Worst {
    let floats: Vec<f32> = (near.to_bits()..=far.to_bits())
        .step_by(STRIDE)
        .map(f32::from_bits)
        .chain([far])
        .collect();
    let mut worst = Worst::default();
    for floats in floats.chunks(ROW) {
        let [found, dispatched] = forms.map(|form| {
            let mut row = floats.to_vec();
            form(&mut row);
            row
        });
        for ((x, found), dispatched) in floats.iter().zip(found).zip(dispatched) {
            assert_eq!(found.to_bits(), dispatched.to_bits(), "of {x}");
            let ulps = error(*x, found);
            // An error that is no number counts as the largest.
            if ulps.total_cmp(&worst.ulps).is_gt() {
                worst = Worst { ulps, x: *x };
            }
        }
    }
    worst
}

/// The distance between floats about this number.
pub(super) fn ulp(number: f64) -> f64 {
    let nearest = (number.abs() as f32).max(f32::MIN_POSITIVE);
    let exponent = (nearest.to_bits() >> 23).cast_signed() - 127;
    2f64.powi(exponent - 23)
}
