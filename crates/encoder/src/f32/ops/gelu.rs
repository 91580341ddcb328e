//! GELU in its exact form (Hendrycks and Gimpel, 2016), as an operation of candle's.

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use namelight_kernels::training;

use super::host::{output, values, with_values};

const NAME: &str = "fused-gelu";

pub(super) struct Gelu;

impl CustomOp1 for Gelu {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = values(NAME, x, layout)?;
        let mut y = vec![0.0; x.len()];
        training::gelu(x, &mut y);
        output(y, layout.shape())
    }

    fn bwd(&self, x: &Tensor, _y: &Tensor, gradient: &Tensor) -> Result<Option<Tensor>> {
        let mut of_x = vec![0.0; x.elem_count()];
        with_values(NAME, x, |x| {
            with_values(NAME, gradient, |gradient| {
                training::gelu_backward(x, gradient, &mut of_x);
                Ok(())
            })
        })?;
        Ok(Some(Tensor::from_vec(of_x, x.shape(), x.device())?))
    }
}
