//! AdamW with decay groups and clipping by the norm of the whole gradient.
//!
//! Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019), as `torch.optim.AdamW` computes it. On the
//! CPU one pass over the values of a parameter updates it in place (`fused`); with [`Ops::Composed`], as on other devices,
//! it is the same formula made of tensor operations (`composed`), of which nothing comes back to this machine's memory.
//!
//! A step copies the few hundred word embeddings that its batch uses ([`TouchedRows`]), and their gradient is all that the
//! table of embeddings gets. The optimizer moves the other rows by their moments, as if their gradient were zero.

mod composed;
mod device_scalar;
mod fused;
mod norm;
mod rows;

use std::collections::BTreeMap;

use candle_core::backprop::GradStore;
use candle_core::{Result, Tensor, Var};

use namelight_encoder::{Ops, Parameters};

use composed::Group;
pub use device_scalar::DeviceScalar;
use fused::{FusedStep, Moments};
pub use norm::gradient_norm;
use norm::{clip_factor, clip_factor_tensor, gradient_norm_tensor};
pub use rows::TouchedRows;

/// The options that do not change from step to step.
#[derive(Clone, Copy, Debug)]
pub struct AdamWOptions {
    /// Decay rates of the two moments.
    pub betas: (f64, f64),
    /// The number that is added to the root of the second moment.
    pub epsilon: f64,
    /// Decoupled weight decay of matrices; vectors (biases, layer norms) have none.
    pub weight_decay: f64,
    /// Gradients with a larger norm are scaled down to it.
    pub max_grad_norm: f64,
}

/// The numbers of one step, shared by all parameters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StepFactors {
    betas: (f32, f32),
    epsilon: f32,
    /// The learning rate divided by the first moment's bias correction.
    step_size: f32,
    /// The root of the second moment's bias correction.
    root_correction2: f32,
    /// The factor of the weights before the step, which makes them decay.
    keep: f32,
}

/// The state of the optimizer between two steps.
pub struct OptimizerState {
    /// The number of steps done.
    pub steps: usize,
    /// The running means of the gradients, by the names of the variables.
    pub first: Parameters,
    /// The running means of their squares.
    pub second: Parameters,
}

struct Parameter {
    name: String,
    variable: Var,
    decays: bool,
    /// The factor of the learning rate.
    rate: f64,
}

/// The moments of all parameters.
enum State {
    /// One for each parameter, in this machine's memory.
    Fused(Vec<Moments>),
    /// Groups of parameters with the same factors, wherever the parameters are. The first parameter of a group has its
    /// place beside it.
    Composed(Vec<(usize, Group)>),
}

/// The optimizer and its state.
pub struct AdamW {
    parameters: Vec<Parameter>,
    state: State,
    options: AdamWOptions,
    steps: i32,
}

impl AdamW {
    /// Starts with moments of zero. `rate_of` gives the factor of the learning rate for the name of a variable.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new(
        variables: &BTreeMap<String, Var>,
        options: AdamWOptions,
        ops: Ops,
        rate_of: impl Fn(&str) -> f64,
    ) -> Result<Self> {
        let parameters = variables.iter().map(|(name, variable)| Parameter {
            name: name.clone(),
            variable: variable.clone(),
            decays: variable.rank() >= 2,
            rate: rate_of(name),
        });
        let parameters: Vec<Parameter> = parameters.collect();
        let state = match ops {
            Ops::Fused => {
                let sizes = parameters.iter().map(|it| it.variable.elem_count());
                State::Fused(sizes.map(Moments::zeros).collect())
            }
            Ops::Composed | Ops::Mixed => State::Composed(groups(&parameters)?),
        };
        Ok(Self {
            parameters,
            state,
            options,
            steps: 0,
        })
    }

    /// Gives the state that has to be kept to go on later.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn state(&self) -> Result<OptimizerState> {
        let moments: Vec<(usize, Tensor, Tensor)> = match &self.state {
            State::Fused(moments) => {
                let tensors = self.parameters.iter().zip(moments).enumerate();
                let tensors = tensors.map(|(place, (parameter, moments))| {
                    let (first, second) = moments.to_tensors(parameter.variable.shape())?;
                    Ok((place, first, second))
                });
                tensors.collect::<Result<_>>()?
            }
            State::Composed(groups) => {
                let moments = groups.iter().map(|(_, group)| group.moments());
                moments.collect::<Result<Vec<_>>>()?.concat()
            }
        };
        let (mut first, mut second) = (Parameters::new(), Parameters::new());
        for (place, one, two) in moments {
            let name = &self.parameters[place].name;
            first.insert(name.clone(), one);
            second.insert(name.clone(), two);
        }
        Ok(OptimizerState {
            steps: self.steps as usize,
            first,
            second,
        })
    }

    /// Goes on from a state that was kept.
    ///
    /// # Errors
    /// When it belongs to other variables.
    pub fn restore(&mut self, state: &OptimizerState) -> Result<()> {
        let first = self.find(&state.first)?;
        let second = self.find(&state.second)?;
        match &mut self.state {
            State::Fused(moments) => {
                let tensors = first.iter().zip(&second);
                let restored = tensors.map(|(first, second)| Moments::from_tensors(first, second));
                *moments = restored.collect::<Result<_>>()?;
            }
            State::Composed(groups) => {
                let mut groups = groups.iter_mut();
                groups.try_for_each(|(_, group)| group.restore(&first, &second))?;
            }
        }
        self.steps = i32::try_from(state.steps).map_err(candle_core::Error::wrap)?;
        Ok(())
    }

    /// The tensors of the parameters' names, in their order.
    fn find(&self, tensors: &Parameters) -> Result<Vec<Tensor>> {
        let find = |parameter: &Parameter| match tensors.get(&parameter.name) {
            Some(tensor) if tensor.shape() == parameter.variable.shape() => Ok(tensor.clone()),
            _ => Err(candle_core::Error::Msg(format!(
                "no moments for {}",
                parameter.name
            ))),
        };
        self.parameters.iter().map(find).collect()
    }

    /// Clips the gradient, updates every variable, and returns the norm of the gradient before clipping. The gradient of
    /// a table of which only some `rows` took part is zero elsewhere; the step is that of the whole table.
    ///
    /// # Errors
    /// When a variable has no gradient, or those of the tensor operations.
    pub fn step(
        &mut self,
        gradients: &GradStore,
        rows: &[TouchedRows],
        learning_rate: f64,
    ) -> Result<DeviceScalar> {
        let found = self.gradients(gradients, rows)?;
        let found_gradients = found.iter().map(|(gradient, _)| gradient);
        let max_norm = self.options.max_grad_norm;
        self.steps += 1;
        let factors = |parameter: &Parameter| {
            let rate = learning_rate * parameter.rate;
            self.options.factors(self.steps, rate, parameter.decays)
        };
        match &mut self.state {
            State::Fused(moments) => {
                let norm = gradient_norm(found_gradients)?;
                let clip = clip_factor(norm, max_norm);
                let parameters = self.parameters.iter().zip(moments);
                for ((parameter, moments), (gradient, rows)) in parameters.zip(&found) {
                    let rows = rows.map(|rows| rows.ids.as_slice());
                    let step = FusedStep::new(moments, rows, clip, factors(parameter));
                    parameter.variable.inplace_op2(gradient, &step)?;
                }
                Ok(DeviceScalar::Known(norm))
            }
            State::Composed(groups) => {
                let norm = gradient_norm_tensor(found_gradients)?;
                let clip = clip_factor_tensor(&norm, max_norm)?;
                let spread = self.parameters.iter().zip(found);
                let spread = spread.map(|(parameter, (gradient, rows))| match rows {
                    Some(rows) => rows.spread(&gradient, &parameter.variable),
                    None => Ok(gradient),
                });
                let gradients: Vec<Tensor> = spread.collect::<Result<_>>()?;
                for (first, group) in groups {
                    group.step(&gradients, &clip, factors(&self.parameters[*first]))?;
                }
                Ok(DeviceScalar::OnDevice(norm))
            }
        }
    }

    /// The gradient of each parameter, or of those of its rows that took part.
    fn gradients<'a>(
        &self,
        gradients: &GradStore,
        rows: &'a [TouchedRows],
    ) -> Result<Vec<(Tensor, Option<&'a TouchedRows>)>> {
        let find = |parameter: &Parameter| {
            let rows = rows.iter().find(|rows| rows.are_of(&parameter.variable));
            let variable = rows.map_or(&parameter.variable, |rows| &rows.values);
            let Some(gradient) = gradients.get(variable) else {
                let message = format!("{} has no gradient", parameter.name);
                return Err(candle_core::Error::Msg(message));
            };
            // A gradient knows the operations that it came from, and would keep all their tensors alive in the moments.
            Ok((gradient.detach().contiguous()?, rows))
        };
        self.parameters.iter().map(find).collect()
    }
}

/// Groups of parameters with the same factors, each with the place of its first one.
fn groups(parameters: &[Parameter]) -> Result<Vec<(usize, Group)>> {
    let mut members: BTreeMap<(bool, u64), Vec<(usize, Var)>> = BTreeMap::new();
    for (place, parameter) in parameters.iter().enumerate() {
        let factors = (parameter.decays, parameter.rate.to_bits());
        let group = members.entry(factors).or_default();
        group.push((place, parameter.variable.clone()));
    }
    let groups = members.into_values();
    let groups = groups.map(|members| Ok((members[0].0, Group::new(members)?)));
    groups.collect()
}

impl AdamWOptions {
    fn factors(&self, step: i32, learning_rate: f64, decays: bool) -> StepFactors {
        let correction1 = 1.0 - self.betas.0.powi(step);
        let correction2 = 1.0 - self.betas.1.powi(step);
        let decay = if decays { self.weight_decay } else { 0.0 };
        StepFactors {
            betas: (self.betas.0 as f32, self.betas.1 as f32),
            epsilon: self.epsilon as f32,
            step_size: (learning_rate / correction1) as f32,
            root_correction2: correction2.sqrt() as f32,
            keep: (1.0 - learning_rate * decay) as f32,
        }
    }
}

#[cfg(test)]
mod tests;
