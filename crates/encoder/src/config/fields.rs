//! The fields of a `config.json`, each checked for its type and its limits when it is read.

use std::fmt::Debug;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::ConfigError;

/// A JSON object whose fields are asked for by name. A field that is `null` counts as missing.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn parse(json: &[u8]) -> Result<Self, ConfigError> {
        Ok(Self(serde_json::from_slice(json)?))
    }

    pub(super) fn into_json(self) -> Map<String, Value> {
        self.0
    }

    /// A whole number within these limits.
    pub(super) fn size(
        &self,
        field: &'static str,
        limits: RangeInclusive<usize>,
    ) -> Result<usize, ConfigError> {
        let value = self.required(field)?;
        let number = value.as_u64().and_then(|number| number.try_into().ok());
        match number {
            Some(number) if limits.contains(&number) => Ok(number),
            _ => Err(out_of_range(field, value, "whole number", &limits)),
        }
    }

    /// The same, or `default` where the field is missing.
    pub(super) fn size_or(
        &self,
        field: &'static str,
        limits: RangeInclusive<usize>,
        default: usize,
    ) -> Result<usize, ConfigError> {
        match self.present(field) {
            Some(_) => self.size(field, limits),
            None => Ok(default),
        }
    }

    /// A number within these limits.
    pub(super) fn number(
        &self,
        field: &'static str,
        limits: RangeInclusive<f64>,
    ) -> Result<f64, ConfigError> {
        let value = self.required(field)?;
        match value.as_f64() {
            Some(number) if limits.contains(&number) => Ok(number),
            _ => Err(out_of_range(field, value, "number", &limits)),
        }
    }

    /// The same, or `default` where the field is missing.
    pub(super) fn number_or(
        &self,
        field: &'static str,
        limits: RangeInclusive<f64>,
        default: f64,
    ) -> Result<f64, ConfigError> {
        match self.present(field) {
            Some(_) => self.number(field, limits),
            None => Ok(default),
        }
    }

    /// Whether a field that may be missing is `true`.
    pub(super) fn flag(&self, field: &'static str) -> Result<bool, ConfigError> {
        match self.present(field) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(value) => Err(unsupported(field, value, "true or false")),
        }
    }

    /// Checks that a field says what is expected of it.
    pub(super) fn require(
        &self,
        field: &'static str,
        expected: &'static str,
    ) -> Result<(), ConfigError> {
        let value = self.required(field)?;
        // A number or a truth value is expected as JSON writes it.
        let written = value.to_string();
        match value.as_str().unwrap_or(&written) == expected {
            true => Ok(()),
            false => Err(unsupported(field, value, expected)),
        }
    }

    /// The same for a field that may be missing.
    pub(super) fn require_if_present(
        &self,
        field: &'static str,
        expected: &'static str,
    ) -> Result<(), ConfigError> {
        match self.present(field) {
            Some(_) => self.require(field, expected),
            None => Ok(()),
        }
    }

    pub(super) fn present(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }

    pub(super) fn required(&self, field: &'static str) -> Result<&Value, ConfigError> {
        self.present(field).ok_or(ConfigError::Missing(field))
    }
}

/// A value longer than this is cut in messages.
const SHOWN_CHARS: usize = 40;

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

pub(super) fn unsupported(
    field: &'static str,
    value: &Value,
    expected: &'static str,
) -> ConfigError {
    ConfigError::Unsupported {
        field,
        value: shown(value),
        expected,
    }
}

fn out_of_range<T: Debug>(
    field: &'static str,
    value: &Value,
    what: &str,
    limits: &RangeInclusive<T>,
) -> ConfigError {
    // The debugging form writes 1e-30 as such, and 1 as 1.0.
    let [first, last] = [limits.start(), limits.end()].map(|limit| format!("{limit:?}"));
    let [first, last] = [&first, &last].map(|limit| limit.trim_end_matches(".0"));
    ConfigError::OutOfRange {
        field,
        value: shown(value),
        expected: format!("a {what} from {first} to {last}"),
    }
}
