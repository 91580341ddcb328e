//! Products of integers against naive loops, and what is computed on the way to them.

use crate::case::{Case, SHAPES};
use crate::common::Random;
use namelight_kernels::{
    Isa, LayerNorm, Output, QuantizedActivations, QuantizedLinear, RowTransform,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A weight as products see it, rounded to an even number.
fn to_even(weight: i8) -> f64 {
    2.0 * (f64::from(weight) / 2.0).round_ties_even()
}

#[test]
fn the_scalar_form_is_a_naive_product_of_what_the_integers_stand_for() {
    for &shape in SHAPES {
        let case = Case::new(shape, 2.0);
        let (activations, y) = (case.activations(), case.product(Isa::scalar()));
        for row in 0..case.rows {
            let x = activations.dequantized(row);
            for output in 0..case.outputs {
                let weights = &case.weights[output * case.inputs..][..case.inputs];
                let scale = f64::from(case.scales[output]);
                let products = x
                    .iter()
                    .zip(weights)
                    .map(|(x, w)| f64::from(*x) * to_even(*w));
                let expected = products.sum::<f64>() * scale + f64::from(case.bias[output]);
                let found = y[row * case.outputs + output];
                // Weights are up to 128: an error in the fifth digit of their sum.
                let bound = 1e-5 * 128.0 * case.inputs as f64;
                assert!(
                    (f64::from(found) - expected).abs() < bound,
                    "{found} {expected}"
                );
            }
        }
    }
}

#[test]
fn a_product_can_be_added_to_what_is_there() {
    let case = Case::new((5, 24, 20), 1.0);
    let product = case.product(Isa::best());
    let before = Random::new(1).floats(product.len(), 1.0);
    let mut y = before.clone();
    case.linear(Isa::best())
        .forward(&case.activations(), &mut y, Output::Add);
    for ((y, before), product) in y.iter().zip(before).zip(product) {
        assert_eq!(*y, before + product);
    }
}

#[test]
fn matrices_beside_each_other_are_one_product() {
    let (left, right) = (Case::new((5, 24, 20), 1.0), Case::new((5, 24, 13), 1.0));
    let mut linear = QuantizedLinear::zeroed(24, 33);
    linear.set_bias(20, &right.bias);
    linear.set_weights(20, &right.weights);
    linear.set_scales(0, &left.scales);
    linear.set_weights(0, &left.weights);
    linear.set_scales(20, &right.scales);
    linear.set_bias(0, &left.bias);
    let mut y = vec![0.0; 5 * 33];
    linear.forward(&left.activations(), &mut y, Output::Write);

    let of_left = left.product(Isa::best());
    let mut activations = QuantizedActivations::default();
    activations.quantize(&left.x, 24);
    let mut of_right = vec![0.0; 5 * 13];
    right
        .linear(Isa::best())
        .forward(&activations, &mut of_right, Output::Write);
    for (row, y) in y.chunks_exact(33).enumerate() {
        assert_eq!(y[..20], of_left[row * 20..][..20]);
        assert_eq!(y[20..], of_right[row * 13..][..13]);
    }
}

#[test]
fn activations_are_within_half_a_step() {
    let widths: &[usize] = if cfg!(miri) {
        &[1, 2, 7, 8, 41]
    } else {
        &[1, 2, 7, 8, 384, 1001]
    };
    for &width in widths {
        let mut random = Random::new(width as u64);
        let mut x = random.floats(width, 5.0);
        x[0] = -7.5;
        let mut activations = QuantizedActivations::default();
        activations.quantize(&x, width);
        let highest = x.iter().copied().fold(f32::MIN, f32::max);
        let lowest = x.iter().copied().fold(f32::MAX, f32::min);
        let half = (highest - lowest) / 254.0;
        for (x, found) in x.iter().zip(activations.dequantized(0)) {
            assert!(
                (x - found).abs() <= half * 1.001 + 1e-6,
                "{x} became {found}"
            );
        }
    }
}

#[test]
fn a_row_without_a_range_is_kept_exactly() {
    for value in [0.0, -3.25, 1e30] {
        let mut activations = QuantizedActivations::default();
        activations.quantize(&[value; 20], 10);
        assert_eq!(activations.rows(), 2);
        assert_eq!(activations.dequantized(1), vec![value; 10]);
    }
}

#[test]
fn instructions_that_this_machine_lacks_are_refused() {
    assert!(Isa::best().is_available() && Isa::scalar().is_available());
    for isa in Isa::all() {
        let moved = std::panic::catch_unwind(|| QuantizedLinear::zeroed(8, 16).on(isa));
        assert_eq!(moved.is_ok(), isa.is_available(), "{}", isa.name());
    }
}

#[test]
fn no_rows_are_no_product() {
    let case = Case::new((0, 24, 20), 1.0);
    assert!(case.product(Isa::best()).is_empty());
}

#[test]
fn a_layer_norm_on_the_way_is_the_layer_norm_before() {
    let x = Random::new(5).floats(4 * 50, 3.0);
    let norm = LayerNorm::new(vec![1.5; 50], vec![0.25; 50], 1e-12);
    let (mut on_the_way, mut before) = (x.clone(), x);
    norm.forward(&mut before);
    let (mut found, mut expected) = (
        QuantizedActivations::default(),
        QuantizedActivations::default(),
    );
    found.transform_and_quantize(&mut on_the_way, 50, RowTransform::LayerNorm(&norm));
    expected.quantize(&before, 50);
    assert_eq!(on_the_way, before);
    for row in 0..4 {
        assert_eq!(found.dequantized(row), expected.dequantized(row));
    }
}

#[test]
fn gelu_on_the_way_is_gelu_before() {
    let mut x = Random::new(6).floats(4 * 50, 3.0);
    let (mut found, mut expected) = (
        QuantizedActivations::default(),
        QuantizedActivations::default(),
    );
    // In place, so that `x` is what was quantized.
    found.transform_and_quantize(&mut x, 50, RowTransform::Gelu);
    expected.quantize(&x, 50);
    for row in 0..4 {
        assert_eq!(found.dequantized(row), expected.dequantized(row));
    }
}
