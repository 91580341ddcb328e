//! Results that are known before candle hears of them, with a backward pass that is written out.

use candle_core::backend::BackendStorage;
use candle_core::{
    CpuStorage, CudaStorage, CustomOp1, CustomOp3, Error, Layout, Result, Shape, Storage, Tensor,
};

const NAME: &str = "known-result";

/// A result `y`, and what gives the gradient of each argument from the arguments, the result and its gradient.
struct Known<F> {
    y: Tensor,
    backward: F,
}

/// The operation that has the result `y` of one argument, and that gradient.
pub(super) fn known1<F>(x: &Tensor, y: Tensor, backward: F) -> Result<Tensor>
where
    F: Fn(&Tensor, &Tensor, &Tensor) -> Result<Tensor> + Send + Sync + 'static,
{
    x.apply_op1(Known { y, backward })
}

/// The same of three arguments.
pub(super) fn known3<F>([x1, x2, x3]: [&Tensor; 3], y: Tensor, backward: F) -> Result<Tensor>
where
    F: Fn([&Tensor; 3], &Tensor, &Tensor) -> Result<[Tensor; 3]> + Send + Sync + 'static,
{
    x1.apply_op3(x2, x3, Known { y, backward })
}

impl<F> Known<F> {
    fn cpu(&self) -> Result<(CpuStorage, Shape)> {
        let (storage, layout) = self.y.storage_and_layout();
        match &*storage {
            Storage::Cpu(storage) => Ok((storage.try_clone(layout)?, layout.shape().clone())),
            _ => Err(Error::Msg(format!("{NAME}: the result is elsewhere"))),
        }
    }

    fn cuda(&self) -> Result<(CudaStorage, Shape)> {
        let (storage, layout) = self.y.storage_and_layout();
        match &*storage {
            Storage::Cuda(storage) => Ok((storage.try_clone(layout)?, layout.shape().clone())),
            _ => Err(Error::Msg(format!("{NAME}: the result is elsewhere"))),
        }
    }
}

impl<F> CustomOp1 for Known<F>
where
    F: Fn(&Tensor, &Tensor, &Tensor) -> Result<Tensor>,
{
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, _: &CpuStorage, _: &Layout) -> Result<(CpuStorage, Shape)> {
        self.cpu()
    }

    fn cuda_fwd(&self, _: &CudaStorage, _: &Layout) -> Result<(CudaStorage, Shape)> {
        self.cuda()
    }

    fn bwd(&self, x: &Tensor, y: &Tensor, gradient: &Tensor) -> Result<Option<Tensor>> {
        (self.backward)(&x.detach(), &y.detach(), gradient).map(Some)
    }
}

type Gradients = (Option<Tensor>, Option<Tensor>, Option<Tensor>);

impl<F> CustomOp3 for Known<F>
where
    F: Fn([&Tensor; 3], &Tensor, &Tensor) -> Result<[Tensor; 3]>,
{
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        _: &CpuStorage,
        _: &Layout,
        _: &CpuStorage,
        _: &Layout,
        _: &CpuStorage,
        _: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.cpu()
    }

    fn cuda_fwd(
        &self,
        _: &CudaStorage,
        _: &Layout,
        _: &CudaStorage,
        _: &Layout,
        _: &CudaStorage,
        _: &Layout,
    ) -> Result<(CudaStorage, Shape)> {
        self.cuda()
    }

    fn bwd(
        &self,
        x1: &Tensor,
        x2: &Tensor,
        x3: &Tensor,
        y: &Tensor,
        gradient: &Tensor,
    ) -> Result<Gradients> {
        let arguments = [&x1.detach(), &x2.detach(), &x3.detach()];
        let [of_x1, of_x2, of_x3] = (self.backward)(arguments, &y.detach(), gradient)?;
        Ok((Some(of_x1), Some(of_x2), Some(of_x3)))
    }
}
