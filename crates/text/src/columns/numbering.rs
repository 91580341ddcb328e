//! Column files whose first column counts the words, as CoNLL-U and many shared tasks have it.

use super::read::ColumnSentence;

/// Whether the first column of a file counts the words of each sentence from 0 or 1, or those of the whole file. Ranges
/// such as `3-4` and numbers such as `3.1`, which CoNLL-U has between them, count nothing.
pub fn is_numbered(sentences: &[ColumnSentence]) -> bool {
    let mut last = None;
    let mut steps = 0;
    for sentence in sentences {
        let mut before = None;
        for word in sentence.words.iter().filter(|word| !is_between(word)) {
            let Ok(number) = word.parse::<usize>() else {
                return false;
            };
            let is_next = |last: Option<usize>| {
                last.is_some_and(|last: usize| last.checked_add(1) == Some(number))
            };
            match before {
                None if number > 1 && !is_next(last) => return false,
                Some(_) if !is_next(before) => return false,
                Some(_) => steps += 1,
                None => {}
            }
            before = Some(number);
        }
        last = before.or(last);
    }
    steps > 0
}

fn is_between(word: &str) -> bool {
    let parts = word.split_once(['-', '.']);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.is_some_and(|(first, second)| is_number(first) && is_number(second))
}
