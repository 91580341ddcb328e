//! Punctuation by what it does.

/// Marks that end a sentence whatever comes next, when a space does.
pub(super) fn is_strong_stop(mark: char) -> bool {
    matches!(
        mark,
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '።' | '។' | '։'
    )
}

/// Marks that end a sentence even without a space: Chinese and Japanese have none.
pub(super) fn is_wide_stop(mark: char) -> bool {
    matches!(mark, '。' | '｡' | '！' | '？')
}

/// Quotes and brackets that belong to the sentence before them.
pub(super) fn is_closer(mark: char) -> bool {
    matches!(
        mark,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '】'
            | '）'
            | '》'
            | '〉'
            | '］'
    )
}

/// Quotes and brackets that belong to what follows them.
pub(super) fn is_opener(mark: char) -> bool {
    matches!(
        mark,
        '"' | '\''
            | '“'
            | '„'
            | '‘'
            | '‚'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
    )
}

pub(super) fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’')
}

pub(super) fn is_hyphen(mark: char) -> bool {
    matches!(mark, '-' | '\u{2010}' | '\u{2011}')
}

/// Signs of which a row is one word: `...`, `--`, `=====`.
pub(super) fn forms_rows(mark: char) -> bool {
    matches!(
        mark,
        '.' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '!' | '?' | '…' | '–' | '—'
    )
}
