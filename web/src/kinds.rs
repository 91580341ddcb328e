//! What entity types are called.

/// The types of CoNLL-2003, shown until the model has said which it has.
pub const CONLL: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// The full name of a type; a type that is not known by one is called by its label.
pub fn full_name(kind: &str) -> &str {
    match kind {
        "PER" => "Person",
        "ORG" => "Organisation",
        "LOC" => "Place",
        "MISC" => "Other",
        other => other,
    }
}

/// A longer word on what a type covers.
pub fn explanation(kind: &str) -> &'static str {
    match kind {
        "PER" => "people, real or invented",
        "ORG" => "companies, clubs, institutions",
        "LOC" => "countries, cities, rivers",
        "MISC" => "nationalities, events, works",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_types_have_a_name_and_unknown_ones_their_label() {
        assert_eq!(full_name("LOC"), "Place");
        assert_eq!(full_name("DATE"), "DATE");
        assert!(CONLL.iter().all(|kind| full_name(kind) != *kind));
        assert!(CONLL.iter().all(|kind| !explanation(kind).is_empty()));
    }
}
