//! The text that a first visit begins with.
//!
//! `web/prerendered.js` puts it into the field that is there before the page; a test compares the two.

/// A few names of each type, written for this page.
pub const TEXT: &str = "Dear Ms Okonkwo, thank you for the call. Zoë Šimůnková of Quillon Robotics will meet you in \
    Porto on Friday; her Portuguese colleague Tomás Falk joins from Lisbon. Best wishes, Amara Lindqvist";

/// Whether a text is the example, unchanged: then the first thing that a person types or pastes replaces it.
pub fn is(text: &str) -> bool {
    text == TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_that_is_there_before_the_page_has_the_same_text() {
        let script = include_str!("../../prerendered.js");
        assert!(script.contains(&format!("\"{TEXT}\"")), "{TEXT}");
        assert!(is(TEXT) && !is(""));
    }
}
