//! Values of hyper-parameters, the ranges that they have to be in, and the fields of a recipe that take them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Keep, ScheduleKind};

/// The value of a hyper-parameter, as recipe files write it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// On or off.
    Switch(bool),
    /// A whole number.
    Count(u64),
    /// Any other number.
    Number(f64),
    /// One of several words.
    Word(String),
}

/// The values that a hyper-parameter may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Every value of its type.
    Any,
    /// Finite numbers above 0.
    AboveZero,
    /// Above 0, and 1 at most.
    Factor,
    /// At least 0, and below 1.
    BelowOne,
    /// From 0 to 1.
    Probability,
    /// At least 1.
    Positive,
    /// From 2 to 8.
    Bits,
    /// A multiple of 8, up to 65536.
    Group,
    /// From 1 to 65536: products of two of these stay far from overflowing.
    Size,
}

impl Range {
    /// Whether a value lies in it. Words and switches have no range.
    pub fn contains(self, value: &Value) -> bool {
        let number = match value {
            Value::Count(count) => *count as f64,
            Value::Number(number) => *number,
            Value::Switch(_) | Value::Word(_) => return true,
        };
        match self {
            Self::Any => true,
            Self::AboveZero => number > 0.0 && number.is_finite(),
            Self::Factor => number > 0.0 && number <= 1.0,
            Self::BelowOne => (0.0..1.0).contains(&number),
            Self::Probability => (0.0..=1.0).contains(&number),
            Self::Positive => number >= 1.0,
            Self::Bits => (2.0..=8.0).contains(&number),
            Self::Group => (8.0..=65_536.0).contains(&number) && number % 8.0 == 0.0,
            Self::Size => (1.0..=65_536.0).contains(&number),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str(match self {
            Self::Any => "any value",
            Self::AboveZero => "above 0",
            Self::Factor => "above 0 and at most 1",
            Self::BelowOne => "at least 0 and below 1",
            Self::Probability => "a probability, from 0 to 1",
            Self::Positive => "at least 1",
            Self::Bits => "from 2 to 8",
            Self::Group => "a multiple of 8, up to 65536",
            Self::Size => "from 1 to 65536",
        })
    }
}

/// As one writes it: `2e-5`, `0.01`, `16`, `true`, `linear`.
impl fmt::Display for Value {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Switch(on) => write!(text, "{on}"),
            Self::Count(count) => write!(text, "{count}"),
            Self::Number(number) if *number != 0.0 && number.abs() < 1e-3 => {
                write!(text, "{number:e}")
            }
            Self::Number(number) => write!(text, "{number}"),
            Self::Word(word) => text.write_str(word),
        }
    }
}

/// The value that a text of the command line stands for; the hyper-parameter says whether that is of its type.
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if let Ok(on) = text.parse() {
            return Self::Switch(on);
        }
        if let Ok(count) = text.parse() {
            return Self::Count(count);
        }
        text.parse()
            .map_or_else(|_| Self::Word(text.to_owned()), Self::Number)
    }
}

/// A field of a recipe that a hyper-parameter reads and writes.
pub(super) trait Field {
    /// The value, where it is set.
    fn get(&self) -> Option<Value>;

    /// Takes a value, or says what was expected instead.
    fn set(&mut self, value: &Value) -> Result<(), &'static str>;
}

impl Field for f64 {
    fn get(&self) -> Option<Value> {
        Some(Value::Number(*self))
    }

    fn set(&mut self, value: &Value) -> Result<(), &'static str> {
        *self = match value {
            Value::Number(number) => *number,
            Value::Count(count) => *count as f64,
            Value::Switch(_) | Value::Word(_) => return Err("a number"),
        };
        Ok(())
    }
}

impl Field for u64 {
    fn get(&self) -> Option<Value> {
        Some(Value::Count(*self))
    }

    fn set(&mut self, value: &Value) -> Result<(), &'static str> {
        match value {
            Value::Count(count) => *self = *count,
            _ => return Err("a whole number"),
        }
        Ok(())
    }
}

impl Field for usize {
    fn get(&self) -> Option<Value> {
        Some(Value::Count(*self as u64))
    }

    fn set(&mut self, value: &Value) -> Result<(), &'static str> {
        let mut count = 0_u64;
        count.set(value)?;
        *self = usize::try_from(count).map_err(|_| "a smaller number")?;
        Ok(())
    }
}

impl Field for bool {
    fn get(&self) -> Option<Value> {
        Some(Value::Switch(*self))
    }

    fn set(&mut self, value: &Value) -> Result<(), &'static str> {
        match value {
            Value::Switch(on) => *self = *on,
            _ => return Err("true or false"),
        }
        Ok(())
    }
}

/// A word that leaves an option unset, so that a flag can take a limit back which a recipe file sets.
const NONE: &str = "none";

impl<F: Field + Default> Field for Option<F> {
    fn get(&self) -> Option<Value> {
        self.as_ref().and_then(Field::get)
    }

    fn set(&mut self, value: &Value) -> Result<(), &'static str> {
        if matches!(value, Value::Word(word) if word == NONE) {
            *self = None;
            return Ok(());
        }
        let mut field = F::default();
        field.set(value)?;
        *self = Some(field);
        Ok(())
    }
}

/// Names the variants of an enum, and implements [`Field`] for it.
macro_rules! words {
    ($kind:ty, $expected:literal, $($variant:path => $word:literal),+) => {
        impl $kind {
            /// The name in recipes and reports.
            pub fn name(self) -> &'static str {
                match self { $($variant => $word),+ }
            }
        }

        impl Field for $kind {
            fn get(&self) -> Option<Value> {
                Some(Value::Word(self.name().to_owned()))
            }

            fn set(&mut self, value: &Value) -> Result<(), &'static str> {
                *self = match value {
                    $(Value::Word(word) if word == $word => $variant,)+
                    _ => return Err($expected),
                };
                Ok(())
            }
        }
    };
}

words!(ScheduleKind, "linear, cosine or constant",
    ScheduleKind::Linear => "linear", ScheduleKind::Cosine => "cosine", ScheduleKind::Constant => "constant");
words!(Keep, "last or best", Keep::Last => "last", Keep::Best => "best");
