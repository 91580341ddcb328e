//! JSON Lines: a value a line.

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

use crate::model_dir;

/// The values of a file, each with the number of its line, counted from 1. A byte order mark, `\r\n` and blank lines are no
/// mistakes.
///
/// # Errors
/// When the file is not UTF-8, or a line is not JSON; the message names the line.
pub fn values(bytes: Vec<u8>, file: &str) -> Result<Vec<(usize, Value)>> {
    let content = model_dir::text(bytes, file)?;
    let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
    let lines = content.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let value = |(index, line)| {
        let number = index + 1;
        let value = serde_json::from_str(line).map_err(not_json);
        Ok((number, value.with_context(|| at(file, number))?))
    };
    lines.map(value).collect()
}

/// Where something is wrong.
pub fn at(file: &str, line: usize) -> String {
    format!("{file}, line {line}")
}

/// What serde says, without its place: each record is a line of its own, and the file's line is told already.
fn not_json(error: serde_json::Error) -> anyhow::Error {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    anyhow!(
        "not JSON: {reason} at column {}; each line has to be an object of its own",
        error.column()
    )
}

/// What a value is, for messages.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
