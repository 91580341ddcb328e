//! What stands in front of the items of lists: `-`, `•`, `1.`, `(a)`, `IV.`

/// Length of the longest number of an item that is looked for, in bytes.
const LONGEST_NUMBER: usize = 12;

/// Returns the length of the mark that a line starts with when the line is an item of a list, without the blank behind.
pub(super) fn marker_length(line: &str) -> Option<usize> {
    let bullet = line.chars().next()?;
    if is_bullet(bullet) {
        let length = bullet.len_utf8();
        let is_mark = needs_no_blank(bullet) || ends_at(line, length);
        return is_mark.then_some(length);
    }
    let length = number_length(line)?;
    ends_at(line, length).then_some(length)
}

/// Whether white space or the end follows.
fn ends_at(line: &str, length: usize) -> bool {
    line.get(length..)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

fn is_bullet(character: char) -> bool {
    matches!(character, '-' | '*' | '+' | '–' | '—' | '―') || needs_no_blank(character)
}

/// Whether a mark is a bullet and nothing else.
fn needs_no_blank(character: char) -> bool {
    matches!(
        character,
        '•' | '‣'
            | '⁃'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '►'
            | '▸'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '☐'
            | '☑'
            | '\u{f0b7}'
            | '\u{f0a7}'
    )
}

/// Returns the length of a number with what marks it as that of an item: `1.`, `1.2.`, `2)`, `(b)`, `IV.`
fn number_length(line: &str) -> Option<usize> {
    let window = line.get(..line.floor_char_boundary(LONGEST_NUMBER))?;
    let inner = window.strip_prefix('(').unwrap_or(window);
    let is_opened = inner.len() < window.len();
    let length =
        inner.find(|character: char| !character.is_ascii_alphanumeric() && character != '.');
    let length = length.unwrap_or(inner.len());
    let number = inner.get(..length)?;
    let is_closed = inner.get(length..)?.starts_with(')');
    let name = number.strip_suffix('.').unwrap_or(number);
    let has_dot = name.len() < number.len();
    let counts = match (is_closed, has_dot) {
        (true, false) => is_count(name, 3) || is_roman(name) || is_letter(name),
        (false, true) => !is_opened && (is_count(name, 3) || is_roman(name)),
        _ => false,
    };
    counts.then_some(usize::from(is_opened) + length + usize::from(is_closed))
}

/// Returns the number of the item that `text` starts with, when a capitalised word follows: `2. Bergen`.
pub(super) fn item_number(text: &str) -> Option<usize> {
    const MOST_DIGITS: usize = 2;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(". ")?;
    if digits > MOST_DIGITS || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    text.get(..digits)?
        .parse()
        .ok()
        .filter(|number| *number > 0)
}

/// Whether this is a number of at most so many digits, or several with dots between.
fn is_count(number: &str, most_digits: usize) -> bool {
    let is_part = |part: &str| {
        (1..=most_digits).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    number.split('.').all(is_part)
}

/// Whether this is a small Roman number of two letters or more; one letter may be an initial.
fn is_roman(number: &str) -> bool {
    let is_of = |letters: &str| number.chars().all(|letter| letters.contains(letter));
    (2..=5).contains(&number.len()) && (is_of("IVX") || is_of("ivx"))
}

fn is_letter(number: &str) -> bool {
    number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_numbers_of_items_are_found() {
        let cases = [
            ("- Oslo", "-"),
            ("•Oslo", "•"),
            ("‣ Oslo", "‣"),
            ("– Oslo", "–"),
            ("1. Oslo", "1."),
            ("12) Oslo", "12)"),
            ("(a) Oslo", "(a)"),
            ("b) Oslo", "b)"),
            ("(iv) Oslo", "(iv)"),
            ("IV. Oslo", "IV."),
            ("1.2.3. Oslo", "1.2.3."),
            ("3.", "3."),
        ];
        for (line, marker) in cases {
            assert_eq!(
                marker_length(line).map(|length| &line[..length]),
                Some(marker),
                "{line}"
            );
        }
    }

    #[test]
    fn names_years_and_amounts_are_no_marks() {
        let lines = [
            "-5 degrees",
            "*bold* text",
            "1996. Then",
            "J. Smith",
            "V. Putin",
            "I. Introduction",
            "(see Oslo)",
            "(1996) Oslo",
            "3.50 euros",
            "1.2 Oslo",
            "Oslo. Then",
            "civil. Then",
            "",
            "(",
            "4 men",
        ];
        for line in lines {
            assert_eq!(marker_length(line), None, "{line}");
        }
    }
}
