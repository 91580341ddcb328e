//! The product of activations with a weight matrix, in 7-bit integers (gemm: general matrix multiplication).
//!
//! Weights are packed once, when a model is loaded, into the order in which the instructions read them ([`pack`]).
//! Activations are quantized anew for each product ([`crate::quantize`]). The innermost loop is written per instruction
//! set ([`arch`]); everything around it is here, once, and compiled for each of them.

pub(crate) mod arch;
pub(crate) mod pack;

use crate::Isa;
use crate::quantize::{QuantParams, QuantizedActivations};
use arch::{PackedOperands, Tile};
use pack::{BLOCK, GROUP, PANEL, halved, put};

/// `x Wᵀ + b` with a matrix W `(outputs, inputs)` of 8-bit integers and a scale for each of its rows. It is made empty and
/// filled row by row, in any order and from several matrices: queries, keys and values are one product.
///
/// The integers are kept halved, from −64 to 64, at twice the scale: seven bits, for the reason in `gemm/arch/mod.rs`.
#[derive(Clone, Debug)]
pub struct QuantizedLinear {
    inputs: usize,
    outputs: usize,
    isa: &'static Isa,
    /// Panels of blocks; see [`pack`].
    panels: Vec<i8>,
    /// The scale of each output's halved integers, and zeros up to the last panel's end.
    scales: Vec<f32>,
    /// The sum of each output's integers: what an activation's lowest value is multiplied by.
    sums: Vec<f32>,
    bias: Vec<f32>,
}

/// The way in which the result of a product is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// It replaces what is there.
    Write,
    /// It is added to what is there: a residual connection.
    Add,
}

impl QuantizedLinear {
    /// The largest number of inputs, 264,208: a 32-bit sum of more products could overflow.
    pub const MAX_INPUTS: usize = (i32::MAX / (127 * 64)) as usize;

    /// A matrix of zeros, for the fastest instructions of this machine.
    ///
    /// # Panics
    /// When `inputs` is 0 or more than [`Self::MAX_INPUTS`].
    pub fn zeroed(inputs: usize, outputs: usize) -> Self {
        assert!((1..=Self::MAX_INPUTS).contains(&inputs), "{inputs} inputs");
        let panels = outputs.div_ceil(PANEL);
        let padded = panels * PANEL;
        Self {
            inputs,
            outputs,
            isa: Isa::best(),
            panels: vec![0; panels * inputs.div_ceil(GROUP) * BLOCK],
            scales: vec![0.0; padded],
            sums: vec![0.0; padded],
            bias: vec![0.0; padded],
        }
    }

    /// The same matrix, multiplied with other instructions.
    ///
    /// # Panics
    /// When this machine does not have them.
    pub fn on(self, isa: &'static Isa) -> Self {
        assert!(isa.is_available(), "this machine has no {}", isa.name());
        Self { isa, ..self }
    }

    /// Sets consecutive rows of W from `first` on: integers `(rows, inputs)`, each of which is rounded to an even one.
    ///
    /// # Panics
    /// When these are not whole rows or there are no such outputs.
    pub fn set_weights(&mut self, first: usize, weights: &[i8]) {
        assert!(
            weights.len().is_multiple_of(self.inputs),
            "weights are not whole rows"
        );
        self.check_outputs(first, weights.len() / self.inputs);
        let panel_len = self.panel_len();
        for (index, row) in weights.chunks_exact(self.inputs).enumerate() {
            let output = first + index;
            let panel = &mut self.panels[output / PANEL * panel_len..][..panel_len];
            put(panel, output % PANEL, row);
            let sum: i32 = row.iter().map(|weight| i32::from(halved(*weight))).sum();
            self.sums[output] = sum as f32;
        }
    }

    /// Sets the scales of consecutive rows of W from `first` on.
    ///
    /// # Panics
    /// When there are no such outputs.
    pub fn set_scales(&mut self, first: usize, scales: &[f32]) {
        self.check_outputs(first, scales.len());
        for (place, scale) in self.scales[first..].iter_mut().zip(scales) {
            *place = 2.0 * scale;
        }
    }

    /// Sets consecutive biases from `first` on.
    ///
    /// # Panics
    /// When there are no such outputs.
    pub fn set_bias(&mut self, first: usize, bias: &[f32]) {
        self.check_outputs(first, bias.len());
        self.bias[first..first + bias.len()].copy_from_slice(bias);
    }

    /// The length of a row of the product.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Computes the product with `x` `(rows, inputs)` and writes it to `y` `(rows, outputs)`, or adds it.
    ///
    /// # Panics
    /// When `x` or `y` has another shape.
    // Inlined into code that is compiled for size, the loops lose their vectors.
    #[inline(never)]
    pub fn forward(&self, x: &QuantizedActivations, y: &mut [f32], output: Output) {
        assert_eq!(x.width(), self.inputs, "the width of the activations");
        assert_eq!(
            y.len(),
            x.rows() * self.outputs,
            "the length of the product"
        );
        // SAFETY: `zeroed` and `on` take instruction sets that this machine has.
        // `tests/isa/gemm.rs::instructions_that_this_machine_lacks_are_refused` would catch a breach.
        unsafe { self.isa.product()(self, x, y, output) }
    }

    /// Goes panel by panel, so that one stays in the nearest cache while all rows meet it.
    ///
    /// # Safety
    /// The machine has the tile's instructions.
    unsafe fn tiles<T: Tile>(
        &self,
        x: &QuantizedActivations,
        y: &mut [f32],
        output: impl Fn(&mut f32, f32) + Copy,
    ) {
        for (index, panel) in self.panels.chunks_exact(self.panel_len()).enumerate() {
            let mut row = 0;
            while row < x.rows() {
                let rows = T::ROWS.min(x.rows() - row);
                // SAFETY: the caller's promise.
                // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
                unsafe {
                    match rows {
                        1 => self.tile::<T, 1>(panel, index, x, row, y, output),
                        2 => self.tile::<T, 2>(panel, index, x, row, y, output),
                        3 => self.tile::<T, 3>(panel, index, x, row, y, output),
                        4 => self.tile::<T, 4>(panel, index, x, row, y, output),
                        5 => self.tile::<T, 5>(panel, index, x, row, y, output),
                        6 => self.tile::<T, 6>(panel, index, x, row, y, output),
                        7 => self.tile::<T, 7>(panel, index, x, row, y, output),
                        _ => self.tile::<T, 8>(panel, index, x, row, y, output),
                    }
                }
                row += rows;
            }
        }
    }

    /// Multiplies `R` rows from `row` on with the panel of this index.
    ///
    /// # Safety
    /// The machine has the tile's instructions.
    #[inline(always)]
    unsafe fn tile<T: Tile, const R: usize>(
        &self,
        panel: &[i8],
        index: usize,
        x: &QuantizedActivations,
        row: usize,
        y: &mut [f32],
        output: impl Fn(&mut f32, f32) + Copy,
    ) {
        let operands = PackedOperands::new(panel, x.rows_from(row), x.stride(), R);
        // SAFETY: the caller's promise, and `operands` was made for these rows.
        // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
        let sums = unsafe { T::sums::<R>(operands) };
        let column = index * PANEL;
        let columns = column..self.outputs.min(column + PANEL);
        let epilogue = Epilogue {
            scales: &self.scales.as_chunks().0[index],
            sums: &self.sums.as_chunks().0[index],
            bias: &self.bias.as_chunks().0[index],
        };
        for (offset, sums) in sums.iter().enumerate() {
            let y = &mut y[(row + offset) * self.outputs..][..self.outputs];
            epilogue.write(
                sums,
                x.params(row + offset),
                &mut y[columns.clone()],
                output,
            );
        }
    }

    fn check_outputs(&self, first: usize, count: usize) {
        assert!(
            first + count <= self.outputs,
            "outputs {first} to {} of {}",
            first + count,
            self.outputs
        );
    }

    fn panel_len(&self) -> usize {
        self.inputs.div_ceil(GROUP) * BLOCK
    }
}

/// The product of all rows by the instructions of `T`. It is called once per product, through the table in [`arch`].
pub(crate) type Product = unsafe fn(&QuantizedLinear, &QuantizedActivations, &mut [f32], Output);

/// # Safety
/// The machine has the tile's instructions.
pub(crate) unsafe fn product<T: Tile>(
    linear: &QuantizedLinear,
    x: &QuantizedActivations,
    y: &mut [f32],
    output: Output,
) {
    // SAFETY: the caller's promise.
    // `tests/isa/each.rs::it_gives_the_bits_of_the_scalar_form` would catch a breach.
    unsafe {
        match output {
            Output::Write => linear.tiles::<T>(x, y, |place, value| *place = value),
            Output::Add => linear.tiles::<T>(x, y, |place, value| *place += value),
        }
    }
}

/// What turns a panel's sums into floats.
struct Epilogue<'a> {
    scales: &'a [f32; PANEL],
    sums: &'a [f32; PANEL],
    bias: &'a [f32; PANEL],
}

impl Epilogue<'_> {
    /// With x ≈ lowest + scale · q, a row's product is scale · Σ q w + lowest · Σ w, times the scale of the weights.
    #[inline(always)]
    fn write(
        &self,
        sums: &[i32; PANEL],
        params: QuantParams,
        y: &mut [f32],
        output: impl Fn(&mut f32, f32),
    ) {
        let mut values = [0.0; PANEL];
        for (lane, value) in values.iter_mut().enumerate() {
            let product = sums[lane] as f32 * params.scale + params.lowest * self.sums[lane];
            *value = product * self.scales[lane] + self.bias[lane];
        }
        // All panels but the last are whole; the compiler knows the length of an array.
        match y.as_mut_array::<PANEL>() {
            Some(y) => {
                for (y, value) in y.iter_mut().zip(values) {
                    output(y, value);
                }
            }
            None => {
                for (y, value) in y.iter_mut().zip(values) {
                    output(y, value);
                }
            }
        }
    }
}
