//! Whether a text is mostly in another language than English, which is all that the models of the page know.

/// How much of a text is looked at with every key, in bytes: its beginning tells.
const LOOKED_AT: usize = 4_000;

/// Function words of English. Words of two letters or less are left out, since other languages share them.
const ENGLISH: &str = "the and that with for was are you have this from not they but his her which were been will would \
    there their what about who has had can could she him its our your when said than then them into only other";

/// Function words of other languages in Latin letters that are no words of English.
const OTHER: &str = "der das und ist nicht ein eine mit auf für von dem den sich auch wird nach bei einer \
    les des est une dans pour pas sur qui avec plus sont cette vous nous aux elle \
    que los las del por con una para como más pero sus este está sobre entre \
    della che non sono nel alla gli anche come più questo \
    não uma dos com mais seu sua pelo são \
    het een van niet zijn voor naar ook werd maar \
    och att det som för med inte till ett har den \
    ikke til fra ble som \
    jest się nie na że jak przez dla są \
    pre ale bol som pri jeho \
    bir için olan daha ile";

/// Fewer words than these say nothing.
const FEWEST: usize = 8;

/// Whether a text is mostly not in English: most of its letters are of another script, or function words of other languages
/// are much more frequent than those of English. A text without any, such as a table, is not said to be foreign.
pub fn is_foreign(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let letters = text.chars().filter(|character| character.is_alphabetic());
    let (mut latin, mut other) = (0, 0);
    for letter in letters {
        match is_latin(letter) {
            true => latin += 1,
            false => other += 1,
        }
    }
    if other > latin {
        return other >= FEWEST;
    }
    let (mut english, mut foreign) = (0, 0);
    for word in text.split(|character: char| !character.is_alphabetic()) {
        let word = word.to_lowercase();
        if word.is_empty() {
            continue;
        }
        english += usize::from(has(ENGLISH, &word));
        foreign += usize::from(has(OTHER, &word));
    }
    foreign >= FEWEST.max(2 * english)
}

fn has(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}

/// Latin letters with and without accents.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_with_foreign_names_is_english() {
        for text in [
            "",
            "Zoë Šimůnková met Tomás de la Vega and Ludwig van der Berg in São Paulo, and they said that it was good.",
            "Oslo 3 Bergen 1\nPorto 2 Lisbon 2",
            "Die Hard was on when she said that the film was too long for them.",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }

    #[test]
    fn other_languages_are_foreign() {
        for text in [
            "Die Ministerin sagte, dass der Plan nicht mit den Zielen der Stadt und des Landes vereinbar ist, und auch für die \
             Schulen wird nach einer Lösung gesucht.",
            "La ministre a dit que les écoles et les hôpitaux ne sont pas dans une bonne situation, et que le plan est pour \
             tous, avec plus de moyens pour les villes qui sont dans les montagnes.",
            "Министр сказала, что план не подходит для города.",
            "大臣は計画が都市に適していないと述べた。",
        ] {
            assert!(is_foreign(text), "{text}");
        }
    }
}
