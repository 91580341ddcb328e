//! The batch that a forward pass of the differentiable encoder reads.
//!
//! On the CPU there is no padding: a batch is its wordpieces, one input behind the other, and only the scores of attention
//! are padded, so that a batch of mixed lengths costs no more than its wordpieces. A GPU has cells to spare, but takes
//! long to add rows up by their numbers, which is the backward pass of taking padding out: there the padding stays.
//! [`Ops::batch`](super::Ops::batch) chooses.

use candle_core::{Device, Result, Tensor};

/// Inputs one behind the other. Its rows are its wordpieces, or the cells of its grid where the padding stays.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Id of each row's wordpiece, special tokens included, `(rows)`, u32; 0 in padding.
    pub(crate) ids: Tensor,
    /// Position of each row's wordpiece in its input, `(rows)`, u32; 0 in padding.
    pub(crate) positions: Tensor,
    /// Token type of each row's wordpiece, `(rows)`, u32; `None` where all are of type 0.
    pub(crate) token_types: Option<Tensor>,
    pub(crate) grid: Grid,
}

impl Batch {
    /// Joins inputs, given by the ids of their wordpieces with special tokens, without padding.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new<S: AsRef<[u32]>>(inputs: &[S], device: &Device) -> Result<Self> {
        Self::in_form(inputs, device, false)
    }

    /// Lays the same inputs side by side, with padding.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn padded<S: AsRef<[u32]>>(inputs: &[S], device: &Device) -> Result<Self> {
        Self::in_form(inputs, device, true)
    }

    fn in_form<S: AsRef<[u32]>>(
        inputs: &[S],
        device: &Device,
        keeps_padding: bool,
    ) -> Result<Self> {
        let lengths: Vec<usize> = inputs.iter().map(|ids| ids.as_ref().len()).collect();
        let grid = Grid::new(&lengths, device, keeps_padding)?;
        let positions = lengths.iter().flat_map(|length| 0..*length as u32);
        Ok(Self {
            ids: grid.rows_of(joined(inputs), device)?,
            positions: grid.rows_of(positions.collect(), device)?,
            token_types: None,
            grid,
        })
    }

    /// Adds the token type of each wordpiece, for architectures that know types.
    ///
    /// # Errors
    /// When there are not as many types as wordpieces.
    pub fn with_token_types<S: AsRef<[u32]>>(mut self, token_types: &[S]) -> Result<Self> {
        let types = joined(token_types);
        let wordpieces = self.grid.cells.len();
        if types.len() != wordpieces {
            candle_core::bail!("{} token types for {wordpieces} wordpieces", types.len());
        }
        self.token_types = Some(self.grid.rows_of(types, self.ids.device())?);
        Ok(self)
    }
}

fn joined<S: AsRef<[u32]>>(rows: &[S]) -> Vec<u32> {
    rows.iter().flat_map(|row| row.as_ref()).copied().collect()
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
    /// The cell of each wordpiece.
    cells: Vec<u32>,
    padding: Padding,
}

#[derive(Clone, Debug)]
enum Padding {
    /// All inputs are of one length.
    None,
    /// The rows of a batch are its wordpieces.
    TakenOut {
        /// The wordpiece in each cell, `(rows * seq)`; in a cell of padding any one.
        wordpieces: Tensor,
        /// The cell of each wordpiece, `(wordpieces)`.
        cells: Tensor,
    },
    /// The rows of a batch are its cells.
    Kept {
        /// The cell of each wordpiece, `(wordpieces)`.
        cells: Tensor,
    },
}

impl Grid {
    fn new(lengths: &[usize], device: &Device, keeps_padding: bool) -> Result<Self> {
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
            Padding::None
        } else if keeps_padding {
            Padding::Kept {
                cells: Tensor::new(cells.as_slice(), device)?,
            }
        } else {
            Padding::TakenOut {
                wordpieces: Tensor::new(wordpieces, device)?,
                cells: Tensor::new(cells.as_slice(), device)?,
            }
        };
        Ok(Self {
            rows,
            seq,
            mask: Tensor::from_vec(mask, (rows, 1, 1, seq), device)?,
            cells,
            padding,
        })
    }

    /// A number for each row of the batch, from one for each wordpiece.
    fn rows_of(&self, of_wordpieces: Vec<u32>, device: &Device) -> Result<Tensor> {
        let Padding::Kept { .. } = self.padding else {
            return Tensor::new(of_wordpieces, device);
        };
        let mut of_cells = vec![0_u32; self.rows * self.seq];
        for (cell, number) in self.cells.iter().zip(of_wordpieces) {
            of_cells[*cell as usize] = number;
        }
        Tensor::new(of_cells, device)
    }

    /// Spreads the batch's rows `(rows, hidden)` over the grid, `(rows * seq, hidden)`.
    pub(crate) fn spread(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Padding::TakenOut { wordpieces, .. } => x.index_select(wordpieces, 0),
            Padding::None | Padding::Kept { .. } => Ok(x),
        }
    }

    /// Takes the batch's rows, `(rows, hidden)`, out of the grid `(rows * seq, hidden)`.
    pub(crate) fn join(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Padding::TakenOut { cells, .. } => x.index_select(cells, 0),
            Padding::None | Padding::Kept { .. } => Ok(x),
        }
    }

    /// Takes the wordpieces, `(wordpieces, hidden)`, out of the batch's rows `(rows, hidden)`.
    pub(crate) fn wordpieces(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Padding::Kept { cells } => x.index_select(cells, 0),
            Padding::None | Padding::TakenOut { .. } => Ok(x),
        }
    }
}
