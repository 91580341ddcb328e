//! The model's report as the page has it.

mod facts;

use namelight_scores::report::{Evaluation, REPORT_FORMAT, Report};
use serde::Deserialize;

pub use facts::{Fact, hardware, headline, recipe};

/// A report on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// It is being fetched.
    Waiting,
    /// It is here.
    Here(Box<Report>),
    /// There is none that can be shown.
    Failed(String),
}

/// Why a report cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// It did not arrive.
    #[error("the report could not be fetched: {0}")]
    Missing(String),
    /// It is not JSON, or a field is missing.
    #[error("the report cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It follows another schema.
    #[error("the report has format {0}, and this page reads format {REPORT_FORMAT}")]
    Format(u32),
}

/// The report in what was fetched.
pub fn read(fetched: Result<String, String>) -> Loaded {
    let report = fetched.map_err(ReportError::Missing);
    match report.and_then(|text| parse(&text)) {
        Ok(report) => Loaded::Here(Box::new(report)),
        Err(error) => Loaded::Failed(error.to_string()),
    }
}

/// Reads a report.
///
/// # Errors
/// When it is not JSON, has another format, or a field is missing.
pub fn parse(text: &str) -> Result<Report, ReportError> {
    /// Another format may have other fields, so this one is looked at first.
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let head: Head = serde_json::from_str(text)?;
    if head.format != REPORT_FORMAT {
        return Err(ReportError::Format(head.format));
    }
    Ok(serde_json::from_str(text)?)
}

/// The evaluation of a split with the weights that the browser runs: int8 where there is one.
pub fn shipped<'a>(report: &'a Report, split: &str) -> Option<&'a Evaluation> {
    let of_split = || report.evaluations.iter().filter(|row| row.split == split);
    of_split()
        .find(|row| row.weights == "int8")
        .or_else(|| of_split().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_did_not_arrive_says_why() {
        let Loaded::Failed(message) = read(Err("the server answered 404".to_owned())) else {
            panic!("there is no report");
        };
        assert!(message.contains("404"));
    }

    #[test]
    fn another_format_is_refused_whatever_else_is_in_it() {
        let error = parse(r#"{"format": 2}"#).unwrap_err();
        assert!(matches!(error, ReportError::Format(2)), "{error}");
    }

    #[test]
    fn a_missing_field_is_named() {
        let error = parse(r#"{"format": 1}"#).unwrap_err().to_string();
        assert!(error.contains("model"), "{error}");
        assert!(parse("<!doctype html>").is_err());
    }
}
