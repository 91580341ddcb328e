//! Products of matrices, forward and backward, of factors that lie as candle's CUDA backend wants them.
//!
//! That backend hands matrices to cuBLAS, which takes rows or columns one behind the other; the CPU takes any strides, and
//! would hide that a factor lies otherwise. So the rule is checked here, on every device.

use candle_core::backend::BackendStorage;
use candle_core::{CpuStorage, CudaStorage, CustomOp2, Error, Layout, Result, Shape, Tensor};

const NAME: &str = "product";

/// The product of two matrices `(…, m, k)` and `(…, k, n)`, or of stacks of them.
pub(in super::super) fn product(left: &Tensor, right: &Tensor) -> Result<Tensor> {
    multipliable(left)?.apply_op2(&multipliable(right)?, Product)
}

/// The same matrix, copied where it has to be.
fn multipliable(matrix: &Tensor) -> Result<Tensor> {
    match is_multipliable(matrix.layout()) {
        true => Ok(matrix.clone()),
        false => matrix.contiguous(),
    }
}

/// Whether rows or columns lie one behind the other, and matrices of a stack at one distance: the rule of `gemm_config` in
/// candle's CUDA backend.
fn is_multipliable(layout: &Layout) -> bool {
    let (dims, strides) = (layout.dims(), layout.stride());
    let ([stack @ .., rows, columns], [stack_strides @ .., down, along]) = (dims, strides) else {
        return false;
    };
    let by_rows = (*along == 1 || *columns == 1) && (*down == *columns || *rows == 1);
    let by_columns = (*along == *rows || *columns == 1) && (*down == 1 || *rows == 1);
    let is_even = match (stack, stack_strides) {
        ([], []) | ([_], [_]) => true,
        ([one, two], [outer, inner]) => *outer == inner * two || *one == 1 || *two == 1,
        _ => false,
    };
    (by_rows || by_columns) && is_even
}

struct Product;

/// The number of matrices and their sizes `m`, `n` and `k`, and the shape of the product.
fn sizes(left: &Layout, right: &Layout) -> Result<((usize, usize, usize, usize), Shape)> {
    for layout in [left, right] {
        if !is_multipliable(layout) {
            let strides = layout.stride();
            let message = format!("{NAME}: {:?} with strides {strides:?}", layout.dims());
            return Err(Error::Msg(message).bt());
        }
    }
    let (left, right) = (left.dims(), right.dims());
    match (left, right) {
        ([stack @ .., m, k], [other_stack @ .., other_k, n])
            if stack == other_stack && k == other_k =>
        {
            let shape: Vec<usize> = stack.iter().chain([m, n]).copied().collect();
            Ok(((stack.iter().product(), *m, *n, *k), shape.into()))
        }
        _ => Err(Error::Msg(format!("{NAME}: {left:?} and {right:?}")).bt()),
    }
}

impl CustomOp2 for Product {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        left: &CpuStorage,
        left_layout: &Layout,
        right: &CpuStorage,
        right_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (sizes, shape) = sizes(left_layout, right_layout)?;
        Ok((left.matmul(right, sizes, left_layout, right_layout)?, shape))
    }

    fn cuda_fwd(
        &self,
        left: &CudaStorage,
        left_layout: &Layout,
        right: &CudaStorage,
        right_layout: &Layout,
    ) -> Result<(CudaStorage, Shape)> {
        let (sizes, shape) = sizes(left_layout, right_layout)?;
        Ok((left.matmul(right, sizes, left_layout, right_layout)?, shape))
    }

    fn bwd(
        &self,
        left: &Tensor,
        right: &Tensor,
        _product: &Tensor,
        gradient: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let of_left = product(gradient, &right.detach().t()?)?;
        let of_right = product(&left.detach().t()?, gradient)?;
        Ok((Some(of_left), Some(of_right)))
    }
}

#[cfg(test)]
mod tests {
    use candle_core::{Device, Var};

    use super::*;

    fn matrix(shape: &[usize]) -> Var {
        let count: usize = shape.iter().product();
        let values = (0..count).map(|value| (value * 37 % 19) as f32 - 9.0);
        Var::from_vec(values.collect(), shape, &Device::Cpu).unwrap()
    }

    fn flat(tensor: &Tensor) -> Vec<f32> {
        tensor.flatten_all().unwrap().to_vec1().unwrap()
    }

    #[test]
    fn rows_or_columns_one_behind_the_other_need_no_copy() {
        let matrix = matrix(&[2, 3, 4, 5]);
        assert!(is_multipliable(matrix.layout()));
        assert!(is_multipliable(matrix.t().unwrap().layout()));
        let heads_apart = matrix.transpose(1, 2).unwrap();
        assert!(!is_multipliable(heads_apart.layout()));
        let part_of_rows = matrix.narrow(3, 0, 4).unwrap();
        assert!(!is_multipliable(part_of_rows.layout()));
        assert!(is_multipliable(heads_apart.contiguous().unwrap().layout()));
    }

    #[test]
    fn factors_and_gradients_in_any_layout_give_candles_product() {
        let (left, right) = (matrix(&[2, 4, 3, 5]), matrix(&[2, 6, 3, 5]));
        let both = |multiply: fn(&Tensor, &Tensor) -> Result<Tensor>| {
            let left = left.transpose(1, 2).unwrap(); // (2, 3, 4, 5)
            let right = right.permute((0, 2, 3, 1)).unwrap(); // (2, 3, 5, 6)
            let product = multiply(&left, &right).unwrap();
            // The gradient comes back with its dimensions in another order.
            let loss = product.permute((0, 2, 3, 1)).unwrap().contiguous().unwrap();
            let gradients = loss.sqr().unwrap().sum_all().unwrap().backward().unwrap();
            (product, gradients)
        };
        let (found, found_gradients) = both(product);
        let (expected, expected_gradients) =
            both(|left, right| left.contiguous()?.matmul(&right.contiguous()?));
        assert_eq!(flat(&found), flat(&expected));
        for variable in [&left, &right] {
            let found = flat(found_gradients.get(variable).unwrap());
            assert_eq!(found, flat(expected_gradients.get(variable).unwrap()));
        }
    }

    #[test]
    fn factors_that_do_not_fit_are_refused() {
        let error = product(&matrix(&[2, 3]), &matrix(&[4, 2])).unwrap_err();
        assert!(error.to_string().contains("[2, 3] and [4, 2]"), "{error}");
    }
}
