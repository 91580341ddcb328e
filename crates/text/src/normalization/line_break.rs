//! Words that a line break cuts in two: `Hel-⏎sinki`.

/// Longest row of blanks and marks that is looked at around a line break, in bytes.
const LONGEST: usize = 64;

/// A line break behind a hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineBreak {
    /// Number of bytes up to the letter that the word goes on with.
    pub(super) length: usize,
    /// Whether that letter is a capital, as in `Jean-⏎Luc`.
    pub(super) precedes_capital: bool,
}

/// Returns the line break behind a hyphen whose word goes on in the next line, or `None` where it does not. Marks by which
/// mail quotes may stand in front of the letter there.
pub(super) fn break_behind_hyphen(text: &str) -> Option<LineBreak> {
    let window = text.get(..text.floor_char_boundary(LONGEST))?;
    let rest = window.trim_start_matches([' ', '\t']);
    let rest = ["\r\n", "\n", "\r", "\u{2028}"]
        .iter()
        .find_map(|line_break| rest.strip_prefix(line_break))?;
    let rest = behind_quote_marks(rest);
    let rest = rest.trim_start_matches([' ', '\t']);
    let next = rest.chars().next().filter(|next| next.is_alphabetic())?;
    Some(LineBreak {
        length: window.len() - rest.len(),
        precedes_capital: !next.is_lowercase(),
    })
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
    fn a_word_goes_on_behind_a_line_break_with_a_letter() {
        for (text, length, precedes_capital) in [
            ("\nsinki", 1, false),
            (" \r\n  sinki", 5, false),
            ("\rsinki", 1, false),
            ("\n> > sinki", 5, false),
            ("\nLuc", 1, true),
        ] {
            let expected = LineBreak {
                length,
                precedes_capital,
            };
            assert_eq!(break_behind_hyphen(text), Some(expected), "{text:?}");
        }
        for text in ["sinki", " sinki", "\n\nsinki", "\n1", "\n", ""] {
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
