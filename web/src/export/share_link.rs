//! Links that hold a text. The text is in the fragment, which browsers do not send to any server.
//!
//! `#t1=` is the text, compressed as zlib does it, in the letters, digits, `-` and `_` of base64url: chat programs
//! leave these alone, and zlib's checksum tells when one has cut the link. A new form gets a new number, and links of
//! older forms stay readable.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
use thiserror::Error;

use crate::platform::{newlines, url};
use crate::presentation::format;

/// The start of the fragment in every form; the number of the form follows.
const MARK: &str = "#t";
/// The start of the fragment in the form that is written.
const FORM: &str = "#t1=";
/// The effort of the compression. More of it takes time and saves no byte.
const EFFORT: u8 = 9;

/// Characters of a link. Longer links are cut by some mail and chat programs.
pub const LONG: usize = 8_000;
/// Characters of a link. Longer links are refused by some browsers: Safari takes no more than 80,000 characters.
pub const LONGEST: usize = 64_000;
/// The most bytes of text in a link. Without a bound, a short link could fill the memory.
const MOST_TEXT: usize = 1 << 18;

/// What is wrong with a link or a text for one.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ShareError {
    /// Some characters of the link are missing or changed.
    #[error(
        "The link is damaged, perhaps cut off on its way: its text cannot be read. Ask for it once more."
    )]
    Damaged,
    /// The link holds more than links may hold.
    #[error("The link holds a longer text than this page makes links of, so it is not opened.")]
    Overfull,
    /// The form of the link is not known.
    #[error(
        "The link is of a newer form than this page knows. Load the page again to get its newest version."
    )]
    Newer,
    /// The text fits in no link.
    #[error("The text is too long for a link. Download it instead.")]
    TooLong,
}

/// The fragment that holds a text.
///
/// # Errors
/// When the text is too long.
pub fn fragment(text: &str) -> Result<String, ShareError> {
    if text.len() > MOST_TEXT {
        return Err(ShareError::TooLong);
    }
    let code = BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(text.as_bytes(), EFFORT));
    let fragment = format!("{FORM}{code}");
    match fragment.len() > LONGEST {
        true => Err(ShareError::TooLong),
        false => Ok(fragment),
    }
}

/// The link to this page that holds a text.
///
/// # Errors
/// When the text is too long for a link.
pub fn link_to(text: &str) -> Result<String, ShareError> {
    let fragment = fragment(text)?;
    Ok(url::without_fragment() + &fragment)
}

/// A note on a link for the person who is about to send it.
pub fn note(link: &Result<String, ShareError>) -> String {
    match link {
        Err(error) => error.to_string(),
        Ok(link) if link.len() > LONG => format!(
            "{} characters: some mail and chat programs cut links that long",
            format::count(link.len())
        ),
        Ok(_) => "the text is in the link itself, so no server sees it".to_owned(),
    }
}

/// Whether a fragment is one that holds a text, perhaps in a form of the future.
pub fn is_link(hash: &str) -> bool {
    let form = hash
        .strip_prefix(MARK)
        .and_then(|rest| rest.split_once('='));
    form.is_some_and(|(number, _)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The text that a fragment holds; `None` when it is for something else.
pub fn text_of(hash: &str) -> Option<Result<String, ShareError>> {
    if !is_link(hash) {
        return None;
    }
    let Some(code) = hash.strip_prefix(FORM) else {
        return Some(Err(ShareError::Newer));
    };
    Some(read(code))
}

fn read(code: &str) -> Result<String, ShareError> {
    // A full stop or a bracket behind a link often becomes part of it.
    let is_code = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let code = code.trim_end_matches(|letter| !is_code(letter));
    let bytes = BASE64_URL_SAFE_NO_PAD
        .decode(code)
        .map_err(|_| ShareError::Damaged)?;
    let text = decompress_to_vec_zlib_with_limit(&bytes, MOST_TEXT).map_err(|error| match error
        .status
    {
        TINFLStatus::HasMoreOutput => ShareError::Overfull,
        _ => ShareError::Damaged,
    })?;
    let text = String::from_utf8(text).map_err(|_| ShareError::Damaged)?;
    Ok(newlines::normalized(text))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "👋🏽 Zoe\u{308} met \"Ada\" in\nتونس & 東京 <b>100 %</b>";

    #[test]
    fn a_link_is_made_of_letters_that_no_program_changes() {
        let link = fragment(TEXT).unwrap();
        let code = link.strip_prefix("#t1=").unwrap();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        assert!(code.bytes().all(plain), "{code}");
        assert_eq!(text_of(&link), Some(Ok(TEXT.to_owned())));
    }

    #[test]
    fn the_first_form_is_read_for_ever() {
        // Written by zlib.compress and base64.urlsafe_b64encode of Python.
        let link = "#t1=eNpzTElU8MkvS81JTE5VKC_KL0lVKMlXiMo_vFoPAIdiCis";
        let text = "Ada Lovelace wrote to Zoë.".to_owned();
        assert_eq!(text_of(link), Some(Ok(text)));
    }

    #[test]
    fn line_ends_of_other_systems_are_those_of_a_text_area() {
        let link = fragment("Ada\r\nmet\rZoë").unwrap();
        assert_eq!(text_of(&link), Some(Ok("Ada\nmet\nZoë".to_owned())));
    }

    #[test]
    fn other_fragments_hold_no_text() {
        for hash in [
            "", "#", "#report", "#analyse", "#t", "#t=", "#tea=1", "#t1", "t1=eJ",
        ] {
            assert_eq!(text_of(hash), None, "{hash}");
        }
    }

    #[test]
    fn a_form_of_the_future_is_told_from_a_damaged_link() {
        assert_eq!(text_of("#t2=abc"), Some(Err(ShareError::Newer)));
        for hash in ["#t1=", "#t1=%", "#t1=abc", "#t1=eJwDAAAAAAI", "#t1=ÿ"] {
            let expected = Some(Err(ShareError::Damaged));
            assert_eq!(text_of(hash), expected, "{hash}");
        }
    }

    #[test]
    fn a_link_that_was_cut_anywhere_is_told() {
        let link = fragment(TEXT).unwrap();
        for end in FORM.len()..link.len() {
            let read = text_of(&link[..end]);
            assert_eq!(read, Some(Err(ShareError::Damaged)), "{end}");
        }
    }

    #[test]
    fn a_full_stop_behind_a_link_does_no_harm() {
        for end in [".", ")", "%20", ",\"", "…"] {
            let link = fragment(TEXT).unwrap() + end;
            // Of an escaped space the digits stay, so it is told.
            let read = text_of(&link).unwrap();
            assert!(
                read == Ok(TEXT.to_owned()) || end == "%20",
                "{end}: {read:?}"
            );
        }
    }

    #[test]
    fn a_link_holds_a_quarter_of_a_megabyte_at_most() {
        let most = "a".repeat(MOST_TEXT);
        assert_eq!(text_of(&fragment(&most).unwrap()), Some(Ok(most.clone())));
        assert_eq!(fragment(&(most.clone() + "a")), Err(ShareError::TooLong));
        let bomb = compress_to_vec_zlib(&vec![b'a'; 10_000_000], EFFORT);
        let bomb = format!("{FORM}{}", BASE64_URL_SAFE_NO_PAD.encode(bomb));
        assert_eq!(text_of(&bomb), Some(Err(ShareError::Overfull)));
    }

    #[test]
    fn a_text_that_compresses_badly_fits_in_no_link_when_it_is_long() {
        let mut number = 1_u32;
        let letters: String = (0..60_000)
            .map(|_| {
                number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b' ' + (number >> 16) as u8 % 94)
            })
            .collect();
        assert_eq!(fragment(&letters), Err(ShareError::TooLong));
    }

    #[test]
    fn a_long_link_comes_with_a_warning_and_an_impossible_one_with_the_reason() {
        let note_of = |length: usize| note(&Ok("a".repeat(length)));
        assert!(note_of(LONG).contains("no server"));
        assert!(note_of(LONG + 1).starts_with("8,001 characters"));
        assert!(note(&Err(ShareError::TooLong)).contains("Download"));
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_a_text_area_has_it(text: String) {
            let back = text_of(&fragment(&text).unwrap());
            prop_assert_eq!(back, Some(Ok(newlines::normalized(text))));
        }

        #[test]
        fn nothing_in_an_address_panics(code in "\\PC*") {
            let _ = text_of(&format!("{FORM}{code}"));
            let _ = text_of(&code);
        }

        #[test]
        fn a_changed_letter_is_told(place: prop::sample::Index, letter in "[a-zA-Z0-9_-]") {
            let mut link = fragment(TEXT).unwrap();
            let place = FORM.len() + place.index(link.len() - FORM.len());
            link.replace_range(place..=place, &letter);
            let read = text_of(&link).unwrap();
            prop_assert!(read == Ok(TEXT.to_owned()) || read == Err(ShareError::Damaged));
        }
    }
}
