//! Tests of words.

use super::*;

/// The words of a sentence as they stand there.
fn words(sentence: &str) -> Vec<&str> {
    let words = split_words(sentence).into_iter();
    words
        .map(|word| word.span.slice(sentence).unwrap())
        .collect()
}

/// The words that a model reads.
fn texts(sentence: &str) -> Vec<String> {
    let words = split_words(sentence).into_iter();
    words.map(|word| word.text).collect()
}

/// Asserts that a sentence splits into `expected`, of which the words are separated by spaces.
fn assert_words(sentence: &str, expected: &str) {
    assert_eq!(words(sentence).join(" "), expected);
}

#[test]
fn names_stay_whole() {
    assert_words(
        "Ban Ki-moon of the U.N. met AT&T in St. Petersburg.",
        "Ban Ki-moon of the U.N. met AT&T in St. Petersburg .",
    );
    assert_words(
        "O'Brien, d'Italia and N'Djamena",
        "O'Brien , d'Italia and N'Djamena",
    );
    assert_words("J. Smith and J.R. Bo of S&P", "J. Smith and J.R. Bo of S&P");
    assert_words("P!nk and Ke$ha, wow!Oslo", "P!nk and Ke$ha , wow ! Oslo");
}

#[test]
fn the_possessive_is_cut_off() {
    assert_words("Musk's car, Musk’s cars", "Musk 's car , Musk ’s cars");
    assert_words(
        "the players' bus, the U.S.'s bus",
        "the players ' bus , the U.S. 's bus",
    );
    assert_words("\"Acme\"'s MUSK'S", "\" Acme \" 's MUSK 'S");
    assert_words("Musk 's", "Musk 's");
}

#[test]
fn contractions_are_cut_as_in_the_penn_treebank() {
    assert_words("I don't", "I do n't");
    assert_words("They can’t, won't!", "They ca n’t , wo n't !");
    assert_words(
        "we're I'm you'll he'd I've",
        "we 're I 'm you 'll he 'd I 've",
    );
    assert_words("do n't cannot gov't", "do n't cannot gov't");
    assert_words("couldn't've", "could n't 've");
}

#[test]
fn punctuation_stands_alone() {
    assert_words(
        "(Oslo), [Rome]; “Bonn”: «Bern»!",
        "( Oslo ) , [ Rome ] ; “ Bonn ” : « Bern » !",
    );
    assert_words("and/or 50% of $5", "and / or 50 % of $ 5");
    assert_words(
        "Oslo - Rome -- Bonn—Bern – end",
        "Oslo - Rome -- Bonn — Bern – end",
    );
    assert_words("Well... what?! ***", "Well ... what ? ! ***");
}

#[test]
fn a_final_dot_is_cut_off_ordinary_words_only() {
    assert_words("She saw Oslo.", "She saw Oslo .");
    assert_words("She left the U.S.", "She left the U.S.");
    assert_words("She took vitamin C.", "She took vitamin C .");
    assert_words("(She works at Acme Inc.)", "( She works at Acme Inc. )");
    assert_words("It was in 1996.", "It was in 1996 .");
}

#[test]
fn numbers_and_dates_stay_whole() {
    let whole = "1,234.56 3-1 1996-08-22 08/22/96 12:30 1/2 .500 +44 6-4 2:29.34 3–1 U.S.-led";
    assert_words(whole, whole);
    assert_words("US$5 C$1,000 A$", "US$ 5 C$ 1,000 A$");
    assert_words("1. Oslo 2. Rome", "1. Oslo 2 . Rome");
}

#[test]
fn links_and_addresses_stay_whole() {
    let whole = "https://example.com/a_(b)?c=d,e#f www.example.com/x ada.b+c@mail.example.com";
    assert_words(whole, whole);
    assert_words(
        "(see http://example.com/a), mail ada@example.com.",
        "( see http://example.com/a ) , mail ada@example.com .",
    );
    assert_words("\"https://example.com\".", "\" https://example.com \" .");
    assert_words("@ada, #oslo! #1 a@b", "@ada , #oslo ! # 1 a @ b");
}

#[test]
fn a_missing_space_behind_a_full_stop_does_not_glue_two_names() {
    assert_words("in Paris.Berlin is", "in Paris . Berlin is");
    assert_words("example.com St.Petersburg", "example.com St. Petersburg");
}

#[test]
fn grapheme_clusters_are_never_split() {
    assert_words(
        "A\u{30a}sa e\u{301}e\u{301}!",
        "A\u{30a}sa e\u{301}e\u{301} !",
    );
    assert_words("👩‍👩‍👧🇳🇴👍🏽 ok", "👩‍👩‍👧 🇳🇴 👍🏽 ok");
    assert_words("नमस्ते दिल्ली", "नमस्ते दिल्ली");
    assert_words("'\u{301}s", "'\u{301} s");
}

#[test]
fn other_scripts_have_their_own_words() {
    assert_words("我在北京。", "我 在 北 京 。");
    assert_words("東京タワーです", "東 京 タワー です");
    assert_words("서울에서 İstanbul'da", "서울에서 İstanbul'da");
    assert_words("צה\"ל בתל-אביב، القاهرة؟", "צה\"ל בתל-אביב ، القاهرة ؟");
}

#[test]
fn invisible_marks_do_not_stick_to_a_name_or_break_it() {
    assert_eq!(words("\u{200e}Ada\u{200e}"), ["Ada"]);
    assert_eq!(words("Lo\u{ad}ve\u{feff}lace"), ["Lo\u{ad}ve\u{feff}lace"]);
    assert_eq!(words("New York\0x"), ["New", "York\0x"]);
}

#[test]
fn characters_of_no_width_do_not_split_a_word() {
    let unseen = "\u{200b}\u{200c}\u{200d}\u{2060}\u{206a}\u{180e}\u{feff}\u{fe0f}";
    for unseen in unseen.chars().map(String::from).chain([unseen.to_owned()]) {
        for word in ["Ki*moon", "Ki-*moon", "Ki*-moon", "3*.14", "a@*b.no"] {
            let word = word.replace('*', &unseen);
            assert_eq!(words(&word), [&word], "{word:?}");
        }
    }
    assert_eq!(words("Musk\u{200b}'s"), ["Musk", "'s"]);
    assert!(words("\u{200b}").is_empty());
}

#[test]
fn places_count_from_the_start_of_the_sentence() {
    let words = split_words("Zoë sings.").into_iter();
    let spans: Vec<(usize, usize)> = words.map(|word| (word.span.start, word.span.end)).collect();
    assert_eq!(spans, [(0, 4), (5, 10), (10, 11)]);
}

#[test]
fn a_model_reads_the_word_without_what_makes_it_look_special() {
    assert_eq!(
        texts("Ｏｓｌｏ’s ﬁne S&atilde;o"),
        ["Oslo", "'s", "fine", "São"]
    );
    assert_words("<td>AT&amp;T</td>", "AT&amp;T");
    assert_words("Marie Curie¹ met³.", "Marie Curie met .");
}

#[test]
fn a_hyphenated_word_keeps_its_hyphen_for_who_asks() {
    let words = split_words("in Hel-\nsinki");
    assert_eq!(words[1].text, "Helsinki");
    assert_eq!(words[1].hyphenated.as_deref(), Some("Hel-sinki"));
    assert_eq!(words[0].hyphenated, None);
}

#[test]
fn what_never_holds_a_name_is_one_word_and_marked() {
    let addresses = |sentence: &str| -> Vec<String> {
        let words = split_words(sentence).into_iter();
        words
            .filter(|word| word.is_address)
            .map(|word| word.text)
            .collect()
    };
    let sentence = "Follow @Oslo.Opera and #VisitBergen (https://example.org/Anna_Berg?x=Paris), or mail \
                    anna.berg@example.org. #Paris2024 [PER_1] [PAD] example.org/Ada @ada@example.social!";
    let found = [
        "@Oslo.Opera",
        "#VisitBergen",
        "https://example.org/Anna_Berg?x=Paris",
        "anna.berg@example.org",
        "#Paris2024",
        "[PER_1]",
        "[PAD]",
        "example.org/Ada",
        "@ada@example.social",
    ];
    assert_eq!(addresses(sentence), found);
    let paths = "/usr/share/Ada ~/Oslo ./Ada ../Ada C:\\Users\\Ada mailto:ada@example.org";
    assert_eq!(addresses(paths).len(), 6);
    let rest = "C:\\Ada Berg\\Files\\Oslo.txt";
    assert_eq!(addresses(rest), ["C:\\Ada", "Berg\\Files\\Oslo.txt"]);
    for sentence in [
        "[Oslo] [EU]",
        "#1 @ 5",
        "AC/DC and/or 1/2 AC\\DC",
        "U.S./China",
        "a@b",
        "w/ Ada",
        "[A_b]",
    ] {
        assert!(addresses(sentence).is_empty(), "{sentence}");
    }
}

#[test]
fn digits_of_a_footnote_are_cut_off_a_name() {
    assert_words("Smith2 and Berg12.", "Smith 2 and Berg 12 .");
    assert_words("Smith1,2 and Berg3*", "Smith 1,2 and Berg 3 *");
    let whole = "F16 G20 B52 Area51a Ab1-2 iPhone6 MP3 Al7 Paris2024 Smith82 Berg07";
    assert_words(whole, whole);
}

#[test]
fn a_state_stays_with_the_word_that_a_hyphen_joins_to_it() {
    assert_words("a Joplin, Mo.-based firm", "a Joplin , Mo.-based firm");
    assert_words("to Rome.-And", "to Rome . - And");
}
