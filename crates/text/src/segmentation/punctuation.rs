//! Punctuation marks, classified by what they do.

/// Whether a mark ends a sentence when white space follows, whatever comes behind that.
pub(super) fn is_strong_stop(mark: char) -> bool {
    matches!(
        mark,
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '։' | '．' | '﹒' | '﹖' | '﹗'
    )
}

/// Whether a mark ends a sentence even without a space: Chinese and Japanese are written without spaces, and the stops of
/// Arabic, Urdu, Hindi, Amharic, Burmese and Khmer are used for nothing else.
pub(super) fn is_wide_stop(mark: char) -> bool {
    matches!(
        mark,
        '。' | '｡'
            | '！'
            | '？'
            | '︒'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '።'
            | '፧'
            | '။'
            | '។'
            | '៕'
    )
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

/// Whether a bracket or quote only ever closes, so that it belongs to what is in front of it even behind a blank.
pub(super) fn is_sure_closer(mark: char) -> bool {
    is_closer(mark) && !matches!(mark, '"' | '\'' | '’')
}

/// Whether a mark stands between the cells of a table's row.
pub(crate) fn is_cell_bar(mark: char) -> bool {
    matches!(mark, '|' | '¦' | '│' | '┃' | '║' | '｜')
}

pub(super) fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’')
}

pub(super) fn is_hyphen(mark: char) -> bool {
    matches!(mark, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a mark in front of a word says that its sentence began earlier: a comma or dash.
pub(super) fn goes_on_with(mark: char) -> bool {
    matches!(
        mark,
        ',' | ';' | ':' | '-' | '–' | '—' | '،' | '；' | '，' | '、'
    )
}

/// Whether repeated marks of this kind are one word: `...`, `--`, `=====`.
pub(super) fn forms_rows(mark: char) -> bool {
    matches!(
        mark,
        '.' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '!' | '?' | '…' | '–' | '—'
    )
}
