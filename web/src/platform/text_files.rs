//! Texts that a person opens from files of plain text.

use namelight_text::{NotText, TextEncoding};
use wasm_bindgen::JsValue;
use web_sys::TextDecoder;

use super::{BrowserError, newlines};

/// The types of text files, as a file dialog takes them.
pub const ACCEPT: &str = ".txt,.md,.csv,.docx,.html,.htm,.xhtml,.eml,.srt,.vtt,.json,.jsonl,.ndjson,text/*,message/rfc822,application/json";

/// The size of the largest file that is read, in bytes: nobody reads a larger one here, and a browser could run out of memory.
pub const MAX_BYTES: u64 = 20_000_000;

/// Encodings that a person can choose where the bytes do not tell, by their names in the Encoding Standard.
pub const ENCODINGS: [&str; 10] = [
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "iso-8859-15",
    "macintosh",
    "utf-16le",
    "utf-16be",
    "shift_jis",
    "gbk",
    "euc-kr",
];

/// Why a file cannot be read as text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFileError {
    /// It holds bytes that no text has.
    #[error("{name} is no text file: {reason}. Save it as plain text and open it again")]
    NotText {
        /// The name of the file.
        name: String,
        /// The place of those bytes.
        reason: NotText,
    },
    /// It is a document, and no text could be read out of it.
    #[error("{name} cannot be read: {reason}. Nothing of it was taken in")]
    Document {
        /// The name of the file.
        name: String,
        /// What is wrong with it.
        reason: BrowserError,
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

/// The text of a file, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The text without a byte-order mark and with line ends as a text area has them.
    pub text: String,
    /// The name of its encoding.
    pub encoding: String,
    /// What of the file is left out, if it is no plain text.
    pub cut: Vec<String>,
}

/// The text in a file, in the encoding given or that which its bytes tell.
///
/// # Errors
/// When it is no text, or the browser does not know the encoding.
pub fn decode(name: &str, bytes: Vec<u8>, given: Option<&str>) -> Result<TextFile, TextFileError> {
    let told = || {
        TextEncoding::of(&bytes).map_err(|reason| TextFileError::NotText {
            name: name.to_owned(),
            reason,
        })
    };
    let encoding = match given {
        Some(given) => given.to_owned(),
        None => told()?.label().to_owned(),
    };
    let text = match encoding == TextEncoding::Utf8.label() {
        true => String::from_utf8_lossy(&bytes).into_owned(),
        false => by_browser(&bytes, &encoding).map_err(|thrown| TextFileError::Unreadable {
            name: name.to_owned(),
            reason: thrown.into(),
        })?,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(TextFile {
        text: newlines::normalized(text.to_owned()),
        encoding,
        cut: Vec::new(),
    })
}

fn by_browser(bytes: &[u8], encoding: &str) -> Result<String, JsValue> {
    TextDecoder::new_with_label(encoding)?.decode_with_u8_array(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_of_other_systems_are_taken_out() {
        let bytes = b"\xef\xbb\xbfZo\xc3\xab\r\nmet Ada\r\n".to_vec();
        let file = decode("a.txt", bytes, None).unwrap();
        assert_eq!((&*file.text, &*file.encoding), ("Zoë\nmet Ada\n", "utf-8"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_name_and_place() {
        let error = decode("old.zip", b"PK\x03\x04\xff".to_vec(), None).unwrap_err();
        let expected = "old.zip is no text file: byte 2 is no part of any text";
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}
