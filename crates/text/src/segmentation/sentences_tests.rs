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
    assert_whole("Then Gen. (ret.) Bo met Ada (ed.) Smith.");
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

#[test]
fn a_mark_inside_a_name_does_not_end_a_sentence() {
    // Reported of another program: https://github.com/languagetool-org/languagetool/issues/2340
    assert_whole(
        "Shares of Yahoo! Inc. rose -- hurrah! -- after Jeopardy! host Alex Trebek praised it.",
    );
    for text in [
        "Ada works at Yahoo! News in Oslo.",
        "Did Guess? Inc. buy it, asked Dr. med. Julia Stein.",
        "The Yum! Brands chief met Bo.",
        "They saw Panic! at the Disco in Bergen.",
        "The cast of Oh! Calcutta! sang.",
        "Who wrote Mamma Mia! Ada or Bo?",
        "The band Therapy? Ada's favourite, played.",
        "“Where’s Wally?” author Ada Berg signed.",
        "Ada read Who's Afraid of Virginia Woolf? Bo did not.",
        "The crowd -- wow! -- cheered, oh!, and left.",
        "Ask Zippo! shareholders in Oslo.",
        "“Stop!” cried Ada.",
    ] {
        assert_whole(text);
    }
    assert_eq!(
        split("She left Yahoo! The firm was sold. Hurrah! Ada won."),
        [
            "She left Yahoo!",
            "The firm was sold.",
            "Hurrah!",
            "Ada won."
        ]
    );
    assert_eq!(
        split("i won! you lost?! too bad."),
        ["i won!", "you lost?!", "too bad."]
    );
}

#[test]
fn titles_ranks_and_firms_of_many_countries_do_not_end_a_sentence() {
    // Reported of another program: https://github.com/parhamr/nlp-pure/issues/30
    assert_whole(
        "Amb. Linda Harms met Atty. Gen. Omar Castellan, Cllr. Ayumi Tanaka and Mgr. Piet de Wit in Utrecht.",
    );
    for text in [
        "Supt. Ada Berg and Brig. Bo Dahl saw Pvt. Cy Eng.",
        "The Rt. Hon. Ada Berg met Frau Dr. Eva Falk and Hr. Bo Dahl.",
        "Dipl.-Ing. Eva Falk, Sra. Ana Gil and Mlle. Fleur Hug met Ing. Jan Kos.",
        "Tan Sri Lim of Quillon Sdn. Bhd. Kuala Lumpur left.",
        "Quillon S.p.A. Milano and Berg GmbH & Co. KG signed with Falk Pty. Ltd. Sydney.",
        "Engr. Jo Cruz and Atty. Ana Reyes met Smt. Devi and Shri. Rao.",
        "See Tel. 555 and Ext. 12 of Capt. Dahl.",
        "Lt. Col. Ada Berg and Wg. Cdr. Bo Dahl flew.",
        "Prof. mr. dr. Eva Falk spoke with Drs. Jan Kos.",
        "mr. berg met dr. dahl",
    ] {
        assert_whole(text);
    }
}

#[test]
fn emoticons_and_stray_closers_belong_to_the_sentence_in_front() {
    assert_eq!(
        split(
            "I love Oslo. :) Ada does too ;-) Bo does not. ( It rained. ) « Non ! » Ada left . . . Bo"
        ),
        [
            "I love Oslo. :)",
            "Ada does too ;-)",
            "Bo does not.",
            "( It rained. )",
            "« Non ! »",
            "Ada left . . .",
            "Bo"
        ]
    );
}

#[test]
fn sentences_that_run_on_without_a_stop_are_told_by_datelines_and_rows_of_numbers() {
    let rest = "and a long line follows that once was several lines, since ".repeat(3);
    assert_eq!(split(&format!("OSLO 2026-03-22 Ada won {rest}")).len(), 2);
    assert_eq!(
        split(&format!("Bergen 3 1 0 6 Oslo 2 2 1 9 Ada won {rest}")),
        [
            "Bergen 3 1 0 6",
            "Oslo 2 2 1 9",
            format!("Ada won {rest}").trim()
        ]
    );
    assert_eq!(
        split(&format!(
            "Oslo 2 Bergen 1 ( halftime 1-0 ) Narva 3 Turku 0 Ada won {rest}"
        ))
        .len(),
        3
    );
    assert_whole("Oslo 2 Bergen 1 Narva 3");
    assert_eq!(
        split(&format!("Ada won SKIING - BERG WINS RACE IN OSLO. {rest}"))[0],
        "Ada won"
    );
}

#[test]
fn a_blank_ends_a_long_thai_sentence_and_no_name() {
    let sentence = "เมื่อวานนี้คณะกรรมการได้ประชุมกันที่กรุงเทพมหานครเพื่อหารือเรื่องสำคัญ";
    assert_eq!(
        split(&format!("{sentence} สมชาย ใจดี")),
        [sentence, "สมชาย ใจดี"]
    );
}
