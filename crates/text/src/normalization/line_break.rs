//! Words that a line break cuts in two: `Hel-⏎sinki`.

/// Longest row of blanks and marks that is looked at around a line break, in bytes.
const LONGEST: usize = 64;

/// Returns the number of bytes behind a hyphen up to the letter that its word goes on with in the next line, or `None`
/// where it does not. Marks by which mail quotes may stand in front of that letter.
pub(super) fn break_behind_hyphen(text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(LONGEST))?;
    let rest = window.trim_start_matches([' ', '\t']);
    let rest = ["\r\n", "\n", "\r", "\u{2028}"]
        .iter()
        .find_map(|line_break| rest.strip_prefix(line_break))?;
    let rest = behind_quote_marks(rest);
    let rest = rest.trim_start_matches([' ', '\t']);
    let goes_on = rest.starts_with(char::is_lowercase);
    goes_on.then_some(window.len() - rest.len())
}

/// Returns the length of the marks by which mail quotes at the start of a line, `> > `, or 0.
pub(super) fn quote_marks(line: &str) -> usize {
    line.len() - behind_quote_marks(line).len()
}

fn behind_quote_marks(line: &str) -> &str {
    let window = line
        .get(..line.floor_char_boundary(LONGEST))
        .unwrap_or_default();
    let marks = window.trim_start_matches(['>', ' ']);
    let length = window.len() - marks.len();
    match window.get(..length) {
        Some(marks) if marks.trim_start().starts_with('>') => {
            line.get(length..).unwrap_or_default()
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_goes_on_behind_a_line_break_with_a_small_letter() {
        assert_eq!(break_behind_hyphen("\nsinki"), Some(1));
        assert_eq!(break_behind_hyphen(" \r\n  sinki"), Some(5));
        assert_eq!(break_behind_hyphen("\rsinki"), Some(1));
        assert_eq!(break_behind_hyphen("\n> > sinki"), Some(5));
        for text in ["sinki", " sinki", "\nSinki", "\n\nsinki", "\n1", "\n", ""] {
            assert_eq!(break_behind_hyphen(text), None, "{text:?}");
        }
    }

    #[test]
    fn marks_of_quoted_mail_are_angle_brackets_with_blanks() {
        assert_eq!(quote_marks("> > Oslo"), 4);
        assert_eq!(quote_marks(">Oslo"), 1);
        assert_eq!(quote_marks("  Oslo > Rome"), 0);
    }
}
