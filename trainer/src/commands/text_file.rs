//! Text files of any encoding.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use encoding_rs::{Encoding, UTF_8};
use namelight_text::TextEncoding;

/// Returns the text of a file without its byte-order mark. The encoding is told by the bytes unless one is given, and is
/// named on standard error where it is not UTF-8.
///
/// # Errors
/// When the file is no text, or not in the encoding given.
pub fn decode(bytes: &[u8], name: &str, given: Option<&'static Encoding>) -> Result<String> {
    let encoding = match given {
        Some(encoding) => encoding,
        None => told(bytes, name)?,
    };
    // A byte-order mark overrules what is given.
    let (text, used, is_damaged) = encoding.decode(bytes);
    if is_damaged {
        bail!(
            "{name} is not in {}; give another --encoding, or leave it out to have it told by the bytes",
            used.name()
        );
    }
    if given.is_none() && used != UTF_8 {
        eprintln!(
            "note: {name} is not in UTF-8 and was read as {}; --encoding takes another, such as windows-1250",
            used.name()
        );
    }
    Ok(text.into_owned())
}

/// Reads a text file, or standard input where none is named.
///
/// # Errors
/// When it cannot be read, or as [`decode`].
pub fn read(path: Option<&Path>, given: Option<&'static Encoding>) -> Result<String> {
    let Some(path) = path else {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.context("reading standard input")?;
        return decode(&bytes, "standard input", given);
    };
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("reading {name}"))?;
    decode(&bytes, &name, given)
}

fn told(bytes: &[u8], name: &str) -> Result<&'static Encoding> {
    let encoding = TextEncoding::of(bytes);
    let encoding = encoding.with_context(|| format!("{name} is no text file"))?;
    Ok(Encoding::for_label(encoding.label().as_bytes()).unwrap_or(UTF_8))
}

/// Reads the argument of `--encoding`.
///
/// # Errors
/// When the Encoding Standard knows no such encoding.
pub fn encoding(label: &str) -> Result<&'static Encoding, String> {
    let found = Encoding::for_label(label.as_bytes());
    found.ok_or_else(|| {
        format!("{label:?} is no encoding; common ones are utf-8, utf-16le, windows-1252, windows-1250, iso-8859-15, shift_jis, gbk")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_any_encoding_is_the_same() {
        let utf16: Vec<u8> = "Zoë".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            &b"Zo\xc3\xab"[..],
            b"\xef\xbb\xbfZo\xc3\xab",
            b"Zo\xeb",
            b"\xff\xfeZ\0o\0\xeb\0",
            &utf16,
        ] {
            assert_eq!(decode(bytes, "a.txt", None).unwrap(), "Zoë", "{bytes:?}");
        }
        let given = encoding("windows-1250").unwrap();
        assert_eq!(decode(b"\x8aimon", "a.txt", Some(given)).unwrap(), "Šimon");
    }

    #[test]
    fn what_is_no_text_or_in_another_encoding_is_refused() {
        let error = decode(b"PK\x03\x04\xff", "a.zip", None).unwrap_err();
        assert!(
            format!("{error:#}").contains("a.zip is no text file: byte 2"),
            "{error:#}"
        );
        let error = decode(b"Zo\xeb", "a.txt", Some(UTF_8)).unwrap_err();
        assert!(
            error.to_string().contains("a.txt is not in UTF-8"),
            "{error}"
        );
        assert!(encoding("latin-99").unwrap_err().contains("windows-1252"));
    }
}
