//! Whatever a person types: entities are pieces of the text, in order, whole words, none over another.

mod common;

use common::recognizer;
use namelight_text::split_sentences;

const TEXTS: [&str; 12] = [
    "",
    " \n\t ",
    "Ada met the Oslo son. Ban Ki-moon sang!",
    "İstanbul'da İ. İpek, ĞÜŞ — şey.",
    "e\u{301}le\u{300}ve No\u{308}el cafe\u{301}",
    "👩‍👩‍👧‍👦 saw 🇳🇴🇸🇪 and 👍🏽 in 北京市，很好。谢谢！",
    "שלום עולם, דוד בן־גוריון. مرحبا بالعالم.",
    "one\rtwo\r\nthree\n\nfour",
    "\u{200b}\u{200b} \u{feff}ada\u{0} \u{7f} oslo",
    "ﬁne ﬂow Ⅷ ½ ſ ẞ ß",
    "((((((((((ada))))))))))",
    "........................................................................................................",
];

#[test]
fn entities_of_any_text_are_its_own_slices_in_order() {
    let recognizer = recognizer();
    let mut found = 0;
    for text in TEXTS {
        let (mut end, mut entities) = (0, Vec::new());
        for span in split_sentences(text) {
            let sentence = recognizer
                .recognize_sentence(span.slice(text).unwrap())
                .unwrap();
            assert_eq!(sentence.labels.len(), sentence.words.len());
            for entity in &sentence.entities {
                let words = || sentence.words.iter();
                assert!(words().any(|word| word.span.start == entity.span.start));
                assert!(words().any(|word| word.span.end == entity.span.end));
                assert!((0.0..=1.0).contains(&entity.score), "{entity:?}");

                let entity = entity.in_text(span.start);
                assert!(
                    entity.span.start >= end && entity.span.end > entity.span.start,
                    "{text:?}: {entity:?}"
                );
                let slice = entity.span.slice(text).unwrap();
                assert_eq!(slice.trim(), slice, "{text:?}");
                end = entity.span.end;
                found += 1;
                entities.push(entity);
            }
        }
        assert_eq!(recognizer.recognize(text).unwrap(), entities, "{text:?}");
    }
    assert!(
        found > 20,
        "the random head finds too little ({found}) for this test to say anything"
    );
}

#[test]
fn one_endless_word_and_one_endless_sentence_go_through() {
    let recognizer = recognizer();
    for text in [
        "a".repeat(5_000),
        "ada oslo ".repeat(600),
        "-".repeat(2_000),
    ] {
        let analysis = recognizer.recognize_sentence(&text).unwrap();
        assert!(!analysis.words.is_empty());
        recognizer.recognize(&text).unwrap();
    }
}

#[test]
fn a_sentence_can_be_run_in_steps_that_are_never_long() {
    let recognizer = recognizer();
    let text = "ada oslo moon the ban ".repeat(100);
    let mut run = recognizer.start_sentence(&text).unwrap();
    let mut steps = 0;
    while run.step().unwrap() {
        steps += 1;
    }
    assert!(steps > 10, "{steps}");
    let found = run.finish();
    assert_eq!(found.labels.len(), 500);
    assert_eq!(found, recognizer.recognize_sentence(&text).unwrap());
}
