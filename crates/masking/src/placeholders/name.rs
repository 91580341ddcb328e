//! How a type, a number and a spelling are written.

use super::found::number;

/// Most bytes of a type in a placeholder. The bound keeps the search for placeholders linear.
pub(super) const LONGEST: usize = 32;

/// What stands in place of a type that has no letter and no digit.
const NAMELESS: &str = "NAME";

/// Returns a type as placeholders write it: letters and digits, those of ASCII as capitals, and `_` in place of all
/// that stands between them. `B-foo bar` becomes `B_FOO_BAR`, and a type without letters `NAME`.
///
/// Types that are written alike share their numbers, so that each placeholder still has one meaning.
pub fn type_name(kind: &str) -> String {
    let mut name = String::new();
    for part in kind.split(|character: char| !character.is_alphanumeric()) {
        if part.is_empty() {
            continue;
        }
        let joint = if name.is_empty() { "" } else { "_" };
        let room = LONGEST.saturating_sub(name.len() + joint.len());
        let end = part.floor_char_boundary(room.min(part.len()));
        match part.get(..end) {
            Some(part) if !part.is_empty() => name.extend([joint, part]),
            _ => break,
        }
    }
    match name.is_empty() {
        true => NAMELESS.to_owned(),
        false => name.to_ascii_uppercase(),
    }
}

/// Returns the placeholder of a spelling, which is counted from 0: `[PER_1]`, `[PER_1b]`.
pub(crate) fn numbered(name: &str, number: usize, spelling: usize) -> String {
    format!("[{name}_{number}{}]", spelling_letter(spelling))
}

/// Returns the letters of a spelling, which is counted from 0: none, `b`, …, `z`, `aa`, `ab`, …
pub(crate) fn spelling_letter(spelling: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = spelling;
    if spelling == 0 {
        return String::new();
    }
    loop {
        letters.push(b'a' + (rest % 26) as u8);
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.into_iter().rev().map(char::from).collect()
}

/// Takes a placeholder as [`numbered`] writes it apart: `[PER_1b]` into `PER`, 1 and `b`.
pub(crate) fn key_parts(placeholder: &str) -> Option<(&str, usize, &str)> {
    let inner = placeholder.strip_prefix('[')?.strip_suffix(']')?;
    let (name, rest) = inner.rsplit_once('_')?;
    let letters = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let number = number(rest.strip_suffix(letters)?)?;
    let is_ours =
        type_name(name) == name && letters.bytes().all(|letter| letter.is_ascii_lowercase());
    is_ours.then_some((name, number, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_written_in_capitals_with_one_mark_between_its_words() {
        for (kind, name) in [
            ("PER", "PER"),
            ("per", "PER"),
            ("B-foo bar", "B_FOO_BAR"),
            ("PER_2", "PER_2"),
            ("__ [x]__", "X"),
            ("", "NAME"),
            ("👋", "NAME"),
            ("人名", "人名"),
            ("Straße", "STRAßE"),
        ] {
            assert_eq!(type_name(kind), name, "{kind}");
        }
    }

    #[test]
    fn a_long_type_is_cut_between_characters() {
        assert_eq!(type_name(&"x".repeat(99)), "X".repeat(32));
        assert_eq!(type_name(&"人".repeat(99)), "人".repeat(10));
        let joined = format!("{} rest", "x".repeat(31));
        assert_eq!(type_name(&joined), "X".repeat(31));
    }

    #[test]
    fn the_first_spelling_has_no_letter_and_z_is_followed_by_two() {
        let letters = [0, 1, 2, 25, 26, 27, 51, 52, 701, 702].map(spelling_letter);
        assert_eq!(
            letters,
            ["", "b", "c", "z", "aa", "ab", "az", "ba", "zz", "aaa"]
        );
        assert_eq!(numbered("PER", 7, 1), "[PER_7b]");
    }
}
