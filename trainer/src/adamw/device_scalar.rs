//! A number that a training step measures of itself, wherever it is computed.

use candle_core::{Result, Tensor};

/// A number that is known or still being computed on a device. Reading it from there waits for everything that the device
/// was asked before, so it is done rarely, and for many numbers at once.
#[derive(Clone, Debug)]
pub enum DeviceScalar {
    /// The number is known.
    Known(f64),
    /// The number is a tensor `()` in f32.
    OnDevice(Tensor),
}

impl DeviceScalar {
    /// Gives the number itself.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn read(&self) -> Result<f64> {
        match self {
            Self::Known(value) => Ok(*value),
            Self::OnDevice(tensor) => Ok(f64::from(tensor.to_scalar::<f32>()?)),
        }
    }

    /// Whether [`DeviceScalar::read`] has to wait.
    pub fn is_on_device(&self) -> bool {
        matches!(self, Self::OnDevice(_))
    }

    /// Adds two numbers where they are.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn plus(self, other: Self) -> Result<Self> {
        Ok(match (self, other) {
            (Self::OnDevice(one), Self::OnDevice(two)) => Self::OnDevice((one + two)?),
            (one, two) => Self::Known(one.read()? + two.read()?),
        })
    }
}
