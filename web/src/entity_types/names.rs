//! Names in words of the types that common label sets have.

/// Each label with its full name and with what the type covers. Labels are looked up whatever their case. Labels with
/// the same full name have the same colour.
#[rustfmt::skip]
const NAMES: &[(&str, &str, &str)] = &[
    // CoNLL-2003.
    ("PER", "Person", "people, real or invented"),
    ("ORG", "Organisation", "companies, clubs, institutions"),
    ("LOC", "Place", "countries, cities, rivers"),
    ("MISC", "Other", "nationalities, events, works"),
    // OntoNotes 5, but for what it shares with CoNLL-2003.
    ("PERSON", "Person", "people, real or invented"),
    ("NORP", "Group", "nationalities, faiths, parties"),
    ("FAC", "Building", "airports, bridges, streets"),
    ("GPE", "State or city", "countries, cities, provinces"),
    ("PRODUCT", "Product", "things one can buy or use"),
    ("EVENT", "Event", "battles, storms, tournaments"),
    ("WORK_OF_ART", "Work of art", "titles of books and songs"),
    ("LAW", "Law", "laws, treaties"),
    ("LANGUAGE", "Language", "any named language"),
    ("DATE", "Date", "days, years, spans of them"),
    ("TIME", "Time", "times shorter than a day"),
    ("PERCENT", "Percentage", "shares in per cent"),
    ("MONEY", "Money", "sums with their currency"),
    ("QUANTITY", "Quantity", "weights, distances"),
    ("ORDINAL", "Ordinal", "first, second"),
    ("CARDINAL", "Number", "numbers of no other type"),
    // WNUT 2017.
    ("CORPORATION", "Company", "companies and brands"),
    ("CREATIVE-WORK", "Creative work", "films, songs, books"),
    ("GROUP", "Group", "bands, clubs, teams"),
    ("LOCATION", "Place", "countries, cities, rivers"),
    // The coarse types of Few-NERD. Its fine ones start with these and a hyphen.
    ("ART", "Work of art", "films, music, paintings"),
    ("BUILDING", "Building", "airports, hotels, theatres"),
    ("ORGANIZATION", "Organisation", "companies, clubs, institutions"),
    ("ORGANISATION", "Organisation", "companies, clubs, institutions"),
    ("OTHER", "Other", "awards, diseases, languages"),
    // Of sets for medicine and others that are met often.
    ("DISEASE", "Disease", "illnesses and disorders"),
    ("CHEMICAL", "Chemical", "substances and drugs"),
    ("GENE", "Gene", "genes and their products"),
    // What is known by its form (`crates/masking/src/patterns/kind.rs`).
    ("EMAIL", "E-mail", "e-mail addresses"),
    ("PHONE", "Phone", "phone numbers"),
    ("URL", "Web address", "links"),
    ("IP", "IP address", "versions 4 and 6"),
    ("IBAN", "IBAN", "bank accounts"),
    ("CARD", "Payment card", "numbers of payment cards"),
    ("BIRTHDATE", "Date of birth", "dates behind words such as born"),
    ("KEY", "Key or token", "keys of programs and services"),
];

/// The full name of a type; a type that is not in the table is called by its label.
pub fn full_name(entity_type: &str) -> &str {
    known(entity_type).map_or(entity_type, |(_, name, _)| name)
}

/// What a type covers, in a few words; for a fine type (`location-island`) what its coarse one covers.
pub fn explanation(entity_type: &str) -> &'static str {
    let coarse = || known(entity_type.split_once('-')?.0);
    let known = known(entity_type).or_else(coarse);
    known.map_or("", |(_, _, explanation)| explanation)
}

fn known(entity_type: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    NAMES
        .iter()
        .find(|(label, _, _)| label.eq_ignore_ascii_case(entity_type))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity_types::CONLL;

    #[test]
    fn known_types_have_a_name_and_unknown_ones_their_label() {
        assert_eq!(full_name("LOC"), "Place");
        assert_eq!(full_name("BIRD"), "BIRD");
        assert!(
            CONLL
                .iter()
                .all(|entity_type| full_name(entity_type) != *entity_type)
        );
        assert!(
            CONLL
                .iter()
                .all(|entity_type| !explanation(entity_type).is_empty())
        );
    }

    #[test]
    fn the_types_of_common_sets_are_known_as_they_write_them() {
        for entity_type in [
            "NORP",
            "WORK_OF_ART",
            "creative-work",
            "corporation",
            "organization",
        ] {
            assert_ne!(full_name(entity_type), entity_type);
        }
    }

    #[test]
    fn a_fine_type_is_explained_by_its_coarse_one() {
        assert_eq!(full_name("location-island"), "location-island");
        assert_eq!(explanation("location-island"), explanation("LOC"));
        assert_eq!(explanation("bird-song"), "");
    }

    #[test]
    fn no_label_is_listed_twice() {
        for (label, _, _) in NAMES {
            let same = NAMES
                .iter()
                .filter(|(other, _, _)| other.eq_ignore_ascii_case(label));
            assert_eq!(same.count(), 1, "{label}");
        }
    }
}
