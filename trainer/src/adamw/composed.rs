//! The update made of tensor operations, for any device. A GPU takes its time to start each operation, so all parameters
//! with the same factors are updated at once, laid one behind the other.

use candle_core::{Result, Tensor, Var};

use super::StepFactors;

/// Parameters that share their factors, one behind the other, with their moments.
pub(super) struct Group {
    members: Vec<Member>,
    /// The values of all members, `(count)`.
    values: Tensor,
    /// The running means of their gradients, `(count)`.
    first: Tensor,
    /// The running means of the squares of these, `(count)`.
    second: Tensor,
}

struct Member {
    /// The place of the parameter among all.
    parameter: usize,
    variable: Var,
    start: usize,
    len: usize,
}

impl Group {
    /// Lays these parameters, each with its place among all, one behind the other; moments are zero.
    pub(super) fn new(parameters: Vec<(usize, Var)>) -> Result<Self> {
        let mut start = 0;
        let members = parameters.into_iter().map(|(parameter, variable)| {
            let len = variable.elem_count();
            start += len;
            Member {
                parameter,
                variable,
                start: start - len,
                len,
            }
        });
        let members: Vec<Member> = members.collect();
        let values = members
            .iter()
            .map(|member| member.variable.as_detached_tensor());
        let values = joined(values)?;
        Ok(Self {
            members,
            first: values.zeros_like()?,
            second: values.zeros_like()?,
            values,
        })
    }

    /// Moves the members by the gradients of all parameters.
    pub(super) fn step(
        &mut self,
        gradients: &[Tensor],
        clip: &Tensor,
        factors: StepFactors,
    ) -> Result<()> {
        let members = self.members.iter();
        let gradient = joined(members.map(|member| gradients[member.parameter].clone()))?;
        let gradient = gradient.broadcast_mul(clip)?;
        let (beta1, beta2) = (f64::from(factors.betas.0), f64::from(factors.betas.1));
        self.first = ((&self.first * beta1)? + (&gradient * (1.0 - beta1))?)?;
        self.second = ((&self.second * beta2)? + (gradient.sqr()? * (1.0 - beta2))?)?;
        let root = self.second.sqrt()?.affine(
            1.0 / f64::from(factors.root_correction2),
            f64::from(factors.epsilon),
        )?;
        let step = ((&self.first / root)? * f64::from(factors.step_size))?;
        self.values = ((&self.values * f64::from(factors.keep))? - step)?;
        for member in &self.members {
            member.variable.set(&member.of(&self.values)?)?;
        }
        Ok(())
    }

    /// The two moments of each member, with its place among all parameters.
    pub(super) fn moments(&self) -> Result<Vec<(usize, Tensor, Tensor)>> {
        let members = self.members.iter();
        let moments = members.map(|member| {
            let (first, second) = (member.of(&self.first)?, member.of(&self.second)?);
            Ok((member.parameter, first, second))
        });
        moments.collect()
    }

    /// Takes the moments of the members, in the order of all parameters.
    pub(super) fn restore(&mut self, first: &[Tensor], second: &[Tensor]) -> Result<()> {
        let of_members = |all: &[Tensor]| {
            let members = self.members.iter();
            joined(members.map(|member| all[member.parameter].clone()))
        };
        (self.first, self.second) = (of_members(first)?, of_members(second)?);
        Ok(())
    }
}

impl Member {
    /// Its part of a tensor of the group.
    fn of(&self, all: &Tensor) -> Result<Tensor> {
        all.narrow(0, self.start, self.len)?
            .reshape(self.variable.shape())
    }
}

/// The values of tensors one behind the other.
fn joined(tensors: impl Iterator<Item = Tensor>) -> Result<Tensor> {
    let flat = tensors.map(|tensor| tensor.flatten_all());
    Tensor::cat(&flat.collect::<Result<Vec<_>>>()?, 0)
}
