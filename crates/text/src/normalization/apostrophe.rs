//! The marks that people and programs write for an apostrophe.

/// Whether a mark between two letters is an apostrophe: a typographic one, a quote, a prime, an accent that stands
/// alone, or the okina of Polynesian languages.
pub(super) fn is_apostrophe_between_letters(mark: char) -> bool {
    matches!(
        mark,
        '’' | '‘'
            | '‛'
            | '´'
            | '`'
            | '′'
            | '‵'
            | '＇'
            | 'ʹ'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | 'ˈ'
            | 'ˊ'
            | '\u{a78b}'
            | '\u{a78c}'
    )
}

/// Whether a mark in front of a word is its first letter, a glottal stop. Quotes look the same and are none.
pub(super) fn is_okina(mark: char) -> bool {
    matches!(mark, 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | '\u{a78b}' | '\u{a78c}')
}
