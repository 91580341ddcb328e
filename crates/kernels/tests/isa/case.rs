//! Products with random numbers.

use crate::common::Random;
use namelight_kernels::{Isa, Output, QuantizedActivations, QuantizedLinear};

/// Rows, inputs and outputs: those of models, and those that fill no group, panel or tile. Miri, where a product takes a
/// hundred thousand times as long, has the smallest of the latter.
pub const SHAPES: &[(usize, usize, usize)] = if cfg!(miri) {
    &[(1, 1, 1), (2, 3, 5), (3, 4, 16), (9, 11, 17)]
} else {
    &[
        (32, 384, 1152),
        (7, 1536, 384),
        (17, 384, 9),
        (1, 1, 1),
        (2, 3, 5),
        (3, 4, 16),
        (5, 7, 17),
        (6, 13, 33),
        (9, 127, 8),
        (11, 130, 40),
    ]
};

/// A product: activations of shape (rows, inputs) by weights of shape (outputs, inputs).
pub struct Case {
    pub x: Vec<f32>,
    pub weights: Vec<i8>,
    pub scales: Vec<f32>,
    pub bias: Vec<f32>,
    pub rows: usize,
    pub inputs: usize,
    pub outputs: usize,
}

impl Case {
    /// With random numbers; activations are about as large as `spread`.
    pub fn new((rows, inputs, outputs): (usize, usize, usize), spread: f32) -> Self {
        let mut random = Random::new((rows * inputs + outputs) as u64);
        Self {
            x: random.floats(rows * inputs, spread),
            weights: random.weights(outputs * inputs),
            scales: (0..outputs).map(|_| 0.001 + random.float().abs()).collect(),
            bias: random.floats(outputs, 3.0),
            rows,
            inputs,
            outputs,
        }
    }

    pub fn linear(&self, isa: &'static Isa) -> QuantizedLinear {
        let mut linear = QuantizedLinear::zeroed(self.inputs, self.outputs).on(isa);
        linear.set_weights(0, &self.weights);
        linear.set_scales(0, &self.scales);
        linear.set_bias(0, &self.bias);
        linear
    }

    pub fn activations(&self) -> QuantizedActivations {
        let mut activations = QuantizedActivations::default();
        activations.quantize(&self.x, self.inputs);
        activations
    }

    pub fn product(&self, isa: &'static Isa) -> Vec<f32> {
        let mut y = vec![f32::NAN; self.rows * self.outputs];
        self.linear(isa)
            .forward(&self.activations(), &mut y, Output::Write);
        y
    }
}
