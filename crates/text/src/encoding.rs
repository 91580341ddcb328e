//! How the characters of a text file are written as bytes.

use thiserror::Error;

/// An encoding that a text file may be in without saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with a byte-order mark or without.
    Utf8,
    /// UTF-16 with the lower byte first, as Windows writes it.
    Utf16Le,
    /// UTF-16 with the upper byte first.
    Utf16Be,
    /// Windows-1252, which programs of Western Europe and America wrote before UTF-8.
    Windows1252,
}

/// A file holds bytes that no text has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("byte {byte} is no part of any text")]
pub struct NotText {
    /// The first such byte, counted from 0.
    pub byte: usize,
}

/// Number of bytes that are looked at for UTF-16 without a byte-order mark.
const LOOKED_AT: usize = 4096;

impl TextEncoding {
    /// Returns the encoding of a file: that of its byte-order mark; UTF-16 where nearly every other byte is zero; UTF-8 where
    /// its bytes are that; and Windows-1252, the likeliest of those that cannot be told apart, where they are not.
    ///
    /// # Errors
    /// When the file holds control characters that no text has.
    pub fn of(bytes: &[u8]) -> Result<Self, NotText> {
        match bytes {
            [0xff, 0xfe, ..] => return Ok(Self::Utf16Le),
            [0xfe, 0xff, ..] => return Ok(Self::Utf16Be),
            _ => {}
        }
        if let Some(utf16) = utf16_without_mark(bytes) {
            return Ok(utf16);
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Ok(Self::Utf8);
        }
        match bytes.iter().position(|byte| is_control(*byte)) {
            Some(byte) => Err(NotText { byte }),
            None => Ok(Self::Windows1252),
        }
    }

    /// Returns the name that the Encoding Standard has for it (<https://encoding.spec.whatwg.org/>).
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }
}

fn utf16_without_mark(bytes: &[u8]) -> Option<TextEncoding> {
    let seen = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let zeros = |first: usize| {
        seen.iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), seen.len() / 2);
    let (few, many) = (half / 20, half / 2);
    match half > 1 && bytes.len().is_multiple_of(2) {
        true if odd > many && even <= few => Some(TextEncoding::Utf16Le),
        true if even > many && odd <= few => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

/// Whether a byte is a control character other than white space and the escape of terminals.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn an_encoding_is_told_by_its_mark_or_its_bytes() {
        for (bytes, expected) in [
            (b"".to_vec(), TextEncoding::Utf8),
            (b"Zo\xc3\xab met Ada".to_vec(), TextEncoding::Utf8),
            (b"\xef\xbb\xbfAda".to_vec(), TextEncoding::Utf8),
            (b"\xff\xfeA\0".to_vec(), TextEncoding::Utf16Le),
            (b"\xfe\xff\0A".to_vec(), TextEncoding::Utf16Be),
            (utf16("Zoë met Ada."), TextEncoding::Utf16Le),
            (b"\0A\0d\0a\0.".to_vec(), TextEncoding::Utf16Be),
            (
                b"Zo\xeb met Ada \x96 \x93yes\x94".to_vec(),
                TextEncoding::Windows1252,
            ),
        ] {
            assert_eq!(TextEncoding::of(&bytes), Ok(expected), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(
            TextEncoding::of(b"PK\x03\x04\xff\xfe"),
            Err(NotText { byte: 2 })
        );
    }
}
