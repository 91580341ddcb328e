//! Texts that a person opens from files.

use super::{BrowserError, newlines};

/// The types of text files, as a file dialog takes them.
pub const ACCEPT: &str = ".txt,.md,.csv,text/plain,text/markdown,text/csv";

/// The size of the largest file that is read, in bytes: nobody reads a larger one here, and a browser could run out of memory.
pub const MAX_BYTES: u64 = 20_000_000;

/// What stands between the texts of two files.
const BETWEEN: &str = "\n\n";

/// Why a file cannot be read as text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFileError {
    /// It is not UTF-8.
    #[error(
        "{name} is not a UTF-8 text: byte {byte} is no part of a character. Save it as UTF-8 and open it again"
    )]
    NotText {
        /// The name of the file.
        name: String,
        /// The first byte that is no part of a character.
        byte: usize,
    },
    /// It is very large, or the browser could not read it.
    #[error("{name} cannot be read: {reason}")]
    Unreadable {
        /// The name of the file.
        name: String,
        /// The reason of the browser.
        reason: BrowserError,
    },
}

/// The text in a file, without a byte-order mark and with line ends as a text area has them.
///
/// # Errors
/// When it is not UTF-8.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, TextFileError> {
    let text = String::from_utf8(bytes).map_err(|error| TextFileError::NotText {
        name: name.to_owned(),
        byte: error.utf8_error().valid_up_to(),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(newlines::normalized(text.to_owned()))
}

/// The texts of all files as one, one behind the other.
pub fn joined(texts: &[String]) -> String {
    let texts = texts.iter().map(|text| text.trim_end_matches('\n'));
    texts.collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_of_other_systems_are_taken_out() {
        let bytes = b"\xef\xbb\xbfZo\xc3\xab\r\nmet Ada\r\n".to_vec();
        assert_eq!(decode("a.txt", bytes).unwrap(), "Zoë\nmet Ada\n");
    }

    #[test]
    fn other_bytes_are_refused_with_name_and_place() {
        let error = decode("old.txt", b"Zo\xeb".to_vec()).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("old.txt is not a UTF-8 text: byte 2"),
            "{error}"
        );
    }

    #[test]
    fn files_stand_apart() {
        assert_eq!(
            joined(&["one\n".to_owned(), "two".to_owned()]),
            "one\n\ntwo"
        );
        assert_eq!(joined(&[]), "");
    }
}
