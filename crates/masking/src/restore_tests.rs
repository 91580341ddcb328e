//! Tests of restored answers.

use super::*;

fn table(entries: &[(&str, &str)]) -> Vec<Placeholder> {
    let placeholder = |(placeholder, surface): &(&str, &str)| Placeholder {
        placeholder: (*placeholder).to_owned(),
        surface: (*surface).to_owned(),
        kind: "PER".to_owned(),
        places: Vec::new(),
    };
    entries.iter().map(placeholder).collect()
}

/// Two people, the second with two spellings, and one more of a later number.
fn people() -> Vec<Placeholder> {
    table(&[
        ("[PER_2]", "Ada"),
        ("[PER_3]", "Bo Berg"),
        ("[PER_3b]", "Berg"),
        ("[PER_12]", "Zoë"),
    ])
}

#[track_caller]
fn assert_restored(answer: &str, expected: &str) {
    let restored = restore(answer, &people());
    assert_eq!(restored.text, expected, "{answer}");
    assert_eq!(restored.unrestored, [], "{answer}");
}

fn unrestored(answer: &str) -> Vec<String> {
    let restored = restore(answer, &people());
    assert_eq!(restored.text, answer);
    restored
        .unrestored
        .into_iter()
        .map(|left| left.text)
        .collect()
}

#[test]
fn every_form_that_programs_make_of_a_placeholder_is_restored() {
    for answer in [
        "[PER_2]",
        "PER_2",
        "[PER 2]",
        "[PER-2]",
        "[per_2]",
        "per_2",
        "PER 2",
        "PER-2",
        "【PER_2】",
        "［PER_2］",
        r"\[PER\_2\]",
        r"PER\_2",
    ] {
        assert_restored(&format!("to {answer}."), "to Ada.");
    }
}

#[test]
fn what_surrounds_a_placeholder_stays() {
    assert_restored(
        "**[PER_2]** (PER_2) `PER_2` \"[PER_2]\"",
        "**Ada** (Ada) `Ada` \"Ada\"",
    );
    assert_restored("[PER_2][PER_3]", "AdaBo Berg");
    assert_restored("他说PER_2在北京", "他说Ada在北京");
}

#[test]
fn endings_stay_behind_the_name() {
    assert_restored(
        "[PER_2]'s, [PER_2]’s, PER_2s, PER_3bs, [PER_2]s",
        "Ada's, Ada’s, Adas, Bergs, Adas",
    );
    assert_restored("PER_2ом PER_2은 [PER_2s]", "Adaом Ada은 Adas");
}

#[test]
fn a_longer_number_is_another_one() {
    assert_restored("PER_12 [PER_12] PER_2", "Zoë Zoë Ada");
    assert_eq!(unrestored("PER_22 [PER_123]"), ["PER_22", "[PER_123]"]);
}

#[test]
fn a_letter_tells_the_spelling_and_an_unknown_one_in_brackets_the_first() {
    assert_restored(
        "[PER_3] [PER_3b] [PER_3B] [PER_3c] [PER_3a]",
        "Bo Berg Berg Berg Bo Berg Bo Berg",
    );
    assert_eq!(unrestored("PER_3c PER_3km"), ["PER_3c", "PER_3km"]);
}

#[test]
fn words_that_only_look_alike_stay() {
    for answer in [
        "SUPER_2",
        "PER_2.5",
        "Per 2 people",
        "PER2",
        "PER_02",
        "PER_2_x",
        "PER",
        "[PER]",
        "LOC_2",
        "[LOC_2]",
        "PER_99999999999",
    ] {
        assert_eq!(unrestored(answer), [""; 0], "{answer}");
    }
}

#[test]
fn numbers_below_the_first_were_in_the_text_before() {
    assert_eq!(unrestored("[PER_1] and [PER_4]"), ["[PER_4]"]);
}

#[test]
fn what_was_not_used_and_where_names_stand_is_said() {
    let restored = restore("é [PER_2] PER_12 [PER_9]", &people());
    assert_eq!(restored.unused, ["[PER_3]", "[PER_3b]"]);
    let names: Vec<_> = restored
        .spans
        .iter()
        .map(|span| span.slice(&restored.text))
        .collect();
    assert_eq!(names, [Some("Ada"), Some("Zoë")]);
    let span = Span { start: 18, end: 25 };
    let text = "[PER_9]".to_owned();
    assert_eq!(restored.unrestored, [Unrestored { span, text }]);
}

#[test]
fn a_name_that_looks_like_a_placeholder_is_not_restored_again() {
    let table = table(&[("[PER_1]", "[PER_2]"), ("[PER_2]", "Ada")]);
    assert_eq!(restore("[PER_1] [PER_2]", &table).text, "[PER_2] Ada");
}

#[test]
fn a_table_may_be_cut_doubled_or_strange() {
    let table = table(&[
        ("[PER_1b]", "Berg"),
        ("[PER_1b]", "Falk"),
        ("<<x>>", "X"),
        ("[_1]", "Y"),
        ("", ""),
    ]);
    let restored = restore("[PER_1] [PER_1b] <<x>> [_1]", &table);
    assert_eq!(restored.text, "Berg Berg <<x>> [_1]");
    assert_eq!(restored.unused, ["[PER_1b]", "<<x>>", "[_1]", ""]);
}
