//! GELU (Hendrycks and Gimpel, 2016), exact form.

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use namelight_kernels::{exp_of_negative, normal_cdf};
use pulp::Arch;

use super::host::{output, values, with_values};

const NAME: &str = "fused-gelu";

/// 1 / √(2π), the height of the normal density.
const DENSITY_AT_ZERO: f32 = 0.398_942_3;

pub(super) struct Gelu;

impl CustomOp1 for Gelu {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = values(NAME, x, layout)?;
        let y = Arch::new().dispatch(|| x.iter().map(|x| x * normal_cdf(*x)).collect());
        output(y, layout.shape())
    }

    fn bwd(&self, x: &Tensor, _y: &Tensor, gradient: &Tensor) -> Result<Option<Tensor>> {
        let gradients: Vec<f32> = with_values(NAME, x, |x| {
            with_values(NAME, gradient, |gradient| {
                let pairs = x.iter().zip(gradient);
                Ok(Arch::new().dispatch(|| pairs.map(|(x, g)| g * slope(*x)).collect()))
            })
        })?;
        Ok(Some(Tensor::from_vec(gradients, x.shape(), x.device())?))
    }
}

/// The derivative, Φ(x) + x φ(x).
#[inline(always)]
fn slope(x: f32) -> f32 {
    normal_cdf(x) + x * DENSITY_AT_ZERO * exp_of_negative(-0.5 * x * x)
}
