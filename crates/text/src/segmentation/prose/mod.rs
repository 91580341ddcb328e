//! Tells text that people write from what programs write and read: logs, source code, queries, rows of numbers.
//!
//! Such a line holds no names for a model that has learned from news, and it has no sentences. Each rule asks for marks
//! that text does not have, since a sentence with a name that is taken for a program loses that name.

mod code;
mod log;
mod numbers;
mod opaque;
mod query;
mod trace;

/// Longest text that is looked at, in bytes: a line of a program is shorter, and one paragraph of text may begin with one.
const LONGEST: usize = 2000;

/// Whether a sentence is text that people write, and may hold names. Lines of logs and of programs, queries, stack traces,
/// rows of numbers, keys and hashes are none; nor is a text without any letter.
///
/// ```
/// use namelight_text::is_prose;
///
/// assert!(is_prose("Ada Berg (42) sings in Oslo; Bo dances."));
/// assert!(!is_prose("2026-03-22 08:51:06 INFO read_netif: index #1 up"));
/// assert!(!is_prose("SELECT name FROM users WHERE id=42;"));
/// ```
pub fn is_prose(sentence: &str) -> bool {
    let sentence = sentence.trim();
    if sentence.len() > LONGEST {
        return !opaque::is_opaque(sentence);
    }
    let rules = [
        numbers::is_row,
        opaque::is_opaque,
        log::is_log_line,
        query::is_query,
        trace::is_trace,
        code::is_code,
    ];
    !rules.iter().any(|is_other| is_other(sentence))
}

#[cfg(test)]
#[path = "../prose_tests.rs"]
mod tests;
