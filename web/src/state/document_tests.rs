//! Tests of a text and its edits.

use namelight_text::SentenceSpan;

use super::super::block_content::BlockContent;
use super::*;

/// Marks every word that starts with a capital.
fn entities(sentence: &str) -> Vec<SentenceEntity> {
    let mut at = 0;
    let words = sentence.split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word.trim_end_matches(['.', '\n']))
    });
    let names = words.filter(|(_, word)| word.starts_with(char::is_uppercase));
    let entity = |(start, word): (usize, &str)| SentenceEntity {
        entity_type: "PER".to_owned(),
        score: 0.9,
        span: SentenceSpan {
            start,
            end: start + word.len(),
        },
    };
    names.map(entity).collect()
}

/// What waits, and answers for it.
fn learn_all(document: &mut Document) -> Vec<String> {
    let mut asked = Vec::new();
    for index in 0..document.sentences().len() {
        if document.sentences()[index].status == SentenceStatus::Waiting {
            let sentence = document.sentence_text(index).to_owned();
            document.learn(index, Findings::new(entities(&sentence), Vec::new()));
            asked.push(sentence);
        }
    }
    asked
}

fn known(text: &str) -> Document {
    let (mut document, _) = Document::default().edited(text.to_owned());
    learn_all(&mut document);
    document
}

fn names(document: &Document) -> Vec<&str> {
    let slices = document
        .entities()
        .map(|entity| entity.span.slice(document.text()));
    slices.map(Option::unwrap).collect()
}

const TEXT: &str = "Ada met Zoë. They saw Oslo. Then they left Rome.";

#[test]
fn an_edit_asks_for_its_sentence_only() {
    let (mut document, moved) = known(TEXT).edited(TEXT.replace("saw", "liked"));
    assert_eq!(learn_all(&mut document), ["They liked Oslo."]);
    assert_eq!((moved.before, moved.behind), (1, 1));
    assert_eq!(
        names(&document),
        ["Ada", "Zoë", "They", "Oslo", "Then", "Rome"]
    );
}

#[test]
fn until_a_sentence_is_known_again_its_old_names_stay() {
    let (document, _) = known(TEXT).edited(TEXT.replace("saw", "liked"));
    assert_eq!(
        names(&document),
        ["Ada", "Zoë", "They", "Oslo", "Then", "Rome"]
    );
}

#[test]
fn an_edit_that_is_undone_asks_for_nothing() {
    let (mut edited, _) = known(TEXT).edited(TEXT.replace("Oslo", "Bergen"));
    learn_all(&mut edited);
    let (mut undone, _) = edited.edited(TEXT.to_owned());
    assert_eq!(learn_all(&mut undone), [""; 0]);
    assert_eq!(names(&undone), names(&known(TEXT)));
}

#[test]
fn sentences_that_join_or_part_are_asked_for() {
    let (mut joined, _) = known(TEXT).edited(TEXT.replace("Oslo. Then", "Oslo and then"));
    assert_eq!(
        learn_all(&mut joined),
        ["They saw Oslo and then they left Rome."]
    );
    let (mut parted, _) = joined.edited(TEXT.to_owned());
    assert_eq!(learn_all(&mut parted), [""; 0]);
}

#[test]
fn any_edit_leaves_sentences_as_a_fresh_document_has_them() {
    let document = known(TEXT);
    for start in (0..=TEXT.len()).filter(|byte| TEXT.is_char_boundary(*byte)) {
        for end in (start..=TEXT.len()).filter(|byte| TEXT.is_char_boundary(*byte)) {
            for new in ["", ".", " Bo. ", "\n\n"] {
                let text = [&TEXT[..start], new, &TEXT[end..]].concat();
                let (mut edited, _) = document.edited(text.clone());
                learn_all(&mut edited);
                let fresh = known(&text);
                assert_eq!(edited.sentences(), fresh.sentences(), "{text:?}");
            }
        }
    }
}

#[test]
fn any_edit_of_lines_leaves_sentences_as_a_fresh_document_has_them() {
    let text = "Ada met Dr. Zoë. They saw\nOslo\n\n\"Rome!\" said Mr.\nBo. this is a line that looks wrapped, since it is\nlong\n1. Ada\n2. Bo etc.\nBy J. Doe … and so on\n\nEnd of it all";
    let document = known(text);
    let places: Vec<usize> = (0..=text.len())
        .filter(|byte| text.is_char_boundary(*byte))
        .collect();
    for (at, &start) in places.iter().enumerate() {
        for &end in places[at..]
            .iter()
            .step_by(7)
            .chain(places[at..].iter().take(2))
        {
            for new in ["", "\n", ". The", "x"] {
                let edited_text = [&text[..start], new, &text[end..]].concat();
                let (mut edited, _) = document.edited(edited_text.clone());
                learn_all(&mut edited);
                assert_eq!(
                    edited.sentences(),
                    known(&edited_text).sentences(),
                    "{edited_text:?}"
                );
            }
        }
    }
}

#[test]
fn an_edit_among_many_lines_leaves_sentences_as_a_fresh_document_has_them() {
    let part = "Ada met Dr. Zoë. They saw\nOslo\n\n> \"Rome!\" said Mr.\n> Bo. this is a line that looks wrapped, since it is\nlong\n1. Ada\n2. Bo etc.\nname,place\nAda,Oslo\nBy J. Doe … and so on\n\n";
    let text = part.repeat(4) + "End of it all";
    let document = known(&text);
    let middle = part.len()..2 * part.len();
    for start in middle.filter(|byte| text.is_char_boundary(*byte)) {
        for length in [0, 1, 9, 40] {
            let end = text.ceil_char_boundary(start + length);
            for new in ["", "\n", ". The ", "x", "\n\n1. "] {
                let edited_text = [&text[..start], new, &text[end..]].concat();
                let (mut edited, _) = document.edited(edited_text.clone());
                learn_all(&mut edited);
                let fresh = known(&edited_text);
                assert_eq!(edited.sentences(), fresh.sentences(), "{edited_text:?}");
            }
        }
    }
}

#[test]
fn sentences_are_followed_through_an_edit() {
    let (_, moved) = known(TEXT).edited(format!("Bo came. {}", TEXT.replace("saw", "liked")));
    assert_eq!([0, 1, 2].map(|old| moved.place(old)), [None, None, Some(3)]);
}

#[test]
fn an_empty_text_has_no_sentences() {
    let (empty, moved) = known(TEXT).edited(String::new());
    assert!(empty.sentences().is_empty() && empty.blocks().is_empty());
    assert_eq!(moved.place(1), None);
}

#[test]
fn a_block_has_the_names_in_it_and_part_of_one_that_reaches_beyond() {
    let document = known("Ada Lovelace\nmet Zoë.");
    let part = BlockContent::new(document, Span { start: 4, end: 10 });
    let found = part.entities(&super::super::Filter::default());
    let slices: Vec<_> = found
        .iter()
        .map(|entity| entity.span.slice(part.text()))
        .collect();
    assert_eq!(slices, [Some("Lovela")]);
}

#[test]
fn blocks_that_look_the_same_are_equal_wherever_they_stand() {
    let one = known("Ada met Zoë.\n");
    let other = known("Rome.\nAda met Zoë.\n");
    let whole = |document: &Document, start: usize| {
        let end = document.text().len();
        BlockContent::new(document.clone(), Span { start, end })
    };
    assert_eq!(whole(&one, 0), whole(&other, 6));
    assert_ne!(whole(&one, 0), whole(&other, 0));
}

#[test]
fn a_persons_own_list_counts_more_than_the_model_until_it_changes() {
    let mut document = known(TEXT);
    let list = |lines: &str| Rc::new(lines.parse::<List>().unwrap());
    document.set_list(list("never: Oslo\nalways MISC: saw"));
    assert_eq!(
        names(&document),
        ["Ada", "Zoë", "They", "saw", "Then", "Rome"]
    );
    // An edit elsewhere, and sentences that become known later, keep to it.
    let (mut document, _) = document.edited(format!("{TEXT} Ada saw Oslo."));
    learn_all(&mut document);
    assert_eq!(names(&document)[6..], ["Ada", "saw"]);
    document.set_list(list(""));
    assert!(names(&document).contains(&"Oslo"));
}
