//! The checks that hold for the product of each instruction set.

use crate::case::{Case, SHAPES};
use crate::common::near;
use namelight_kernels::{Isa, Output, QuantizedActivations, QuantizedLinear};

/// About how large activations are.
const SPREADS: &[f32] = if cfg!(miri) {
    &[1.0]
} else {
    &[1.0, 1e-30, 1e30]
};

/// Inputs and outputs of the checks of one product.
const SIZE: (usize, usize) = if cfg!(miri) { (10, 18) } else { (50, 40) };

/// A check of an instruction set that the machine has.
pub type Check = fn(&'static Isa);

/// All checks by name.
pub const CHECKS: [(&str, Check); 4] = [
    (
        "it_gives_the_bits_of_the_scalar_form",
        it_gives_the_bits_of_the_scalar_form,
    ),
    ("slices_may_start_anywhere", slices_may_start_anywhere),
    (
        "numbers_that_are_none_reach_no_other_row",
        numbers_that_are_none_reach_no_other_row,
    ),
    (
        "the_largest_factors_do_not_overflow",
        the_largest_factors_do_not_overflow,
    ),
];

fn it_gives_the_bits_of_the_scalar_form(isa: &'static Isa) {
    for &shape in SHAPES {
        for &spread in SPREADS {
            let case = Case::new(shape, spread);
            let expected: Vec<u32> = case
                .product(Isa::scalar())
                .iter()
                .map(|y| y.to_bits())
                .collect();
            let found: Vec<u32> = case.product(isa).iter().map(|y| y.to_bits()).collect();
            assert_eq!(
                found,
                expected,
                "{} of {shape:?} times {spread}",
                isa.name()
            );
        }
    }
}

fn slices_may_start_anywhere(isa: &'static Isa) {
    let (inputs, outputs) = SIZE;
    let case = Case::new((6, inputs, outputs), 1.0);
    let expected = case.product(Isa::scalar());
    for offset in 1..4 {
        let shifted = |values: &[f32]| [vec![f32::NAN; offset], values.to_vec()].concat();
        let x = shifted(&case.x);
        let weights = [vec![0; offset], case.weights.clone()].concat();
        let mut y = shifted(&vec![0.0; expected.len()]);
        let mut linear = case.linear(isa);
        linear.set_weights(0, &weights[offset..]);
        let mut activations = QuantizedActivations::default();
        activations.quantize(&x[offset..], case.inputs);
        linear.forward(&activations, &mut y[offset..], Output::Write);
        assert_eq!(y[offset..], expected, "{} from {offset} on", isa.name());
    }
}

fn numbers_that_are_none_reach_no_other_row(isa: &'static Isa) {
    let (inputs, outputs) = SIZE;
    let mut case = Case::new((4, inputs, outputs), 1.0);
    let sound = case.product(Isa::scalar());
    for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        case.x[2 * inputs + 7] = odd;
        let y = case.product(isa);
        assert_eq!(y[..2 * outputs], sound[..2 * outputs], "{}", isa.name());
        assert_eq!(y[3 * outputs..], sound[3 * outputs..], "{}", isa.name());
    }
}

fn the_largest_factors_do_not_overflow(isa: &'static Isa) {
    let inputs = if cfg!(miri) { 17 } else { 3072 };
    let mut linear = QuantizedLinear::zeroed(inputs, 32).on(isa);
    for (output, weight) in [(0, i8::MIN), (16, i8::MAX)] {
        linear.set_weights(output, &vec![weight; inputs * 16]);
        linear.set_scales(output, &[1.0; 16]);
    }
    // All but one at the upper end, where integers are 127.
    let mut x = vec![127.0; inputs];
    x[0] = 0.0;
    let mut activations = QuantizedActivations::default();
    activations.quantize(&x, inputs);
    let mut y = vec![0.0; 32];
    linear.forward(&activations, &mut y, Output::Write);
    let sum = (inputs - 1) as f64 * 127.0;
    assert!(near(y[0], -128.0 * sum, 1e-6), "{} {}", isa.name(), y[0]);
    assert!(near(y[31], 128.0 * sum, 1e-6), "{} {}", isa.name(), y[31]);
}
