//! Tests of normalized text.

use proptest::prelude::*;

use super::*;

/// Asserts what is read in place of a sentence.
fn assert_reads(sentence: &str, expected: &str) {
    assert_eq!(normalize(sentence).text(), expected, "{sentence:?}");
}

/// The part of a sentence that a part of its normalized text stands for.
fn original<'a>(sentence: &'a str, part: &str) -> &'a str {
    let normalized = normalize(sentence);
    let start = normalized.text().find(part).expect("the part is read");
    let span = normalized.original(start..start + part.len());
    span.slice(sentence).expect("a place within the sentence")
}

#[test]
fn what_nobody_sees_is_left_out() {
    assert_reads("Angela \u{200e}Merkel", "Angela Merkel");
    assert_reads("\u{202a}Buenos \u{202c}Aires", "Buenos Aires");
    assert_reads(
        "Lud\u{ad}wig\u{feff} van\u{fe0f} Beet\u{200d}ho\u{200b}ven",
        "Ludwig van Beethoven",
    );
    assert_reads("Ada\u{0}\u{1b} Berg\u{7f}", "Ada Berg");
    assert_eq!(
        original("\u{200e}Lud\u{ad}wig\u{200e}", "Ludwig"),
        "Lud\u{ad}wig"
    );
}

#[test]
fn emoji_of_several_stay_and_flags_find_no_new_partner() {
    assert_reads(
        "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
        "👩\u{200d}👩\u{200d}👧 ❤",
    );
    assert_reads("🇳\u{200b}🇴🇸", "🇳 🇴🇸");
}

#[test]
fn letters_that_look_special_are_plain_letters() {
    assert_reads(
        "ﬁnd Ｏｓｌｏ, 𝐀𝐝𝐚 𝒜nn Ⓞⓢⓛⓞ Ⅳ H₂O",
        "find Oslo, Ada Ann Oslo IV H2O",
    );
    assert_eq!(original("in Ｏｓｌｏ！", "Oslo"), "Ｏｓｌｏ");
    assert_eq!(original("ﬁnd", "find"), "ﬁnd");
}

#[test]
fn digits_of_footnotes_are_no_part_of_a_word() {
    assert_reads("Marie Curie¹ and Ada² met³,⁴.", "Marie Curie and Ada met.");
    assert_eq!(original("Marie Curie¹ met", "Curie"), "Curie");
    assert_reads("Bergᵃ, Lindᵇ,ᶜ and Falk⁽¹⁾", "Berg, Lind and Falk");
    assert_reads("H²O ¹ See", "H2O 1 See");
}

#[test]
fn every_apostrophe_between_letters_is_the_same() {
    for mark in "'’‘´`＇ʼʻ′".chars() {
        assert_reads(&format!("Columbia{mark}s"), "Columbia's");
    }
    assert_reads("‘Oslo’ is `big`", "‘Oslo’ is `big`");
    assert_reads("Zoe\u{308}’s Hawaiʻi", "Zoe\u{308}'s Hawai'i");
}

#[test]
fn a_glottal_stop_that_begins_a_word_is_left_out_of_it_but_not_of_its_place() {
    assert_reads("at ʻIolani", "at Iolani");
    assert_eq!(original("at ʻIolani", "Iolani"), "ʻIolani");
}

#[test]
fn references_are_the_characters_that_they_stand_for() {
    assert_reads(
        "S&atilde;o AT&amp;T O&#39;Brien &lt;b&gt;",
        "São AT&T O'Brien <b>",
    );
    assert_eq!(original("S&atilde;o Paulo", "São"), "S&atilde;o");
    assert_reads("New&nbsp;York R&D &shy;x", "New\u{a0}York R&D x");
}

#[test]
fn tags_are_left_out_and_those_between_cells_separate() {
    assert_reads("<td>AT&T</td><td>Oslo", " AT&T  Oslo");
    assert_reads("<b>O</b>slo <3", "Oslo <3");
    assert_reads("<b>\u{301}", "<b>\u{301}");
}

#[test]
fn bars_around_a_cell_and_marks_of_quotes_are_left_out() {
    assert_reads("| Ines Falk |", " Ines Falk ");
    assert_reads("> > Ada went\n> to Oslo", "Ada went\nto Oslo");
    assert_reads("5 > 3 | 4", "5 > 3 | 4");
}

#[test]
fn a_hyphenated_word_is_in_one_piece_and_knows_its_hyphen() {
    let sentence = "from Hel-\nsinki to Reu\u{ad}\r\nters";
    let normalized = normalize(sentence);
    assert_eq!(normalized.text(), "from Helsinki to Reuters");
    assert_eq!(normalized.with_hyphens(5..13).as_deref(), Some("Hel-sinki"));
    assert_eq!(normalized.with_hyphens(17..24), None);
    assert_eq!(original(sentence, "Helsinki"), "Hel-\nsinki");
    assert_reads("1-\nx a -\nb Hel\u{ad}\nSinki", "1-\nx a -\nb Hel\nSinki");
}

#[test]
fn a_hyphen_between_a_small_letter_and_a_capital_stays_when_its_line_break_goes() {
    let sentence = "Jean-\nLuc met Anna Smith-\r\n  Jones";
    let normalized = normalize(sentence);
    assert_eq!(normalized.text(), "Jean-Luc met Anna Smith-Jones");
    assert_eq!(normalized.with_hyphens(0..8), None);
    assert_eq!(original(sentence, "Jean-Luc"), "Jean-\nLuc");
    let capitals = normalize("HEL-\nSINKI");
    assert_eq!(capitals.text(), "HELSINKI");
    assert_eq!(capitals.with_hyphens(0..8).as_deref(), Some("HEL-SINKI"));
}

#[test]
fn plain_text_stays_as_it_is() {
    let sentence = "Ada Lovelace (36) lived in London: 'yes'.";
    assert_eq!(normalize(sentence), NormalizedText::unchanged(sentence));
}

/// Text of all that normalization looks at.
fn texts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "Ada", "é", "e\u{301}", "-\n", "\u{ad}", "\u{200b}", "\u{200d}", "<b>", "<td>", "&amp;",
        "&atilde;", "&#39;", "’", "ʻ", "¹", "²,³", "ﬁ", "Ｏ", "𝐀", "|", "> ", "\n", " ", "\u{301}",
        "🇳", "🇴", "👩", "\u{fe0f}", "\u{0}", "\u{feff}", "'s", "7", "\u{345}", "&#x301;",
        "\u{600}", "नि",
    ]);
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_letter_is_lost(sentence in texts()) {
        let count = |text: &str| text.matches("Ada").count();
        prop_assert_eq!(count(&sentence), count(normalize(&sentence).text()));
    }

    #[test]
    fn every_part_knows_its_place(sentence in texts()) {
        let normalized = normalize(&sentence);
        let mut before = crate::SentenceSpan { start: 0, end: 0 };
        for (start, cluster) in normalized.text().grapheme_indices(true) {
            let span = normalized.original(start..start + cluster.len());
            // Letters of one ligature have one place.
            let is_of_one = span.start >= before.start && span.end >= before.end;
            prop_assert!(span.start >= before.end || is_of_one, "{:?} {:?}", cluster, span);
            prop_assert!(span.start < span.end, "{:?} {:?}", cluster, span);
            prop_assert!(span.slice(&sentence).is_some());
            for edge in [span.start, span.end] {
                let mut cursor = GraphemeCursor::new(edge, sentence.len(), true);
                prop_assert_eq!(cursor.is_boundary(&sentence, 0), Ok(true), "{:?} {:?}", cluster, span);
            }
            before = span;
        }
    }

    #[test]
    fn what_is_normal_stays_so(sentence in "[a-zA-Z ,.'()-]{0,40}") {
        assert_reads(&sentence, &sentence);
    }
}
