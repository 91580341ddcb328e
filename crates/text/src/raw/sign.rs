//! Punctuation by what it does.

/// Marks that end a sentence whatever comes next, when a space does.
pub(super) fn is_strong_stop(sign: char) -> bool {
    matches!(
        sign,
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '።' | '។' | '։'
    )
}

/// Marks that end a sentence even without a space: Chinese and Japanese have none.
pub(super) fn is_wide_stop(sign: char) -> bool {
    matches!(sign, '。' | '｡' | '！' | '？')
}

/// Quotes and brackets that belong to the sentence before them.
pub(super) fn is_closer(sign: char) -> bool {
    matches!(
        sign,
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
pub(super) fn is_opener(sign: char) -> bool {
    matches!(
        sign,
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

pub(super) fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’')
}

pub(super) fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

/// Signs of which a row is one word: `...`, `--`, `=====`.
pub(super) fn forms_rows(sign: char) -> bool {
    matches!(
        sign,
        '.' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '!' | '?' | '…' | '–' | '—'
    )
}
