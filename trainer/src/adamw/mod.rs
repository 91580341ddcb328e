//! AdamW with decay groups and clipping by the norm of the whole gradient.
//!
//! Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019), as `torch.optim.AdamW` computes it. On the
//! CPU one pass over the values of a parameter updates it in place; with [`Ops::Composed`], as on other devices, it is
//! the same formula made of tensor operations, of which nothing comes back to this machine's memory.
//!
//! A step copies the few hundred word embeddings that its batch uses ([`TouchedRows`]), and their gradient is all that the
//! table of embeddings gets. The optimizer moves the other rows by their moments, as if their gradient were zero.

mod device_scalar;
mod fused;
mod norm;
mod rows;

use std::collections::BTreeMap;

use candle_core::backprop::GradStore;
use candle_core::{Result, Tensor, Var};

use namelight_encoder::{Ops, Parameters};

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

/// The factor by which clipping scales the gradient.
enum Clip {
    Known(f32),
    OnDevice(Tensor),
}

impl Clip {
    fn apply(&self, gradient: &Tensor) -> Result<Tensor> {
        match self {
            Self::Known(factor) => gradient * f64::from(*factor),
            Self::OnDevice(factor) => gradient.broadcast_mul(factor),
        }
    }

    fn read(&self) -> Result<f32> {
        match self {
            Self::Known(factor) => Ok(*factor),
            Self::OnDevice(factor) => factor.to_scalar(),
        }
    }
}

enum State {
    Host(Moments),
    Device { first: Tensor, second: Tensor },
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
    state: State,
}

/// The optimizer and its state.
pub struct AdamW {
    parameters: Vec<Parameter>,
    options: AdamWOptions,
    ops: Ops,
    steps: i32,
}

impl AdamW {
    /// Starts with moments of zero.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new(variables: &BTreeMap<String, Var>, options: AdamWOptions, ops: Ops) -> Result<Self> {
        let state = |variable: &Var| match ops {
            Ops::Fused => Ok(State::Host(Moments::zeros(variable.elem_count()))),
            Ops::Composed | Ops::Mixed => device_state(variable),
        };
        let parameters = variables.iter().map(|(name, variable)| {
            Ok(Parameter {
                name: name.clone(),
                variable: variable.clone(),
                decays: variable.rank() >= 2,
                rate: 1.0,
                state: state(variable)?,
            })
        });
        Ok(Self {
            parameters: parameters.collect::<Result<_>>()?,
            options,
            ops,
            steps: 0,
        })
    }

    /// Multiplies the learning rate of each variable with what `rate_of` says of its name.
    pub fn with_rates(mut self, rate_of: impl Fn(&str) -> f64) -> Self {
        for parameter in &mut self.parameters {
            parameter.rate = rate_of(&parameter.name);
        }
        self
    }

    /// Gives the state that has to be kept to go on later.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn state(&self) -> Result<OptimizerState> {
        let (mut first, mut second) = (Parameters::new(), Parameters::new());
        for parameter in &self.parameters {
            let (one, two) = match &parameter.state {
                State::Host(moments) => moments.to_tensors(parameter.variable.shape())?,
                State::Device { first, second } => (first.clone(), second.clone()),
            };
            first.insert(parameter.name.clone(), one);
            second.insert(parameter.name.clone(), two);
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
        let find = |tensors: &Parameters, parameter: &Parameter| match tensors.get(&parameter.name)
        {
            Some(tensor) if tensor.shape() == parameter.variable.shape() => Ok(tensor.clone()),
            _ => Err(candle_core::Error::Msg(format!(
                "no moments for {}",
                parameter.name
            ))),
        };
        for parameter in &mut self.parameters {
            let first = find(&state.first, parameter)?;
            let second = find(&state.second, parameter)?;
            parameter.state = match parameter.state {
                State::Host(_) => State::Host(Moments::from_tensors(&first, &second)?),
                State::Device { .. } => State::Device { first, second },
            };
        }
        self.steps = i32::try_from(state.steps).map_err(candle_core::Error::wrap)?;
        Ok(())
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
        let mut found = Vec::with_capacity(self.parameters.len());
        for parameter in &self.parameters {
            let rows = rows.iter().find(|rows| rows.are_of(&parameter.variable));
            let variable = rows.map_or(&parameter.variable, |rows| &rows.values);
            let Some(gradient) = gradients.get(variable) else {
                let message = format!("{} has no gradient", parameter.name);
                return Err(candle_core::Error::Msg(message));
            };
            found.push((gradient.contiguous()?, rows));
        }
        let found_gradients = found.iter().map(|(gradient, _)| gradient);
        let max_norm = self.options.max_grad_norm;
        let (norm, clip) = match self.ops {
            Ops::Fused => {
                let norm = gradient_norm(found_gradients)?;
                (
                    DeviceScalar::Known(norm),
                    Clip::Known(clip_factor(norm, max_norm)),
                )
            }
            Ops::Composed | Ops::Mixed => {
                let norm = gradient_norm_tensor(found_gradients)?;
                let clip = clip_factor_tensor(&norm, max_norm)?;
                (DeviceScalar::OnDevice(norm), Clip::OnDevice(clip))
            }
        };
        self.steps += 1;
        for (parameter, (gradient, rows)) in self.parameters.iter_mut().zip(&found) {
            let rate = learning_rate * parameter.rate;
            let factors = self.options.factors(self.steps, rate, parameter.decays);
            parameter.update(gradient, *rows, &clip, factors)?;
        }
        Ok(norm)
    }
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

impl Parameter {
    fn update(
        &mut self,
        gradient: &Tensor,
        rows: Option<&TouchedRows>,
        clip: &Clip,
        factors: StepFactors,
    ) -> Result<()> {
        match &mut self.state {
            State::Host(moments) => {
                let rows = rows.map(|rows| rows.ids.as_slice());
                let step = FusedStep::new(moments, rows, clip.read()?, factors);
                self.variable.inplace_op2(gradient, &step)
            }
            State::Device { first, second } => {
                let gradient = match rows {
                    Some(rows) => rows.spread(gradient, &self.variable)?,
                    None => gradient.clone(),
                };
                let gradient = clip.apply(&gradient)?;
                let (beta1, beta2) = (f64::from(factors.betas.0), f64::from(factors.betas.1));
                *first = ((&*first * beta1)? + (&gradient * (1.0 - beta1))?)?;
                *second = ((&*second * beta2)? + (gradient.sqr()? * (1.0 - beta2))?)?;
                let root = ((second.sqrt()? / f64::from(factors.root_correction2))?
                    + f64::from(factors.epsilon))?;
                let step = ((&*first / root)? * f64::from(factors.step_size))?;
                let kept = (self.variable.as_tensor() * f64::from(factors.keep))?;
                self.variable.set(&(kept - step)?.detach())
            }
        }
    }
}

fn device_state(variable: &Var) -> Result<State> {
    Ok(State::Device {
        first: variable.zeros_like()?.detach(),
        second: variable.zeros_like()?.detach(),
    })
}

#[cfg(test)]
mod tests;
