//! Tests of what the labels of a model mean.

use super::*;

fn named(names: &[&str], scheme: Option<LabelScheme>) -> Result<LabelSet, LabelError> {
    LabelSet::new(
        names.iter().map(|name| (*name).to_owned()).collect(),
        scheme,
    )
}

fn set(names: &[&str]) -> LabelSet {
    named(names, None).unwrap()
}

#[test]
fn bio_labels_in_any_order_have_their_types_in_the_order_of_the_first_label() {
    let set = set(&["I-LOC", "O", "B-PER", "B-LOC", "I-PER"]);
    assert_eq!(set.entity_types(), ["LOC", "PER"]);
    let tags = [
        Tag::Inside(0),
        Tag::Outside,
        Tag::Begin(1),
        Tag::Begin(0),
        Tag::Inside(1),
    ];
    assert_eq!(set.tags(), tags);
}

#[test]
fn a_bare_type_goes_on_like_an_inside_label() {
    for names in [["O", "I-PER", "I-LOC"], ["O", "PER", "LOC"]] {
        let set = set(&names);
        assert_eq!(set.entity_types(), ["PER", "LOC"]);
        assert_eq!(set.tags(), [Tag::Outside, Tag::Inside(0), Tag::Inside(1)]);
    }
}

#[test]
fn bare_types_keep_their_hyphens_and_their_case() {
    let types = [
        "e-mail", "E-MAIL", "x-ray", "U-Boot", "L_1", "per", "o", "b-PER",
    ];
    let set = set(&[&["O", "B-PER", "I-PER"], types.as_slice()].concat());
    assert_eq!(set.entity_types()[0], "PER");
    assert_eq!(set.entity_types()[1..], types);
}

#[test]
fn ends_and_single_words_of_a_begun_type_make_a_set_iobes_or_bilou() {
    let tags = [
        Tag::Outside,
        Tag::Begin(0),
        Tag::Inside(0),
        Tag::End(0),
        Tag::Single(0),
        Tag::Single(1),
    ];
    let iobes = set(&["O", "B-e-mail", "I-e-mail", "E-e-mail", "S-e-mail", "S-DAY"]);
    assert_eq!(iobes.tags(), tags);
    let bilou = set(&["O", "B-PER", "I-PER", "L-PER", "U-PER", "U-DAY"]);
    assert_eq!(bilou.tags(), tags);
    assert_eq!(bilou.entity_types(), ["PER", "DAY"]);
}

#[test]
fn labels_without_names_are_a_type_each_and_known_as_such() {
    let unnamed = set(&["LABEL_0", "LABEL_1"]);
    assert_eq!(unnamed.tags(), [Tag::Inside(0), Tag::Inside(1)]);
    assert!(unnamed.is_unnamed());
    assert!(!set(&["O", "LABEL_1"]).is_unnamed());
}

#[test]
fn labels_of_other_schemes_are_refused_by_name() {
    for other in ["M-PER", "B_PER", "X-PER"] {
        let error = named(&["O", "B-PER", "I-PER", other], None).unwrap_err();
        let name = other.to_owned();
        assert_eq!(error, LabelError::OtherScheme { index: 3, name });
    }
    let mixed = named(&["O", "B-PER", "S-PER", "U-PER"], None);
    assert!(matches!(
        mixed,
        Err(LabelError::OtherScheme { index: 3, .. })
    ));
}

#[test]
fn a_label_that_is_not_of_the_stated_scheme_is_refused() {
    let scheme = Some(LabelScheme::Iob2);
    assert!(named(&["O", "B-S-PER", "I-S-PER"], scheme).is_ok());
    for other in ["S-PER", "PER"] {
        let error = named(&["O", "B-PER", other], scheme).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("label 2 is {other:?}, which is no label of the label_scheme \"iob2\"")
        );
    }
}

#[test]
fn a_scheme_that_is_not_known_is_refused_by_name() {
    for scheme in LabelScheme::ALL {
        assert_eq!(LabelScheme::from_name(scheme.name()), Ok(scheme));
    }
    let error = LabelScheme::from_name("IOB2").unwrap_err().to_string();
    assert!(
        error.starts_with("label_scheme is \"IOB2\", expected iob1"),
        "{error}"
    );
}

#[test]
fn no_labels_labels_without_a_letter_and_labels_twice_are_refused() {
    assert_eq!(named(&[], None), Err(LabelError::Empty));
    assert_eq!(named(&["O", ""], None), Err(LabelError::Unnamed(1)));
    assert_eq!(
        named(&["O", "PER", "PER"], None),
        Err(LabelError::Duplicate("PER".to_owned()))
    );
}
