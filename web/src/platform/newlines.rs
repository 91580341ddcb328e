//! Line ends as a text area has them.

/// The text with each line end, `\r\n` or `\r`, as `\n`. A text area shows and counts them so whatever it is given; a
/// text that kept them would be longer than what is in the field, and all places behind the first would be wrong.
pub fn normalized(text: String) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_one_newline() {
        let text = "Ada\r\n\r\nmet\rZoë\n\r".to_owned();
        assert_eq!(normalized(text), "Ada\n\nmet\nZoë\n\n");
    }
}
