//! Tests of the ends of sentences.

use super::*;

fn split(text: &str) -> Vec<&str> {
    split_sentences(text)
        .into_iter()
        .map(|span| span.slice(text).unwrap())
        .collect()
}

/// Asserts that `text` is a single sentence.
fn assert_whole(text: &str) {
    assert_eq!(split(text), [text]);
}

#[test]
fn a_sentence_ends_with_its_mark() {
    assert_eq!(
        split("Ada sings. Bo dances! Who plays? Nobody… Really?! Yes."),
        [
            "Ada sings.",
            "Bo dances!",
            "Who plays?",
            "Nobody…",
            "Really?!",
            "Yes."
        ]
    );
}

#[test]
fn a_mark_ends_a_sentence_in_its_coloured_form_and_with_what_nobody_sees_behind_it() {
    for mark in [
        "‼\u{fe0f}",
        "⁉\u{fe0f}",
        "!\u{fe0f}",
        ".\u{200b}",
        "?\u{2060}\u{feff}",
        "!\u{200d}",
    ] {
        let first = format!("Ada sings{mark}");
        assert_eq!(
            split(&format!("{first} Bo dances.")),
            [&*first, "Bo dances."]
        );
    }
    let wide = "北京。\u{200b}東京。";
    assert_eq!(split(wide), ["北京。\u{200b}", "東京。"]);
    assert_whole("\u{feff}Mr. Smith met Dr\u{200b}. Bo.");
}

#[test]
fn closing_quotes_and_brackets_belong_to_their_sentence() {
    assert_eq!(
        split("He said \"Go.\" They went. (It rained.) So “why?” Nobody knew."),
        [
            "He said \"Go.\"",
            "They went.",
            "(It rained.)",
            "So “why?”",
            "Nobody knew."
        ]
    );
    assert_whole("\"Stop!\" he said to Bo.");
}

#[test]
fn titles_and_initials_do_not_end_a_sentence() {
    assert_whole("Mr. Smith met Dr. Ada B. Jones and Gen. J. R. Bo on Mt. Fuji.");
    assert_whole("Ada vs. Bo");
}

#[test]
fn abbreviations_end_a_sentence_only_before_a_word_that_starts_one() {
    assert_whole("The U.S. president met U.S. President Smith.");
    assert_whole("Acme Inc. chairman Ada Jr. Smith lives in St. Petersburg, Fla. with Bo.");
    assert_eq!(
        split("She left the U.S. The plane was late. He works at Acme Inc. It is big."),
        [
            "She left the U.S.",
            "The plane was late.",
            "He works at Acme Inc.",
            "It is big."
        ]
    );
    assert_whole("The U.S. A. A. Milne society");
}

#[test]
fn numbered_things_and_list_items_hold_together() {
    assert_whole("See No. 5 and vol. 2.");
    assert_eq!(
        split("He said No. Then he left."),
        ["He said No.", "Then he left."]
    );
    assert_whole("1. Oslo is cold.");
    assert_eq!(
        split("She was born in 1996. Oslo was cold."),
        ["She was born in 1996.", "Oslo was cold."]
    );
}

#[test]
fn dots_inside_words_do_not_end_a_sentence() {
    assert_whole("It costs 3.50 at example.com/a.b today");
}

#[test]
fn an_unknown_abbreviation_goes_on_in_lower_case() {
    assert_whole("The tmp. building is old.");
    assert_eq!(
        split("i live in oslo. my name is ada."),
        ["i live in oslo.", "my name is ada."]
    );
}

#[test]
fn an_ellipsis_goes_on_in_lower_case() {
    assert_whole("Well... maybe");
    assert_eq!(split("Well... Maybe"), ["Well...", "Maybe"]);
}

#[test]
fn scripts_without_spaces_end_sentences_with_their_own_marks() {
    assert_eq!(
        split("我在北京。你呢？好！"),
        ["我在北京。", "你呢？", "好！"]
    );
    assert_eq!(split("「はい。」東京です。"), ["「はい。」", "東京です。"]);
    assert_eq!(split("هل أنت هنا؟ نعم."), ["هل أنت هنا؟", "نعم."]);
    assert_eq!(split("वह दिल्ली में है। ठीक।"), ["वह दिल्ली में है।", "ठीक।"]);
}

#[test]
fn lines_of_lists_and_headlines_stand_for_themselves() {
    assert_eq!(split("Oslo\nBergen\nbread"), ["Oslo", "Bergen", "bread"]);
    assert_eq!(
        split("Ada wins in Oslo\n\nby Bo"),
        ["Ada wins in Oslo", "by Bo"]
    );
    assert_eq!(
        split("one\rtwo\r\nthree\u{2028}four"),
        ["one", "two", "three", "four"]
    );
}

#[test]
fn a_wrapped_line_goes_on() {
    assert_whole("Ada went to the market in the middle\nof Oslo.");
    assert_whole("Ada, who had never been there before that day, went to see Bo\nJones in Oslo.");
    assert_whole(
        "Ada, who had never been there before that day, went to see Mr.\r\nJones in Oslo.",
    );
}

#[test]
fn a_blank_line_always_ends_a_sentence() {
    let first = "Ada, who had never been there before that day, went to see Bo";
    for blank in ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u{2029}", "\u{c}"] {
        assert_eq!(
            split(&format!("{first}{blank}and Cy")),
            [first, "and Cy"],
            "{blank:?}"
        );
    }
}

#[test]
fn a_mark_with_an_accent_is_not_that_mark() {
    assert_whole("Ada.\u{301} Bo");
}

#[test]
fn white_space_alone_is_no_sentence() {
    assert_eq!(split(""), [""; 0]);
    assert_eq!(split(" \n\r\t\u{3000}"), [""; 0]);
}

#[test]
fn a_lone_mark_is_a_sentence() {
    assert_eq!(split(". Ada"), [".", "Ada"]);
    assert_eq!(split("..."), ["..."]);
}
