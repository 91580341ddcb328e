//! Punctuation marks, classified by what they do.

/// Whether a mark ends a sentence when white space follows, whatever comes behind that.
pub(super) fn is_strong_stop(mark: char) -> bool {
    matches!(
        mark,
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '።' | '។' | '։'
    )
}

/// Whether a mark ends a sentence even without a space. Chinese and Japanese are written without spaces.
pub(super) fn is_wide_stop(mark: char) -> bool {
    matches!(mark, '。' | '｡' | '！' | '？')
}

/// Whether a quote or bracket belongs to the sentence in front of it.
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

/// Whether a quote or bracket belongs to what follows it.
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

/// Whether repeated marks of this kind are one word: `...`, `--`, `=====`.
pub(super) fn forms_rows(mark: char) -> bool {
    matches!(
        mark,
        '.' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '!' | '?' | '…' | '–' | '—'
    )
}
