//! Grapheme clusters, classified by their part in a word.

/// The part that a grapheme cluster has in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GlyphClass {
    Space,
    /// White space that carries an accent. It separates words as plain white space does, and is a word by itself.
    MarkedSpace,
    Letter,
    Digit,
    Hiragana,
    Katakana,
    /// A Chinese character, which is a word of its own for BERT.
    Ideograph,
    /// A mark without a shape, such as a soft hyphen or a direction mark.
    Invisible,
    /// Punctuation, a symbol, an emoji, a control character, or anything else.
    Symbol,
}

/// A grapheme cluster of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// First byte of the cluster.
    pub(super) start: usize,
    /// First byte behind the cluster.
    pub(super) end: usize,
    /// The first character, or U+FFFD for a symbol with an accent, which is not itself.
    pub(super) base_char: char,
    pub(super) class: GlyphClass,
}

impl Glyph {
    pub(super) fn new(start: usize, cluster: &str) -> Self {
        let class = class_of(cluster);
        let mut characters = cluster.chars();
        let first = characters.next().unwrap_or(char::REPLACEMENT_CHARACTER);
        let is_plain = match class {
            GlyphClass::Symbol => characters.all(is_unseen),
            GlyphClass::MarkedSpace => false,
            _ => true,
        };
        Self {
            start,
            end: start + cluster.len(),
            base_char: if is_plain {
                first
            } else {
                char::REPLACEMENT_CHARACTER
            },
            class,
        }
    }

    /// Whether words consist of such glyphs.
    pub(super) fn is_word(&self) -> bool {
        matches!(
            self.class,
            GlyphClass::Letter | GlyphClass::Digit | GlyphClass::Hiragana | GlyphClass::Katakana
        )
    }

    /// Whether `next` continues a word that ends with this glyph.
    pub(super) fn continues_with(&self, next: &Self) -> bool {
        match self.class {
            GlyphClass::Letter | GlyphClass::Digit => {
                matches!(next.class, GlyphClass::Letter | GlyphClass::Digit)
            }
            GlyphClass::Hiragana | GlyphClass::Katakana => next.class == self.class,
            _ => false,
        }
    }
}

fn class_of(cluster: &str) -> GlyphClass {
    let Some(first) = cluster.chars().next() else {
        return GlyphClass::Space;
    };
    if cluster.chars().all(char::is_whitespace) {
        return GlyphClass::Space;
    }
    if cluster.contains(char::is_whitespace) {
        return GlyphClass::MarkedSpace;
    }
    match first {
        '\u{3041}'..='\u{309f}' => GlyphClass::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => {
            GlyphClass::Katakana
        }
        _ if is_invisible(first) => GlyphClass::Invisible,
        _ if is_ideograph(first) => GlyphClass::Ideograph,
        _ if first.is_numeric() => GlyphClass::Digit,
        _ if first.is_alphabetic() => GlyphClass::Letter,
        _ => GlyphClass::Symbol,
    }
}

/// Whether a character is for formatting only and has neither a shape nor a meaning of its own: hyphens and spaces of
/// no width, direction marks, joiners, variation selectors.
pub(crate) fn is_invisible(character: char) -> bool {
    let is_format = matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0001}'
    );
    is_format || is_unseen(character)
}

/// Whether a character in a cluster changes no more than how the first one is drawn: a joiner with nothing to join, or
/// a variation selector, which asks for the coloured form of a symbol (`‼️`).
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Whether BERT's normalizer puts spaces around a character.
fn is_ideograph(character: char) -> bool {
    matches!(
        u32::from(character),
        0x4e00..=0x9fff
            | 0x3400..=0x4dbf
            | 0x20000..=0x2a6df
            | 0x2a700..=0x2b73f
            | 0x2b740..=0x2b81f
            | 0x2b920..=0x2ceaf
            | 0xf900..=0xfaff
            | 0x2f800..=0x2fa1f
    )
}
