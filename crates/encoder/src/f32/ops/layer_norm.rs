//! Layer normalization (Ba, Kiros and Hinton, 2016).

use candle_core::{CpuStorage, CustomOp3, Layout, Result, Shape, Tensor};
use namelight_kernels::{moments, sum};
use pulp::Arch;

use super::host::{output, values, with_values};

const NAME: &str = "fused-layer-norm";

pub(super) struct LayerNorm {
    /// Added to the variance.
    pub(super) eps: f32,
}

type Gradients = (Option<Tensor>, Option<Tensor>, Option<Tensor>);

impl CustomOp3 for LayerNorm {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        weight: &CpuStorage,
        weight_layout: &Layout,
        bias: &CpuStorage,
        bias_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let x = values(NAME, x, x_layout)?;
        let weight = values(NAME, weight, weight_layout)?;
        let bias = values(NAME, bias, bias_layout)?;
        let mut y = vec![0.0; x.len()];
        let width = weight.len();
        Arch::new().dispatch(|| {
            for (x, y) in x.chunks_exact(width).zip(y.chunks_exact_mut(width)) {
                let (mean, scale) = moments(x, self.eps);
                for (((y, x), weight), bias) in y.iter_mut().zip(x).zip(weight).zip(bias) {
                    *y = (x - mean) * scale * weight + bias;
                }
            }
        });
        output(y, x_layout.shape())
    }

    /// With x̂ = (x − mean) · scale and ĝ = g · weight: the gradient of x is (ĝ − mean(ĝ) − x̂ · mean(ĝ x̂)) · scale, those
    /// of weight and bias are the sums of g x̂ and of g over the rows.
    fn bwd(
        &self,
        x: &Tensor,
        weight: &Tensor,
        bias: &Tensor,
        _y: &Tensor,
        gradient: &Tensor,
    ) -> Result<Gradients> {
        let width = weight.elem_count();
        let mut of_x = vec![0.0; x.elem_count()];
        let mut of_weight = vec![0.0; width];
        let mut of_bias = vec![0.0; width];
        with_values(NAME, x, |x| {
            with_values(NAME, weight, |weight| {
                with_values(NAME, gradient, |gradient| {
                    let rows = x.chunks_exact(width).zip(gradient.chunks_exact(width));
                    Arch::new().dispatch(|| {
                        for ((x, gradient), of_x) in rows.zip(of_x.chunks_exact_mut(width)) {
                            let (mean, scale) = moments(x, self.eps);
                            let sums = of_bias.iter_mut().zip(&mut of_weight);
                            for ((x, g), (of_bias, of_weight)) in x.iter().zip(gradient).zip(sums) {
                                *of_bias += g;
                                *of_weight += g * (x - mean) * scale;
                            }
                            row_backward(x, gradient, weight, mean, scale, of_x);
                        }
                    });
                    Ok(())
                })
            })
        })?;
        let tensor = |values, like: &Tensor| Tensor::from_vec(values, like.shape(), like.device());
        Ok((
            Some(tensor(of_x, x)?),
            Some(tensor(of_weight, weight)?),
            Some(tensor(of_bias, bias)?),
        ))
    }
}

#[inline(always)]
fn row_backward(
    x: &[f32],
    gradient: &[f32],
    weight: &[f32],
    mean: f32,
    scale: f32,
    of_x: &mut [f32],
) {
    for ((of_x, g), weight) in of_x.iter_mut().zip(gradient).zip(weight) {
        *of_x = g * weight;
    }
    let count = x.len() as f32;
    let mean_of_scaled = sum(of_x, |g| g) / count;
    let products = dot(x, of_x);
    let along = (products - mean * mean_of_scaled * count) * scale / count;
    for (of_x, x) in of_x.iter_mut().zip(x) {
        *of_x = (*of_x - mean_of_scaled - (x - mean) * scale * along) * scale;
    }
}

#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a_eights, a_rest), (b_eights, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a_eights.iter().zip(b_eights) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}
