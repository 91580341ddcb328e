//! What holds for any text: spans in order, on cluster boundaries, with all that is to be read in exactly one.

use std::collections::HashSet;

use namelight_text::{Span, split_sentences, split_words};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces that rules look for, and those that make trouble together.
const PIECES: &[&str] = &[
    "a",
    "B",
    "Ada",
    "İ",
    "ß",
    "1",
    "23",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{a0}",
    "\u{3000}",
    ".",
    "..",
    "…",
    "!",
    "?",
    "。",
    "！",
    "؟",
    ",",
    ";",
    ":",
    "-",
    "--",
    "–",
    "—",
    "/",
    "&",
    "'",
    "’",
    "'s",
    "n't",
    "\"",
    "“",
    "”",
    "«",
    "(",
    ")",
    "[",
    "]",
    "」",
    "@",
    "#",
    "$",
    "%",
    "+",
    "_",
    "=",
    "`",
    "> ",
    ">> ",
    "| ",
    "|",
    "|---|",
    "---",
    "# ",
    "- ",
    "• ",
    "1. ",
    "(a) ",
    ":)",
    "Yahoo!",
    "hurrah! -- ",
    "<td>",
    "</td>",
    "<br>",
    "<b>",
    "<a href=\"x\">",
    "2026-03-22 08:51:06 INFO up",
    "x = foo.bar(1);",
    "SELECT a FROM b WHERE c = 1;",
    "1996-08-30 ",
    "OSLO ",
    "Oslo 2 ",
    "Ada, who had never been there before that day, went to see Bo",
    "and Cy sang in the opera house of Oslo, the Bank of",
    "Mr.",
    "U.S.",
    "J.",
    "No.",
    "St",
    "http://",
    "www.",
    "a@b.c",
    "\u{301}",
    "\u{200d}",
    "\u{200b}",
    "\u{200c}",
    "\u{ad}",
    "\u{feff}",
    "\u{202e}",
    "\u{fe0f}",
    "\u{20e3}",
    "\u{600}",
    "\u{d4e}",
    "\0",
    "\u{7f}",
    "\u{fffd}",
    "👩",
    "👩‍👧",
    "🇳",
    "🏽",
    "北",
    "東京",
    "ひ",
    "カ",
    "ー",
    "한",
    "\u{1100}",
    "\u{1161}",
    "क",
    "्",
    "ि",
    "ש",
    "ع",
    "ก",
    "ำ",
    "-\n> ",
    "&amp;",
    "&atilde;",
    "&#39;",
    "&#x301;",
    "¹",
    "²,³",
    "ʻ",
    "´",
    "ﬁ",
    "Ｏ",
    "𝐀",
    "[PER_1]",
    "@ada",
    "#Oslo",
    "/usr/Ada",
    "Smith2",
    "Mo.-based",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..60);
    prop_oneof![
        3 => pieces.prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Asserts that the spans lie within `whole`, in order, and leave out only white space.
fn assert_cover(text: &str, whole: Span, spans: &[Span]) {
    let clusters: HashSet<usize> = text
        .grapheme_indices(true)
        .map(|(start, _)| start)
        .chain([text.len()])
        .collect();
    let mut next = whole.start;
    for span in spans {
        assert!(
            next <= span.start && span.start < span.end && span.end <= whole.end,
            "{text:?} {spans:?}"
        );
        assert!(
            clusters.contains(&span.start) && clusters.contains(&span.end),
            "{text:?} {span:?}"
        );
        assert_eq!(text[next..span.start].trim(), "", "{text:?} {span:?}");
        next = span.end;
    }
    assert_eq!(text[next..whole.end].trim(), "", "{text:?} {spans:?}");
}

/// Asserts that the words lie within the sentence, in order and on cluster boundaries, that none is empty or holds white
/// space, and that they have every letter that was typed.
fn assert_words(sentence: &str) {
    let clusters = sentence.grapheme_indices(true).map(|(start, _)| start);
    let clusters: HashSet<usize> = clusters.chain([sentence.len()]).collect();
    let mut next = 0;
    let mut covered = String::new();
    for word in split_words(sentence) {
        let span = word.span;
        assert!(
            next <= span.start && span.start < span.end,
            "{sentence:?} {word:?}"
        );
        assert!(
            clusters.contains(&span.start) && clusters.contains(&span.end),
            "{sentence:?} {word:?}"
        );
        let is_one_cluster = word.text.graphemes(true).count() == 1;
        assert!(
            is_one_cluster || !word.text.contains(char::is_whitespace),
            "{sentence:?} {word:?}"
        );
        assert!(!word.text.is_empty(), "{sentence:?} {word:?}");
        covered.push_str(span.slice(sentence).unwrap());
        next = span.end;
    }
    for name in ["Ada", "Oslo", "東京", "Smith"] {
        assert_eq!(
            covered.matches(name).count(),
            sentence.matches(name).count(),
            "{sentence:?}"
        );
    }
}

fn assert_sound(text: &str) {
    let whole = Span {
        start: 0,
        end: text.len(),
    };
    let sentences = split_sentences(text);
    assert_cover(text, whole, &sentences);
    for sentence in sentences {
        assert_words(sentence.slice(text).unwrap());
    }
}

/// Asserts what an editor builds on: from a sentence that begins a line, the rest of the text is split as if nothing was
/// in front of it, and up to there it is split as if nothing was behind the line.
fn assert_lines_are_enough(text: &str) {
    let sentences = split_sentences(text);
    for (index, pair) in sentences.windows(2).enumerate() {
        let [before, sentence] = pair else { continue };
        if !text[before.end..sentence.start].contains('\n') {
            continue;
        }
        let behind = split_sentences(&text[sentence.start..]);
        let behind: Vec<Span> = behind
            .into_iter()
            .map(|span| Span {
                start: span.start + sentence.start,
                end: span.end + sentence.start,
            })
            .collect();
        assert_eq!(sentences[index + 1..], behind, "{text:?}");
        let line_end = text[sentence.start..].find('\n');
        let line_end = line_end.map_or(text.len(), |end| sentence.start + end + 1);
        let in_front = split_sentences(&text[..line_end]);
        assert_eq!(sentences[..=index], in_front[..=index], "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_line_is_enough_to_know_that_a_sentence_began(text in any_text()) {
        assert_lines_are_enough(&text);
    }

    #[test]
    fn sentences_and_words_cover_any_text(text in any_text()) {
        assert_sound(&text);
        assert_words(&text);
    }
}

#[test]
fn a_megabyte_of_anything_is_covered() {
    let seeds = [
        "a",
        ".",
        "a.",
        ". ",
        "a. ",
        "'",
        "n't",
        "a!",
        "a%",
        "\"",
        "\" ",
        "(",
        "http://",
        "a-",
        "U.S.-",
        "1,",
        "\n",
        "\r",
        "a\n",
        "🇳",
        "👩\u{200d}",
        "\u{301}",
        "क्",
        "北",
        "北。",
        "\u{200b}",
        "ひカ",
        "Ada sings. ",
        "+1",
        "a@",
        "\0",
        "&amp;",
        "&",
        "<b>",
        "a-\n",
        "’a",
        "'\u{200b}",
        "ʻa",
        "¹",
        "a¹,",
        "ﬁ",
        "[",
        "[A_1]",
        "@1",
        "@_",
        "#a",
        "/a",
        "/.,",
        "Aa1",
        "|",
        "> ",
    ];
    for seed in seeds {
        let text = seed.repeat((1 << 20) / seed.len());
        let mut words = 0;
        let mut next = 0;
        for sentence in split_sentences(&text) {
            assert_eq!(text[next..sentence.start].trim(), "", "{seed:?}");
            next = sentence.end;
            words += split_words(sentence.slice(&text).unwrap()).len();
        }
        assert_eq!(text[next..].trim(), "", "{seed:?}");
        let is_seen = seed.contains(|mark: char| !" \n\r\u{200b}\0¹|<b>\u{301}".contains(mark));
        assert!(words > 0 || !is_seen, "{seed:?}");
    }
}

#[test]
fn five_megabytes_of_what_is_looked_ahead_for_are_covered() {
    let seeds = [
        "> ",
        ">\n",
        "| ",
        "|\n",
        "-",
        "<",
        "<a ",
        "<td>",
        "</td> ",
        "a! ",
        "Yahoo! ",
        "1. ",
        "1. A ",
        "(",
        "( 1 ",
        ":) ",
        "A 1 ",
        "OSLO ",
        "1996-08-30 A ",
        "x(\"y\"); ",
        "x_y = 1;\n",
        "08:51:06 INFO up\n",
        "SELECT ",
        "Hel-\n",
        "the\n",
        "TWFuIGlz",
        "0x1f ",
        "ก",
        "ก ",
        "؟",
    ];
    for seed in seeds {
        let text = seed.repeat((5 << 20) / seed.len());
        let mut next = 0;
        for sentence in split_sentences(&text) {
            assert_eq!(text[next..sentence.start].trim(), "", "{seed:?}");
            next = sentence.end;
        }
        assert_eq!(text[next..].trim(), "", "{seed:?}");
    }
}
