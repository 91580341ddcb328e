//! Names of fields, `City` and `Phone`, which stand in cells of tables and in lines of forms.

use std::sync::LazyLock;

use super::punctuation::is_cell_bar;
use crate::word_list::{WordList, word_list};

static FIELD_NAMES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(word_list!("../../data/field_names.txt")));

/// Longest name of a field, in bytes.
const LONGEST: usize = 16;

/// Whether a sentence is nothing but the name of a field, or several with commas between them, so that it is no name of
/// anything else.
///
/// ```
/// use namelight_text::is_field_name;
///
/// assert!(is_field_name("| City") && is_field_name("Phone:"));
/// assert!(!is_field_name("City of London"));
/// ```
pub fn is_field_name(sentence: &str) -> bool {
    let is_edge =
        |mark: char| is_cell_bar(mark) || mark.is_whitespace() || matches!(mark, ':' | '*' | '#');
    sentence.split([',', ';']).all(|name| {
        let name = name.trim_matches(is_edge);
        name.len() <= LONGEST && FIELD_NAMES.contains(&name.to_lowercase().replace(' ', "-"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_listed_name_is_longer_than_what_is_looked_at() {
        FIELD_NAMES.assert_unique();
        assert!(
            FIELD_NAMES
                .iter()
                .all(|(name, _)| name.len() <= LONGEST && name.to_lowercase() == name)
        );
    }

    #[test]
    fn the_name_of_a_field_may_have_marks_around_it_and_any_case() {
        for field in [
            "City",
            "CITY:",
            "| first name |",
            "**Phone**",
            "## Location",
        ] {
            assert!(is_field_name(field), "{field}");
        }
        for other in ["", "Oslo", "City: Oslo", "New York City", "|", "Name, Oslo"] {
            assert!(!is_field_name(other), "{other}");
        }
    }
}
