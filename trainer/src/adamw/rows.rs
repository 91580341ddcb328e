//! The rows of a large table that a step touches, as a variable of their own.

use candle_core::{Result, Tensor, TensorId, Var};

/// Rows of a table that take part in a step. A forward pass that looks things up here instead of in the table gets a
/// gradient of these rows alone: a batch touches a few hundred of the tens of thousands of word embeddings.
pub struct TouchedRows {
    /// The numbers of the rows in the table, ascending.
    pub ids: Vec<u32>,
    /// The rows themselves, `(rows, width)`.
    pub values: Var,
    table: TensorId,
}

impl TouchedRows {
    /// Copies rows out of a table `(count, width)`; `ids` ascend.
    ///
    /// # Errors
    /// When one is out of range.
    pub fn of(table: &Var, ids: Vec<u32>) -> Result<Self> {
        let index = Tensor::new(ids.as_slice(), table.device())?;
        let values = table.as_detached_tensor().index_select(&index, 0)?;
        Ok(Self {
            ids,
            values: Var::from_tensor(&values)?,
            table: table.id(),
        })
    }

    /// Whether these are rows of that variable.
    pub(super) fn are_of(&self, table: &Var) -> bool {
        self.table == table.id()
    }

    /// Spreads the gradient of the rows over the whole table, `(count, width)`.
    pub(super) fn spread(&self, gradient: &Tensor, table: &Var) -> Result<Tensor> {
        let index = Tensor::new(self.ids.as_slice(), table.device())?;
        table.zeros_like()?.detach().index_add(&index, gradient, 0)
    }
}
