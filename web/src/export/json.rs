//! JSON: the text and its names, in the schema in which `namelight annotate` writes a sentence.

use super::{AnnotatedText, Format};

/// What the menu says of this form.
pub const FORMAT: Format = Format {
    name: "JSON",
    explanation: "the fields of transformers; places in characters, bytes and UTF-16 of the text as shown, a line end counting as one",
    file_name: "namelight.json",
    media_type: "application/json",
    replaces_names: false,
    file_start: "",
    write,
};

/// The record as JSON that is broken into lines.
fn write(annotated: &AnnotatedText) -> String {
    let record = annotated.record();
    // Text and numbers can always be written.
    let json = serde_json::to_string_pretty(&record).unwrap_or_default();
    json + "\n"
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::tests::rendered;
    use super::FORMAT;

    #[test]
    fn the_fields_are_those_of_transformers_and_every_place_is_given_in_three_units() {
        let text = "\u{1f44b}\u{1f3fd} \"Zoe\u{308}\" lives in\nتونس";
        let names = [("Zoe\u{308}", "PER"), ("تونس", "LOC")];
        let json: Value = serde_json::from_str(&rendered(FORMAT, text, &names)).unwrap();
        assert_eq!(json["text"], text);
        let entities = json["entities"].as_array().unwrap();
        assert_eq!(entities.len(), 2);
        for (entity, (name, entity_type)) in entities.iter().zip(names) {
            assert_eq!(entity["word"], name);
            assert_eq!(entity["entity_group"], entity_type);
            assert_eq!(entity["score"], 0.875);
            let place = |key: &str| entity[key].as_u64().unwrap() as usize;
            let bytes = place("byte_start")..place("byte_end");
            assert_eq!(&text[bytes], name);
            let characters: Vec<char> = text.chars().collect();
            let characters = &characters[place("start")..place("end")];
            assert_eq!(characters.iter().collect::<String>(), name);
            let units: Vec<u16> = text.encode_utf16().collect();
            let units = &units[place("utf16_start")..place("utf16_end")];
            assert_eq!(String::from_utf16(units).unwrap(), name);
        }
    }

    #[test]
    fn a_text_without_names_has_an_empty_list() {
        let json: Value = serde_json::from_str(&rendered(FORMAT, "", &[])).unwrap();
        assert_eq!(json, serde_json::json!({ "text": "", "entities": [] }));
    }
}
