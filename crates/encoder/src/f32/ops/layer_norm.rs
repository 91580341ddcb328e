//! Layer norm (Ba, Kiros and Hinton, 2016), as an operation of candle's.

use candle_core::{CpuStorage, CustomOp3, Layout, Result, Shape, Tensor};
use namelight_kernels::training::{self, LayerNormGradients};

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
        training::layer_norm(x, weight, bias, self.eps, &mut y);
        output(y, x_layout.shape())
    }

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
                    let gradients = LayerNormGradients {
                        of_x: &mut of_x,
                        of_weight: &mut of_weight,
                        of_bias: &mut of_bias,
                    };
                    training::layer_norm_backward(x, weight, self.eps, gradient, gradients);
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
