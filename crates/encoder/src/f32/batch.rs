//! What a forward pass reads.

use candle_core::{Device, Result, Tensor};

/// Sentences one behind the other. Nothing is padded but the scores of attention, so that a batch of mixed lengths
/// costs no more than its wordpieces.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Wordpiece ids with special tokens, `(wordpieces)`, u32.
    pub ids: Tensor,
    /// Place of each wordpiece in its sentence, `(wordpieces)`, u32.
    pub(crate) places: Tensor,
    /// Type of each wordpiece, `(wordpieces)`, u32; None where all are of type 0.
    pub(crate) token_types: Option<Tensor>,
    pub(crate) grid: Grid,
}

impl Batch {
    /// Joins sentences of wordpiece ids (special tokens included).
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new<S: AsRef<[u32]>>(sentences: &[S], device: &Device) -> Result<Self> {
        let ids: Vec<u32> = sentences
            .iter()
            .flat_map(|ids| ids.as_ref())
            .copied()
            .collect();
        let lengths: Vec<usize> = sentences.iter().map(|ids| ids.as_ref().len()).collect();
        let places = lengths.iter().flat_map(|length| 0..*length as u32);
        Ok(Self {
            ids: Tensor::new(ids, device)?,
            places: Tensor::new(places.collect::<Vec<_>>(), device)?,
            token_types: None,
            grid: Grid::new(&lengths, device)?,
        })
    }

    /// The same sentences with the type of each of their tokens, for architectures that know types; without, all are of
    /// type 0.
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

/// The sentences side by side, for attention: a row a sentence, padded to the longest.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Sentences.
    pub(crate) rows: usize,
    /// Wordpieces of the longest.
    pub(crate) seq: usize,
    /// 0 for keys that are wordpieces and the lowest number for padding, `(rows, 1, 1, seq)`.
    pub(crate) mask: Tensor,
    /// None where nothing is padded.
    padding: Option<Padding>,
}

#[derive(Clone, Debug)]
struct Padding {
    /// The wordpiece of each cell, `(rows * seq)`; any one where there is padding.
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

    /// `(wordpieces, hidden)` to `(rows * seq, hidden)`.
    pub(crate) fn spread(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Some(padding) => x.index_select(&padding.wordpieces, 0),
            None => Ok(x),
        }
    }

    /// `(rows * seq, hidden)` to `(wordpieces, hidden)`.
    pub(crate) fn join(&self, x: Tensor) -> Result<Tensor> {
        match &self.padding {
            Some(padding) => x.index_select(&padding.cells, 0),
            None => Ok(x),
        }
    }
}
