//! What has a fixed form in a text: addresses, numbers of accounts and phones, dates of birth, keys.
//!
//! The text is walked through once. At the start of each word every form is tried, the longest one is taken, and the
//! walk goes on behind it. A form that is none gives up after a bounded number of characters, or looks at what no
//! other form of its type begins in; so the time grows linearly with the length of the text.

mod birthdate;
mod card;
mod context;
mod date;
mod digits;
mod email;
mod iban;
mod ip;
mod ipv6;
mod key;
mod kind;
mod phone;
mod phone_number;
mod private_key;
mod url;

use namelight_text::Span;

use crate::characters::is_word;
pub use kind::Kind;

/// A part of a text with a fixed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedForm {
    /// Its place, as a half-open range of bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// Returns the end of a form that starts at a byte of the text, if there is one.
type Reader = fn(&str, usize) -> Option<usize>;

/// The forms that are tried at the start of a word. Of two that are equally long the first is taken.
const READERS: [(Kind, Reader); 8] = [
    (Kind::Key, key::key_end),
    (Kind::Key, private_key::private_key_end),
    (Kind::Url, url::url_end),
    (Kind::Email, email::email_end),
    (Kind::Ip, ip::ip_end),
    (Kind::Iban, iban::iban_end),
    (Kind::Card, card::card_end),
    (Kind::Phone, phone::phone_end),
];

/// Returns all parts of a text that have a fixed form, in its order. None overlaps another: the one that starts first
/// is taken, and of those that start together the longest.
pub fn fixed_forms(text: &str) -> Vec<FixedForm> {
    let mut forms: Vec<FixedForm> = Vec::new();
    let (mut end, mut previous) = (0, None);
    for (at, character) in text.char_indices() {
        let is_start = may_start(character) && !previous.is_some_and(is_word);
        previous = Some(character);
        if at < end || !is_start {
            continue;
        }
        if let Some(form) = form_at(text, at) {
            end = form.span.end;
            forms.push(form);
        }
    }
    forms
}

/// Whether a form may start with a character: most start a word, a phone number with `+` or a bracket, an IP address
/// with a colon, a private key with hyphens.
fn may_start(character: char) -> bool {
    is_word(character) || matches!(character, '+' | '(' | ':' | '-')
}

fn form_at(text: &str, start: usize) -> Option<FixedForm> {
    let mut longest: Option<FixedForm> = None;
    for (kind, end) in READERS {
        let Some(end) = end(text, start) else {
            continue;
        };
        if longest.is_none_or(|longest| longest.span.end < end) {
            let span = Span { start, end };
            longest = Some(FixedForm { span, kind });
        }
    }
    longest.or_else(|| {
        let span = birthdate::birthdate_behind(text, start)?;
        let kind = Kind::Birthdate;
        Some(FixedForm { span, kind })
    })
}

#[cfg(test)]
mod tests;
