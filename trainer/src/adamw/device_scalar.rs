//! Numbers that a step measures of itself.

use candle_core::{Result, Tensor};

/// A number, known or still being computed on a device. Reading it from there waits for all that was asked of the device
/// before, so it is done rarely and for many at once.
#[derive(Clone, Debug)]
pub enum DeviceScalar {
    /// Known.
    Known(f64),
    /// A tensor `()` in f32.
    OnDevice(Tensor),
}

impl DeviceScalar {
    /// The number itself.
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

    /// The sum, where the parts are.
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
