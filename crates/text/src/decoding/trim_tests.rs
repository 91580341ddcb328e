//! Tests of what is trimmed off entities.

use super::*;
use crate::LabelScheme;

const IOB2: [&str; 9] = [
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC",
];

fn set(names: &[&str], scheme: Option<LabelScheme>) -> LabelSet {
    LabelSet::new(
        names.iter().map(|name| (*name).to_owned()).collect(),
        scheme,
    )
    .unwrap()
}

/// Trims the entities of a sentence in which `[PER …]` is one; returns it written in the same way.
fn trimmed(sentence: &str) -> String {
    let set = set(&IOB2, None);
    let (mut words, mut labels, mut open) = (Vec::new(), Vec::new(), None);
    for word in sentence.split(' ') {
        if let Some(entity_type) = word.strip_prefix('<') {
            open = Some((entity_type, "B"));
            continue;
        }
        if word == ">" {
            open = None;
            continue;
        }
        words.push(word);
        labels.push(match &mut open {
            None => 0,
            Some((entity_type, prefix)) => {
                let label = set.index_of(&format!("{prefix}-{entity_type}")).unwrap();
                *prefix = "I";
                label
            }
        });
    }
    trim_entities(&words, &mut labels, &set);
    let mut written = Vec::new();
    let entities = entity_words(&labels, &set);
    for (at, word) in words.iter().enumerate() {
        if let Some(entity) = entities.iter().find(|entity| entity.words.start == at) {
            written.push(format!("<{}", set.entity_types()[entity.entity_type]));
        }
        written.push((*word).to_owned());
        if entities.iter().any(|entity| entity.words.end == at + 1) {
            written.push(">".to_owned());
        }
    }
    written.join(" ")
}

#[test]
fn titles_in_front_of_a_person_are_no_part_of_the_name() {
    for (before, after) in [
        ("<PER Amb. Linda Harms > met", "Amb. <PER Linda Harms > met"),
        (
            "<PER Atty. Gen. Omar Castellan >",
            "Atty. Gen. <PER Omar Castellan >",
        ),
        (
            "<PER Cllr. Ayumi Tanaka > and <PER Mgr. Piet de Wit >",
            "Cllr. <PER Ayumi Tanaka > and Mgr. <PER Piet de Wit >",
        ),
        (
            "<PER Prof. Dr. med. Ines Falk >",
            "Prof. Dr. med. <PER Ines Falk >",
        ),
        (
            "<PER Chancellor Angela Merkel >",
            "Chancellor <PER Angela Merkel >",
        ),
        (
            "the <PER Rt . Hon . Ada Harms >",
            "the Rt . Hon . <PER Ada Harms >",
        ),
        ("<PER the Rev. Bo Berg >", "the Rev. <PER Bo Berg >"),
        (
            "<PER Lt. Col. \" Ada \" Berg >",
            "Lt. Col. <PER \" Ada \" Berg >",
        ),
        (
            "<PER Vice - President Berg >",
            "Vice - President <PER Berg >",
        ),
        (
            "<PER Sra. Falk > , <PER Ms Berg >",
            "Sra. <PER Falk > , Ms <PER Berg >",
        ),
        ("<PER PRESIDENT BERG >", "PRESIDENT <PER BERG >"),
    ] {
        assert_eq!(trimmed(before), after);
    }
}

#[test]
fn an_entity_of_nothing_but_abbreviated_titles_is_none() {
    for (before, after) in [
        ("<PER Amb. > <PER Linda Harms >", "Amb. <PER Linda Harms >"),
        (
            "<ORG Atty. Gen. > <PER Omar Castellan >",
            "Atty. Gen. <PER Omar Castellan >",
        ),
        ("<PER Dr . > Ada", "Dr . Ada"),
        ("<PER Cllr > . Ada", "Cllr . Ada"),
    ] {
        assert_eq!(trimmed(before), after);
    }
}

#[test]
fn people_whose_names_sound_like_titles_keep_them() {
    for same in [
        "<PER John Major >",
        "<PER Major >",
        "<PER Prince >",
        "<PER President >",
        "<PER Christian Berg >",
        "<PER Dean Martin >",
        "<PER Sen >",
        "<PER Judge > ruled",
        "<PER Mother Teresa >",
        "<PER King Hassan >",
        "<PER J. Berg >",
        "<ORG General Motors >",
        "<ORG Captain D's >",
        "<MISC Prof. Unrat >",
        "<LOC St. Moritz >",
    ] {
        assert_eq!(trimmed(same), same);
    }
}

#[test]
fn marks_at_the_edges_are_no_part_of_a_name_of_any_type() {
    for (before, after) in [
        ("<LOC ( Oslo ) >", "( <LOC Oslo > )"),
        (
            "<ORG \" Quillon Robotics \" > ,",
            "\" <ORG Quillon Robotics > \" ,",
        ),
        ("<PER Ada Harms , > said", "<PER Ada Harms > , said"),
        ("<LOC Oslo . >", "<LOC Oslo > ."),
        ("<PER -- Ada >", "-- <PER Ada >"),
        (
            "<PER • Ines Falk > | <LOC | Porto >",
            "• <PER Ines Falk > | | <LOC Porto >",
        ),
        ("<ORG Yahoo ! ? >", "<ORG Yahoo > ! ?"),
        ("<PER Yves ' >", "<PER Yves > '"),
        ("<MISC [ ] >", "[ ]"),
        ("<LOC 👋 Oslo 🎉 >", "👋 <LOC Oslo > 🎉"),
        ("<PER “ Ada >", "“ <PER Ada >"),
    ] {
        assert_eq!(trimmed(before), after);
    }
}

#[test]
fn a_mark_stays_where_its_partner_is_within_the_name() {
    for same in [
        "<ORG Radnicki ( N ) >",
        "<PER \" Weird Ada \" Berg >",
        "<ORG ( Free ) Quillon >",
        "<PER Ada \" Bo \" >",
        "<MISC Who 's Afraid ? Not I >",
        "<LOC Stratford - upon - Avon >",
        "<ORG AT & T >",
        "<ORG C++ >",
        "<ORG U.N. >",
    ] {
        assert_eq!(trimmed(same), same);
    }
}

#[test]
fn the_clitic_of_a_person_is_no_part_of_a_name() {
    for clitic in ["'s", "’s", "'S", "'"] {
        let after = format!("<PER Ada > {clitic} envoy met");
        assert_eq!(trimmed(&format!("<PER Ada {clitic} > envoy met")), after);
    }
    assert_eq!(
        trimmed("<LOC Norway > <ORG 's Navy >"),
        "<LOC Norway > 's <ORG Navy >"
    );
    let same = "<LOC Lord 's > and <ORG Moody 's >";
    assert_eq!(trimmed(same), same);
}

#[test]
fn two_people_with_an_ampersand_between_are_two() {
    assert_eq!(
        trimmed("<PER Ada & Mr. Ray > of <ORG AT & T >"),
        "<PER Ada > & Mr. <PER Ray > of <ORG AT & T >"
    );
    assert_eq!(trimmed("<PER Ada & > left"), "<PER Ada > & left");
}

#[test]
fn labels_are_those_of_the_scheme() {
    let bilou = ["O", "B-PER", "I-PER", "L-PER", "U-PER"];
    let iobes = ["O", "B-PER", "I-PER", "E-PER", "S-PER"];
    type Labels = [usize; 7];
    type Case<'a> = (&'a [&'a str], Option<LabelScheme>, Labels, Labels);
    let cases: [Case; 6] = [
        // Dr. Ada Berg ) ( Bo -
        (
            &["O", "B-PER", "I-PER"],
            None,
            [1, 2, 2, 2, 1, 2, 2],
            [0, 1, 2, 0, 0, 1, 0],
        ),
        (
            &["O", "B-PER", "I-PER"],
            None,
            [2, 2, 2, 2, 0, 2, 0],
            [0, 1, 2, 0, 0, 1, 0],
        ),
        (
            &["O", "I-PER", "B-PER"],
            Some(LabelScheme::Iob1),
            [1, 1, 1, 1, 0, 1, 0],
            [0, 1, 1, 0, 0, 1, 0],
        ),
        (&iobes, None, [1, 2, 2, 3, 1, 2, 3], [0, 1, 3, 0, 0, 4, 0]),
        (&bilou, None, [1, 2, 3, 0, 0, 1, 3], [0, 1, 3, 0, 0, 4, 0]),
        (
            &["PER", "O"],
            None,
            [0, 0, 0, 0, 1, 0, 0],
            [1, 0, 0, 1, 1, 0, 1],
        ),
    ];
    let words = ["Dr.", "Ada", "Berg", ")", "(", "Bo", "-"];
    for (names, scheme, before, after) in cases {
        let mut labels = before;
        trim_entities(&words, &mut labels, &set(names, scheme));
        assert_eq!(labels, after, "{names:?}");
    }
}

#[test]
fn an_iob1_entity_that_follows_a_trimmed_one_begins_as_one_behind_a_gap() {
    let set = set(&["O", "I-PER", "B-PER"], Some(LabelScheme::Iob1));
    let mut labels = [1, 1, 2];
    trim_entities(&["Ada", ",", "Bo"], &mut labels, &set);
    assert_eq!(labels, [1, 0, 1]);
}

#[test]
fn labels_of_other_tasks_stay_as_they_are() {
    let set = set(&["NNP", "."], None);
    let mut labels = [0, 1, 1];
    trim_entities(&["Dr.", ".", ")"], &mut labels, &set);
    assert_eq!(labels, [0, 1, 1]);
}

#[test]
fn labels_and_words_that_do_not_fit_are_no_reason_to_panic() {
    let set = set(&IOB2, None);
    let mut labels = [1, 2, 99, 2];
    trim_entities(&["Dr."], &mut labels, &set);
    trim_entities(&[], &mut labels, &set);
    assert_eq!(entity_words(&labels, &set), []);
}
