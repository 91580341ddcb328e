//! The weights that a run ends with: those of one epoch, or the mean of several.

use std::collections::VecDeque;

use anyhow::{Context, Result};
use candle_core::Tensor;
use namelight_encoder::Parameters;
use namelight_scores::report::{Keep, Recipe};

/// The prefix of the best weights' names where snapshots are written to a file; recent ones have a number.
const BEST: &str = "best";

/// Copies of the weights after the last few epochs, and their mean at the epoch with the best F1.
pub struct Snapshots {
    keep: Keep,
    average_last: usize,
    recent: VecDeque<Parameters>,
    best: Option<Best>,
}

struct Best {
    f1: f64,
    parameters: Parameters,
}

/// Snapshots in the form of a checkpoint file.
#[derive(Default)]
pub struct NamedSnapshots {
    /// The F1 of the best epoch so far.
    pub best_f1: Option<f64>,
    /// Weights by place and name, such as `best/classifier.bias` and `0/classifier.bias`, oldest first.
    pub parameters: Parameters,
}

impl Snapshots {
    /// No snapshots yet.
    pub fn new(recipe: &Recipe) -> Self {
        Self {
            keep: recipe.keep,
            average_last: recipe.average_last,
            recent: VecDeque::new(),
            best: None,
        }
    }

    /// Takes the weights after an epoch with this F1.
    pub fn take(&mut self, parameters: &Parameters, f1: f64) -> Result<()> {
        if self.keep == Keep::Last && self.average_last == 1 {
            return Ok(());
        }
        if self.recent.len() == self.average_last {
            self.recent.pop_front();
        }
        self.recent.push_back(copy(parameters)?);
        let is_best = self.best.as_ref().is_none_or(|best| f1 > best.f1);
        if self.keep == Keep::Best && is_best {
            let parameters = mean(&self.recent)?;
            self.best = Some(Best { f1, parameters });
        }
        Ok(())
    }

    /// The weights that the run ends with; `None` stands for the weights as they are.
    pub fn finish(self) -> Result<Option<Parameters>> {
        match (self.keep, self.best) {
            (Keep::Best, Some(best)) => Ok(Some(best.parameters)),
            _ if self.recent.is_empty() => Ok(None),
            _ => mean(&self.recent).map(Some),
        }
    }

    /// Gives the snapshots in the form of a checkpoint file.
    pub fn named(&self) -> NamedSnapshots {
        let recent = self.recent.iter().enumerate();
        let recent = recent.map(|(place, parameters)| (place.to_string(), parameters));
        let best = self
            .best
            .iter()
            .map(|best| (BEST.to_owned(), &best.parameters));
        let parameters = recent.chain(best).flat_map(|(place, parameters)| {
            let named = parameters.iter();
            named.map(move |(name, tensor)| (format!("{place}/{name}"), tensor.clone()))
        });
        NamedSnapshots {
            best_f1: self.best.as_ref().map(|best| best.f1),
            parameters: parameters.collect(),
        }
    }

    /// Takes the snapshots of a checkpoint file back.
    pub fn restore(&mut self, named: NamedSnapshots) {
        let at = |place: &str| -> Option<Parameters> {
            let prefix = format!("{place}/");
            let strip = |(name, tensor): (&String, &Tensor)| {
                Some((name.strip_prefix(&prefix)?.to_owned(), tensor.clone()))
            };
            let found: Parameters = named.parameters.iter().filter_map(strip).collect();
            (!found.is_empty()).then_some(found)
        };
        self.recent = (0..).map_while(|place| at(&place.to_string())).collect();
        let best = named.best_f1.zip(at(BEST));
        self.best = best.map(|(f1, parameters)| Best { f1, parameters });
    }
}

fn copy(parameters: &Parameters) -> Result<Parameters> {
    let copies = parameters.iter();
    copies
        .map(|(name, tensor)| Ok((name.clone(), tensor.copy()?)))
        .collect()
}

fn mean(snapshots: &VecDeque<Parameters>) -> Result<Parameters> {
    let newest = snapshots.back().context("no snapshot to average")?;
    if snapshots.len() == 1 {
        return Ok(newest.clone());
    }
    let mean_of = |name: &String| -> Result<Tensor> {
        let all = snapshots.iter().map(|parameters| &parameters[name]);
        let all: Vec<&Tensor> = all.collect();
        Ok(Tensor::stack(&all, 0)?.mean(0)?)
    };
    newest
        .keys()
        .map(|name| Ok((name.clone(), mean_of(name)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    fn weights(value: f32) -> Parameters {
        let tensor = Tensor::new(vec![value], &Device::Cpu).unwrap();
        Parameters::from([("w".to_owned(), tensor)])
    }

    /// What is left of epochs with the weights 1, 2, 3, … and these scores.
    fn left(keep: Keep, average_last: usize, scores: &[f64]) -> Option<f32> {
        let new = || Snapshots {
            keep,
            average_last,
            recent: VecDeque::new(),
            best: None,
        };
        let mut snapshots = new();
        for (epoch, f1) in scores.iter().enumerate() {
            snapshots.take(&weights(epoch as f32 + 1.0), *f1).unwrap();
            // Through a checkpoint and back.
            let mut restored = new();
            restored.restore(snapshots.named());
            snapshots = restored;
        }
        let parameters = snapshots.finish().unwrap()?;
        Some(parameters["w"].to_vec1::<f32>().unwrap()[0])
    }

    #[test]
    fn the_last_epoch_needs_no_copy() {
        assert_eq!(left(Keep::Last, 1, &[0.5, 0.9, 0.7]), None);
    }

    #[test]
    fn the_best_epoch_is_the_first_of_the_highest_score() {
        assert_eq!(left(Keep::Best, 1, &[0.5, 0.9, 0.9, 0.7]), Some(2.0));
    }

    #[test]
    fn the_mean_is_that_of_the_last_epochs_up_to_the_one_kept() {
        assert_eq!(left(Keep::Last, 3, &[0.5, 0.9, 0.8, 0.7]), Some(3.0));
        assert_eq!(left(Keep::Last, 9, &[0.5, 0.9]), Some(1.5));
        assert_eq!(left(Keep::Best, 2, &[0.5, 0.8, 0.9, 0.7]), Some(2.5));
    }
}
