//! A report together with the text that it was read from, so that saving it changes nothing.

use std::rc::Rc;

use namelight_scores::report::{REPORT_FORMAT, Report};
use serde::Deserialize;

/// Files beyond this many bytes are not opened: no report is near it, and the page's memory is small.
pub const LARGEST_FILE: u64 = 50_000_000;

/// A report that can be shown and saved.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportFile {
    /// The parsed report.
    pub report: Rc<Report>,
    /// The text of the file, unchanged.
    pub text: Rc<str>,
}

/// Why a report cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// It could not be fetched.
    #[error("the report could not be fetched: {0}")]
    Missing(String),
    /// It is not text in UTF-8.
    #[error("the report is no text: {0}")]
    NotText(#[from] std::string::FromUtf8Error),
    /// It is not JSON, or a field is missing.
    #[error("the report cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It has another version of the schema.
    #[error("the report has format {0}, and this page reads format {REPORT_FORMAT}")]
    Format(u32),
}

impl ReportFile {
    /// Reads a report and keeps its text.
    ///
    /// # Errors
    /// Those of [`parse`], and when the bytes are not text.
    pub fn read(bytes: Vec<u8>) -> Result<Self, ReportError> {
        let text = String::from_utf8(bytes)?;
        Ok(Self {
            report: Rc::new(parse(&text)?),
            text: text.into(),
        })
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
    // Some editors put a mark before JSON, which has no place for it.
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head: Head = serde_json::from_str(json)?;
    if head.format != REPORT_FORMAT {
        return Err(ReportError::Format(head.format));
    }
    Ok(serde_json::from_str(json)?)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let error = ReportFile::read(b"PK\x03\x04\xff\xfe".to_vec()).unwrap_err();
        assert!(matches!(error, ReportError::NotText(_)), "{error}");
    }

    #[test]
    fn a_mark_before_the_json_is_passed_over_and_kept() {
        let text = format!("\u{feff}{}", crate::report::tests::SMALL);
        let file = ReportFile::read(text.clone().into_bytes()).unwrap();
        assert_eq!(*file.text, text);
    }
}
