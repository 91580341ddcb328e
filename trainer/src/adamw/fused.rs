//! The whole update of a parameter in one pass over its values.

use std::sync::{Mutex, PoisonError};

use candle_core::{CpuStorage, Device, Error, InplaceOp2, Layout, Result, Shape, Tensor};

use super::StepFactors;

/// The running means of a gradient and of its square.
pub(super) struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    pub(super) fn zeros(len: usize) -> Self {
        Self {
            first: vec![0.0; len],
            second: vec![0.0; len],
        }
    }

    pub(super) fn from_tensors(first: &Tensor, second: &Tensor) -> Result<Self> {
        let values = |tensor: &Tensor| tensor.flatten_all()?.to_vec1();
        Ok(Self {
            first: values(first)?,
            second: values(second)?,
        })
    }

    pub(super) fn to_tensors(&self, shape: &Shape) -> Result<(Tensor, Tensor)> {
        let tensor = |values: &[f32]| Tensor::from_slice(values, shape, &Device::Cpu);
        Ok((tensor(&self.first)?, tensor(&self.second)?))
    }
}

/// One step of one parameter. The lock is there because candle calls an operation by `&self`; nobody else takes it.
pub(super) struct FusedStep<'a> {
    moments: Mutex<&'a mut Moments>,
    rows: Option<&'a [u32]>,
    /// The factor of the gradient.
    clip: f32,
    factors: StepFactors,
}

impl<'a> FusedStep<'a> {
    /// The gradient is that of all values. With `rows`, which ascend, it is that of those rows, and zero elsewhere.
    pub(super) fn new(
        moments: &'a mut Moments,
        rows: Option<&'a [u32]>,
        clip: f32,
        factors: StepFactors,
    ) -> Self {
        Self {
            moments: Mutex::new(moments),
            rows,
            clip,
            factors,
        }
    }
}

impl InplaceOp2 for FusedStep<'_> {
    fn name(&self) -> &'static str {
        "fused-adamw"
    }

    fn cpu_fwd(
        &self,
        values: &mut CpuStorage,
        layout: &Layout,
        gradient: &CpuStorage,
        gradient_layout: &Layout,
    ) -> Result<()> {
        let (CpuStorage::F32(values), CpuStorage::F32(gradient)) = (values, gradient) else {
            return Err(Error::Msg("fused-adamw takes f32".into()));
        };
        let (Some((start, end)), Some((gradient_start, gradient_end))) = (
            layout.contiguous_offsets(),
            gradient_layout.contiguous_offsets(),
        ) else {
            return Err(Error::RequiresContiguous { op: self.name() });
        };
        let values = &mut values[start..end];
        let gradient = &gradient[gradient_start..gradient_end];
        let mut moments = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
        let Moments { first, second } = &mut **moments;
        let Some(rows) = self.rows else {
            update(values, gradient, first, second, self.clip, self.factors);
            return Ok(());
        };
        let width = layout.dims().last().copied().unwrap_or(1).max(1);
        let zeros = vec![0.0; width];
        let mut touched = rows.iter().zip(gradient.chunks_exact(width)).peekable();
        let moments = first
            .chunks_exact_mut(width)
            .zip(second.chunks_exact_mut(width));
        let table = values.chunks_exact_mut(width).zip(moments);
        for (row, (values, (first, second))) in table.enumerate() {
            let here = touched.next_if(|(id, _)| **id as usize == row);
            let gradient = here.map_or(zeros.as_slice(), |(_, gradient)| gradient);
            update(values, gradient, first, second, self.clip, self.factors);
        }
        Ok(())
    }
}

/// Applies the formula value by value; slices of one length let the compiler vectorize it.
fn update(
    values: &mut [f32],
    gradient: &[f32],
    first: &mut [f32],
    second: &mut [f32],
    clip: f32,
    factors: StepFactors,
) {
    let (beta1, beta2) = factors.betas;
    let inverse_root_correction2 = 1.0 / factors.root_correction2;
    let moments = first.iter_mut().zip(second);
    for ((value, gradient), (first, second)) in values.iter_mut().zip(gradient).zip(moments) {
        let gradient = gradient * clip;
        *first = *first * beta1 + gradient * (1.0 - beta1);
        *second = *second * beta2 + gradient * gradient * (1.0 - beta2);
        let root = second.sqrt() * inverse_root_correction2 + factors.epsilon;
        *value = *value * factors.keep - factors.step_size * *first / root;
    }
}
