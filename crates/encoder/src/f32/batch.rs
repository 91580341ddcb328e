//! The batch that a forward pass of the differentiable encoder reads.
//!
//! There is no padding: a batch is its wordpieces, one input behind the other, and only the scores of attention are padded.
//! A batch of mixed lengths costs no more than its wordpieces.

use candle_core::{Device, Result, Tensor};

/// Inputs one behind the other.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Ids of the wordpieces, special tokens included, `(wordpieces)`, u32.
    pub ids: Tensor,
    /// Position of each wordpiece in its input, `(wordpieces)`, u32.
    pub(crate) positions: Tensor,
    /// Token type of each wordpiece, `(wordpieces)`, u32; `None` where all are of type 0.
    pub(crate) token_types: Option<Tensor>,
    pub(crate) grid: Grid,
}

impl Batch {
    /// Joins inputs, given by the ids of their wordpieces with special tokens.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new<S: AsRef<[u32]>>(inputs: &[S], device: &Device) -> Result<Self> {
        let ids: Vec<u32> = inputs
            .iter()
            .flat_map(|ids| ids.as_ref())
            .copied()
            .collect();
        let lengths: Vec<usize> = inputs.iter().map(|ids| ids.as_ref().len()).collect();
        let positions = lengths.iter().flat_map(|length| 0..*length as u32);
        Ok(Self {
            ids: Tensor::new(ids, device)?,
            positions: Tensor::new(positions.collect::<Vec<_>>(), device)?,
            token_types: None,
            grid: Grid::new(&lengths, device)?,
        })
    }

    /// Adds the token type of each wordpiece, for architectures that know types.
    ///
    /// # Errors
    /// When there are not as many types as wordpieces.
    pub fn with_token_types<S: AsRef<[u32]>>(mut self, token_types: &[S]) -> Result<Self> {
        let types = token_types.iter().flat_map(|types| types.as_ref());
        let types: Vec<u32> = types.copied().collect();
        if types.len() != self.ids.elem_count() {
            candle_core::bail!(
                "{} token types for {} wordpieces",
                types.len(),
                self.ids.elem_count()
            );
        }
        self.token_types = Some(Tensor::new(types, self.ids.device())?);
        Ok(self)
    }
}

/// The inputs side by side, for attention: a row per input, padded to the longest.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The number of inputs.
    pub(crate) rows: usize,
    /// The length of the longest, in wordpieces.
    pub(crate) seq: usize,
    /// 0 for keys that are wordpieces and the lowest number for padding, `(rows, 1, 1, seq)`.
    pub(crate) mask: Tensor,
    /// `None` where nothing is padded.
    padding: Option<Padding>,
}

#[derive(Clone, Debug)]
struct Padding {
    /// The wordpiece in each cell, `(rows * seq)`; in a cell of padding any one.
    wordpieces: Tensor,
    /// The cell of each wordpiece, `(wordpieces)`.
    cells: Tensor,
}

impl Grid {
    fn new(lengths: &[usize], device: &Device) -> Result<Self> {
        let (rows, seq) = (lengths.len(), lengths.iter().copied().max().unwrap_or(0));
        let mut mask = vec![f32::MIN; rows * seq];
        let mut wordpieces = vec![0_u32; rows * seq];
        let mut cells = Vec::new();
        for (row, length) in lengths.iter().enumerate() {
            for cell in row * seq..row * seq + length {
                mask[cell] = 0.0;
                wordpieces[cell] = cells.len() as u32;
                cells.push(cell as u32);
            }
        }
        let padding = if cells.len() == rows * seq {
            None
        } else {
            Some(Padding {
                wordpieces: Tensor::new(wordpieces, device)?,
                cells: Tensor::new(cells, device)?,
            })
        };
        Ok(Self {
            rows,
            seq,
            mask: Tensor::from_vec(mask, (rows, 1, 1, seq), device)?,
            padding,
        })
    }

    /// Spreads `(wordpieces, hidden)` over the grid, `(rows * seq, hidden)`.
    pub(crate) fn spread(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Some(padding) => x.index_select(&padding.wordpieces, 0),
            None => Ok(x),
        }
    }

    /// Takes the wordpieces, `(wordpieces, hidden)`, out of the grid `(rows * seq, hidden)`.
    pub(crate) fn join(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Some(padding) => x.index_select(&padding.cells, 0),
            None => Ok(x),
        }
    }
}
