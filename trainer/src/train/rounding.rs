//! Weights that are rounded while a step computes, as `namelight quantize` will round them: the network learns to do with
//! what is left of them. The gradient passes straight through (Bengio, Léonard and Courville, 2013): it is taken at the
//! rounded weights and moves those that were rounded.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor, Var};
use namelight_encoder::Parameters;
use namelight_encoder::weights::{GroupedBits, grouping_of};
use namelight_scores::report::Recipe;
use rayon::prelude::*;

use crate::adamw::TouchedRows;

/// How the weights of a run are rounded.
#[derive(Clone, Copy, Debug)]
pub struct Rounding {
    bits: GroupedBits,
    group: usize,
    /// The number of epochs before the first one with rounded weights.
    exact_epochs: usize,
}

/// The weights as they were before they were rounded.
pub struct Unrounded(Vec<(Var, Tensor)>);

impl Rounding {
    /// What a recipe says; none where no epoch is rounded.
    pub fn of(recipe: &Recipe) -> Option<Self> {
        (recipe.rounded_epochs > 0).then_some(Self {
            bits: GroupedBits {
                words: recipe.word_bits,
                layers: recipe.layer_bits,
            },
            group: recipe.group,
            exact_epochs: recipe.epochs.saturating_sub(recipe.rounded_epochs),
        })
    }

    /// Refuses groups that these weights have no whole number of in a row: their file could not be written.
    ///
    /// # Errors
    /// With the name of the matrix.
    pub fn check(&self, parameters: &Parameters) -> anyhow::Result<()> {
        let group = self.group;
        for (name, tensor) in parameters {
            let is_grouped = grouping_of(name, tensor.dims(), self.bits, group).is_some();
            let columns = tensor.dims().last().copied().unwrap_or_default();
            anyhow::ensure!(
                !is_grouped || columns.is_multiple_of(group),
                "--group {group}: {name} has rows of {columns} numbers, which are no whole groups"
            );
        }
        Ok(())
    }

    /// Whether the weights are rounded in this epoch, counted from 0.
    pub fn is_on(&self, epoch: usize) -> bool {
        epoch >= self.exact_epochs
    }

    /// Rounds all matrices but the table of word embeddings in place, and the rows of that which a step reads.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn round(
        &self,
        variables: &BTreeMap<String, Var>,
        words: &str,
        touched: &TouchedRows,
    ) -> Result<Unrounded> {
        let others = variables.iter().filter(|(name, _)| *name != words);
        let others = others.map(|(name, variable)| (name.as_str(), variable));
        let all: Vec<(&str, &Var)> = others.chain([(words, &touched.values)]).collect();
        let rounded = all.into_par_iter().filter_map(|(name, variable)| {
            let before = variable.as_detached_tensor();
            let rounded = self.rounded(name, &before).transpose()?;
            let replace = || {
                let before = before.copy()?;
                variable.set(&rounded?)?;
                Ok((variable.clone(), before))
            };
            Some(replace())
        });
        Ok(Unrounded(rounded.collect::<Result<_>>()?))
    }

    /// These weights as they are rounded.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn rounded_parameters(&self, parameters: &Parameters) -> Result<Parameters> {
        let rounded = parameters.into_par_iter().map(|(name, tensor)| {
            let rounded = self.rounded(name, tensor)?;
            Ok((name.clone(), rounded.unwrap_or_else(|| tensor.clone())))
        });
        rounded.collect()
    }

    /// A parameter as it is rounded; none where that leaves it as it is.
    fn rounded(&self, name: &str, tensor: &Tensor) -> Result<Option<Tensor>> {
        let Some(grouping) = grouping_of(name, tensor.dims(), self.bits, self.group) else {
            return Ok(None);
        };
        let mut values = tensor.flatten_all()?.to_vec1::<f32>()?;
        grouping.round(&mut values);
        Tensor::from_vec(values, tensor.shape(), tensor.device()).map(Some)
    }
}

impl Unrounded {
    /// Puts the weights back.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn restore(self) -> Result<()> {
        let mut weights = self.0.into_iter();
        weights.try_for_each(|(variable, before)| variable.set(&before))
    }
}
