//! The fused forms against the composed ones, forward and backward.

use candle_core::Var;

use super::*;

/// Numbers without a pattern, about -1 to 1.
fn numbers(count: usize, seed: usize) -> Vec<f32> {
    let value = |index: usize| ((index * 37 + seed * 101 + index * index % 89) % 199) as f32;
    (0..count).map(|index| value(index) / 99.0 - 1.0).collect()
}

fn variable(shape: &[usize], seed: usize, scale: f32) -> Var {
    let values = numbers(shape.iter().product(), seed);
    let values: Vec<f32> = values.iter().map(|value| value * scale).collect();
    Var::from_vec(values, shape, &Device::Cpu).unwrap()
}

fn flat(tensor: &Tensor) -> Vec<f32> {
    tensor.flatten_all().unwrap().to_vec1().unwrap()
}

/// Holds values and gradients of both forms of `f` against each other; every output counts with a weight of its own.
fn assert_same(arguments: &[Var], f: impl Fn(Ops, &[Var]) -> Result<Tensor>) {
    let [fused, composed] = [Ops::Fused, Ops::Composed].map(|ops| {
        let y = f(ops, arguments).unwrap();
        let weights = Tensor::from_vec(numbers(y.elem_count(), 9), y.shape(), &Device::Cpu);
        let gradients = (&y * weights.unwrap()).unwrap().sum_all().unwrap();
        let gradients = gradients.backward().unwrap();
        let of = |argument: &Var| flat(gradients.get(argument).unwrap());
        let mut all = vec![flat(&y)];
        all.extend(arguments.iter().map(of));
        all
    });
    for (place, (fused, composed)) in fused.iter().zip(&composed).enumerate() {
        assert_eq!(fused.len(), composed.len());
        assert!(
            composed.iter().any(|value| value.abs() > 1e-3),
            "{place} is zero"
        );
        for (fused, composed) in fused.iter().zip(composed) {
            let tolerance = 1e-5 * composed.abs().max(1.0);
            let difference = (fused - composed).abs();
            assert!(difference <= tolerance, "{place}: {fused} and {composed}");
        }
    }
}

#[test]
fn linear_is_the_same_in_both_forms() {
    for (rows, input, out) in [(1, 1, 1), (5, 3, 7), (33, 24, 17)] {
        let arguments = [
            variable(&[rows, input], 1, 1.0),
            variable(&[out, input], 2, 1.0),
            variable(&[out], 3, 1.0),
        ];
        assert_same(&arguments, |ops, a| ops.linear(&a[0], &a[1], &a[2]));
    }
}

#[test]
fn layer_norm_is_the_same_in_both_forms() {
    for (rows, width) in [(1, 3), (4, 13), (9, 64)] {
        let arguments = [
            variable(&[rows, width], 1, 3.0),
            variable(&[width], 2, 1.0),
            variable(&[width], 3, 1.0),
        ];
        assert_same(&arguments, |ops, a| {
            ops.layer_norm(&a[0], &a[1], &a[2], 1e-5)
        });
    }
}

#[test]
fn gelu_is_the_same_in_both_forms() {
    for (count, scale) in [(3, 1.0), (1001, 8.0), (64, 100.0)] {
        assert_same(&[variable(&[count], 1, scale)], |ops, a| ops.gelu(&a[0]));
    }
}

#[test]
fn softmax_is_the_same_in_both_forms() {
    for (rows, width) in [(1, 3), (4, 13), (9, 64)] {
        assert_same(&[variable(&[2, rows, width], 1, 5.0)], |ops, a| {
            ops.softmax(&a[0])
        });
    }
}

/// bf16 keeps eight significant bits: a factor is off by at most 2^-9 of itself, and so is the result.
#[test]
fn a_product_in_bf16_differs_by_its_rounding_and_passes_gradients_in_f32() {
    let (left, right) = (variable(&[5, 24], 1, 1.0), variable(&[24, 7], 2, 1.0));
    let exact = left.matmul(&right).unwrap();
    let mixed = Ops::Mixed.matmul(&left, &right).unwrap();
    assert_eq!(mixed.dtype(), candle_core::DType::F32);
    let sizes = left.abs().unwrap().matmul(&right.abs().unwrap()).unwrap();
    let bound = 4.0 / 512.0;
    let mut different = false;
    for ((exact, mixed), size) in flat(&exact).iter().zip(flat(&mixed)).zip(flat(&sizes)) {
        assert!((exact - mixed).abs() <= bound * size, "{exact} and {mixed}");
        different |= *exact != mixed;
    }
    assert!(different, "nothing was rounded");

    let gradients = mixed.sqr().unwrap().sum_all().unwrap().backward().unwrap();
    let expected = exact.sqr().unwrap().sum_all().unwrap().backward().unwrap();
    for argument in [&left, &right] {
        let gradient = gradients.get(argument).unwrap();
        assert_eq!(gradient.dtype(), candle_core::DType::F32);
        let expected = expected.get(argument).unwrap();
        let norm = |tensor: &Tensor| flat(&tensor.sqr().unwrap().sum_all().unwrap())[0].sqrt();
        let off = norm(&(gradient - expected).unwrap()) / norm(expected);
        assert!(off < 0.02, "{off}");
    }
}
