//! A product with a weight matrix and a bias, as an operation of candle's.

use candle_core::backend::BackendStorage;
use candle_core::{CpuStorage, CustomOp3, Error, Layout, Result, Shape, Tensor};
use namelight_kernels::training;

use super::host::{output, values, with_values};

const NAME: &str = "fused-linear";

pub(super) struct Linear;

type Gradients = (Option<Tensor>, Option<Tensor>, Option<Tensor>);

impl CustomOp3 for Linear {
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
        let (rows, input) = x_layout.shape().dims2()?;
        let out = weight_layout.shape().dims2()?.0;
        let transposed = weight_layout.transpose(0, 1)?;
        let product = x.matmul(weight, (1, rows, out, input), x_layout, &transposed)?;
        let CpuStorage::F32(mut y) = product else {
            return Err(Error::Msg(format!("{NAME} takes f32")));
        };
        let bias = values(NAME, bias, bias_layout)?;
        training::add_bias(&mut y, bias);
        output(y, (rows, out))
    }

    fn bwd(
        &self,
        x: &Tensor,
        weight: &Tensor,
        bias: &Tensor,
        _y: &Tensor,
        gradient: &Tensor,
    ) -> Result<Gradients> {
        let of_x = gradient.matmul(weight)?;
        let of_weight = gradient.t()?.matmul(x)?;
        let mut of_bias = vec![0.0; bias.elem_count()];
        with_values(NAME, gradient, |gradient| {
            training::add_bias_backward(gradient, &mut of_bias);
            Ok(())
        })?;
        let of_bias = Tensor::from_vec(of_bias, bias.shape(), bias.device())?;
        Ok((Some(of_x), Some(of_weight), Some(of_bias)))
    }
}
