//! Emoticons, which stand behind the sentence that they belong to: `:)`, `;-P`, `:'(`.

/// Length of the longest emoticon, in characters.
const LONGEST: usize = 6;

/// Returns the length in bytes of the emoticon that `text` starts with, if white space or the end follows.
pub(super) fn emoticon_length(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    if !matches!(characters.next()?, ':' | ';' | '=') {
        return None;
    }
    let word = text.chars().take(LONGEST + 1);
    let word: Vec<char> = word
        .take_while(|character| !character.is_whitespace())
        .collect();
    let nose = word.get(1..)?.iter();
    let mouth: Vec<char> = nose
        .copied()
        .filter(|mark| !matches!(mark, '-' | '\'' | '^' | 'o'))
        .collect();
    let is_mouth = |mark: &char| {
        matches!(
            mark,
            ')' | '('
                | ']'
                | '['
                | 'D'
                | 'P'
                | 'p'
                | 'O'
                | '/'
                | '\\'
                | '|'
                | '*'
                | '3'
                | '>'
                | '<'
                | '}'
                | '{'
        )
    };
    let is_emoticon = word.len() <= LONGEST && !mouth.is_empty() && mouth.iter().all(is_mouth);
    is_emoticon.then(|| word.iter().map(|character| character.len_utf8()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoticons_are_told_from_other_marks() {
        for text in [":)", ":-) Oslo", ";-P", "=D", ":'(", ":))))"] {
            let end = text.find(' ').unwrap_or(text.len());
            assert_eq!(emoticon_length(text), Some(end), "{text}");
        }
        for text in [
            ":", ": Oslo", ":-", ";", "=", ":Oslo", ":)Oslo", "Oslo", "", "::",
        ] {
            assert_eq!(emoticon_length(text), None, "{text}");
        }
    }
}
