//! Keys, hashes, encoded bytes and paths: text that only a program can read.

/// Length of the shortest key or hash, in characters.
const SHORTEST: usize = 24;

/// Length of the longest word that is looked through.
const LONGEST: usize = 4096;

/// Whether the sentence is a key, a hash, encoded bytes, an identifier or a path, and hardly anything else.
pub(super) fn is_opaque(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    if second.is_none() {
        return is_key(first) || is_path(first);
    }
    // ssh-rsa AAAA… comment, md5sum's hash and file
    let longest = sentence
        .split_whitespace()
        .take(8)
        .max_by_key(|word| word.len());
    longest.is_some_and(|word| word.len() * 10 > sentence.len() * 7 && is_key(word))
        || sentence
            .split_whitespace()
            .all(|word| word.len() >= SHORTEST && is_key(word))
}

/// Whether a word is written in the digits of base 64 or 16 and looks drawn by lot: letters of both cases and digits, or
/// hexadecimal digits alone.
fn is_key(word: &str) -> bool {
    let word = word.trim_matches(|mark: char| matches!(mark, '"' | '\'' | ',' | ';' | '(' | ')'));
    if !(SHORTEST..=LONGEST).contains(&word.len()) {
        return word.len() > LONGEST && !word.contains(|mark: char| !is_base64(mark));
    }
    if word.contains(|mark: char| !is_base64(mark)) {
        return false;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_hexadecimal = word
        .bytes()
        .all(|digit| digit.is_ascii_hexdigit() || digit == b'-');
    let has_both_cases = word.contains(|letter: char| letter.is_ascii_uppercase())
        && word.contains(|letter: char| letter.is_ascii_lowercase());
    digits > 0 && (is_hexadecimal || (has_both_cases && turns(word) * 4 > word.len()))
}

fn is_base64(mark: char) -> bool {
    mark.is_ascii_alphanumeric() || matches!(mark, '+' | '/' | '=' | '-' | '_' | '.')
}

/// Number of places where a small letter, a capital and a digit meet; words of a language have few.
fn turns(word: &str) -> usize {
    let kind = |byte: u8| {
        (
            byte.is_ascii_lowercase(),
            byte.is_ascii_uppercase(),
            byte.is_ascii_digit(),
        )
    };
    let next = word.bytes().skip(1);
    word.bytes()
        .zip(next)
        .filter(|(one, next)| kind(*one) != kind(*next))
        .count()
}

/// Whether a word is the path of a file: `/usr/lib`, `./run.sh`, `C:\Users`.
fn is_path(word: &str) -> bool {
    let is_windows = word.get(1..3) == Some(":\\")
        && word.starts_with(|drive: char| drive.is_ascii_alphabetic());
    let is_unix = ["/", "./", "../", "~/"]
        .iter()
        .any(|start| word.starts_with(start));
    is_windows || (is_unix && word.trim_start_matches(['.', '~']).matches('/').count() > 1)
}
