//! Queries and statements of SQL.

/// Words that a statement begins with, and one that it has besides; an empty one is none.
const STATEMENTS: [(&str, &str); 16] = [
    ("SELECT", "FROM"),
    ("INSERT", "INTO"),
    ("UPDATE", "SET"),
    ("DELETE", "FROM"),
    ("CREATE", "TABLE"),
    ("CREATE", "INDEX"),
    ("CREATE", "VIEW"),
    ("CREATE", "DATABASE"),
    ("DROP", "TABLE"),
    ("ALTER", "TABLE"),
    ("TRUNCATE", "TABLE"),
    ("GRANT", "ON"),
    ("WITH", "SELECT"),
    ("EXPLAIN", "SELECT"),
    ("MERGE", "INTO"),
    ("REPLACE", "INTO"),
];

/// Words that begin the lines of a longer statement.
const CLAUSES: [&str; 14] = [
    "FROM", "WHERE", "AND", "OR", "JOIN", "LEFT", "INNER", "RIGHT", "ON", "GROUP", "ORDER",
    "HAVING", "VALUES", "LIMIT",
];

/// Whether this is SQL. A headline in capitals has the same words, so marks of SQL have to be there too.
pub(super) fn is_query(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let first = words.next().unwrap_or_default();
    let has = |keyword: &str| {
        sentence.split_whitespace().any(|word| {
            word.trim_matches(['(', ')', ',', ';'])
                .eq_ignore_ascii_case(keyword)
        })
    };
    let is_statement = STATEMENTS
        .iter()
        .any(|(start, other)| first.eq_ignore_ascii_case(start) && has(other));
    if is_statement {
        return has_marks(sentence) || has_two_cases(sentence, first);
    }
    CLAUSES.contains(&first) && has_two_cases(sentence, first) && has_marks(sentence)
}

/// Whether signs of a query are there: `=`, `*`, a semicolon at the end, names with underscores.
fn has_marks(sentence: &str) -> bool {
    sentence.ends_with(';')
        || sentence.contains(['=', '*', '_', '<', '>'])
        || sentence.to_ascii_uppercase().contains("VALUES (")
}

/// Whether keywords are in capitals, and the rest of the first words is not.
fn has_two_cases(sentence: &str, first: &str) -> bool {
    let second = sentence.split_whitespace().nth(1).unwrap_or_default();
    let is_upper = !first.contains(|letter: char| letter.is_ascii_lowercase());
    is_upper
        && (second.starts_with(|letter: char| letter.is_ascii_lowercase())
            || !sentence.contains(' ')
            || has_lower_word(sentence))
}

fn has_lower_word(sentence: &str) -> bool {
    let uppers = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let lowers = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_lowercase());
    sentence.split_whitespace().filter(uppers).count() > 1
        && sentence.split_whitespace().any(|word| lowers(&word))
}
