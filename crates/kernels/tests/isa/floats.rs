//! Attention, norms and activation functions against naive loops in f64.

use crate::common::{Random, near};
use namelight_kernels::{
    Attention, LayerNorm, QuantizedActivations, QuantizedEmbedding, RowTransform, training,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn softmax_of(scores: &[f64]) -> Vec<f64> {
    let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - largest).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// Scaled dot-product attention (Vaswani et al., 2017), number by number.
fn naive_attention(
    projected: &[f32],
    bias: Option<&[f32]>,
    (seq, heads, head_dim): (usize, usize, usize),
) -> Vec<f64> {
    let hidden = heads * head_dim;
    let at = |part: usize, position: usize, head: usize, index: usize| {
        f64::from(projected[position * 3 * hidden + part * hidden + head * head_dim + index])
    };
    let mut context = vec![0.0; seq * hidden];
    for head in 0..heads {
        for query in 0..seq {
            let score = |key: usize| {
                let products = (0..head_dim).map(|i| at(0, query, head, i) * at(1, key, head, i));
                let bias = bias.map_or(0.0, |bias| {
                    bias[head * (2 * seq - 1) + seq - 1 + key - query]
                });
                products.sum::<f64>() / (head_dim as f64).sqrt() + f64::from(bias)
            };
            let weights = softmax_of(&(0..seq).map(score).collect::<Vec<_>>());
            for index in 0..head_dim {
                let products = weights
                    .iter()
                    .enumerate()
                    .map(|(key, w)| w * at(2, key, head, index));
                context[query * hidden + head * head_dim + index] = products.sum();
            }
        }
    }
    context
}

#[test]
fn attention_is_that_of_a_naive_loop() {
    // One room for all: what a longer sentence left behind must not show.
    let (sizes, lengths): (&[(usize, usize)], &[usize]) = if cfg!(miri) {
        (&[(2, 5), (1, 17)], &[4, 1, 2])
    } else {
        let sizes = &[(12, 32), (12, 64), (2, 5), (1, 8)];
        (sizes, &[40, 1, 2, 3, 4, 5, 8, 9, 17, 31])
    };
    for &(heads, head_dim) in sizes {
        let mut attention = Attention::new(heads, head_dim);
        for &seq in lengths {
            let mut random = Random::new((heads * seq) as u64);
            let hidden = heads * head_dim;
            let projected = random.floats(seq * 3 * hidden, 2.0);
            let bias = random.floats(heads * (2 * seq - 1), 2.0);
            for bias in [None, Some(bias.as_slice())] {
                let mut context = vec![f32::NAN; seq * hidden];
                attention.forward(&projected, bias, 0, &mut context);
                let expected = naive_attention(&projected, bias, (seq, heads, head_dim));
                for (found, expected) in context.iter().zip(expected) {
                    assert!(near(*found, expected, 1e-5), "{found} {expected} at {seq}");
                }
                let first = seq / 3;
                let mut last_rows = vec![f32::NAN; (seq - first) * hidden];
                attention.forward(&projected, bias, first, &mut last_rows);
                assert_eq!(last_rows, context[first * hidden..], "from {first} on");
            }
        }
    }
}

#[test]
fn attention_stands_scores_of_any_size() {
    let (seq, hidden) = (9, 8);
    let mut projected = Random::new(3).floats(seq * 3 * hidden, 1.0);
    for row in projected.chunks_exact_mut(3 * hidden) {
        row[..2 * hidden].iter_mut().for_each(|x| *x *= 1e15);
    }
    let mut context = vec![0.0; seq * hidden];
    Attention::new(1, hidden).forward(&projected, None, 0, &mut context);
    assert!(context.iter().all(|x| x.abs() <= 1.0), "{context:?}");
}

#[test]
fn layer_norm_is_that_of_a_naive_loop() {
    let widths: &[usize] = if cfg!(miri) {
        &[1, 5, 8, 33]
    } else {
        &[1, 5, 8, 384, 769]
    };
    for &width in widths {
        let mut random = Random::new(width as u64);
        let (weight, bias) = (random.floats(width, 2.0), random.floats(width, 2.0));
        let x = random.floats(3 * width, 30.0);
        let mut y = x.clone();
        LayerNorm::new(weight.clone(), bias.clone(), 1e-12).forward(&mut y);
        for (x, y) in x.chunks_exact(width).zip(y.chunks_exact(width)) {
            let count = width as f64;
            let mean = x.iter().map(|x| f64::from(*x)).sum::<f64>() / count;
            let variance = x
                .iter()
                .map(|x| (f64::from(*x) - mean).powi(2))
                .sum::<f64>()
                / count;
            for index in 0..width {
                let normal = (f64::from(x[index]) - mean) / (variance + 1e-12).sqrt();
                let expected = normal * f64::from(weight[index]) + f64::from(bias[index]);
                assert!(near(y[index], expected, 1e-5), "{} {expected}", y[index]);
            }
        }
    }
}

/// The form that inference quantizes next, and the closer one of training, on every 1009th float up to 1e38.
#[test]
fn gelu_is_within_its_bound() {
    let stride = if cfg!(miri) { 16_777_259 } else { 1009 };
    for end in [1e38f32, -1e38] {
        let floats = (0f32.copysign(end).to_bits()..end.to_bits()).step_by(stride);
        let x: Vec<f32> = floats.map(f32::from_bits).collect();
        let (mut of_inference, mut of_training) = (x.clone(), vec![0.0; x.len()]);
        QuantizedActivations::default().transform_and_quantize(
            &mut of_inference,
            x.len(),
            RowTransform::Gelu,
        );
        training::gelu(&x, &mut of_training);
        for (y, bound) in [(of_inference, 32.0), (of_training, 5.0)] {
            let errors = x.iter().zip(y).map(|(x, y)| {
                let x = f64::from(*x);
                let expected = 0.5 * x * libm::erfc(-x / std::f64::consts::SQRT_2);
                let exponent = x.abs().max(f64::from(f32::MIN_POSITIVE)).log2().floor();
                (
                    (f64::from(y) - expected).abs() / (exponent - 23.0).exp2(),
                    x,
                )
            });
            let (worst, x) = errors.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            assert!(worst <= bound, "gelu({x}) is {worst} units off");
        }
    }
}

#[test]
fn rows_of_a_table_are_added_up() {
    let table = QuantizedEmbedding::new(vec![1, -2, 3, 127, -128, 0], vec![0.5, 2.0], 3);
    let mut x = [1.0, 1.0, 1.0];
    table.add(0, &mut x);
    table.add(1, &mut x);
    assert_eq!(x, [255.5, -256.0, 2.5]);
}
