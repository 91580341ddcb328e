//! All placeholders of a text.

use super::Index;
use super::bare::bare;
use super::bracketed::bracketed;
use super::found::Found;

/// Returns all that reads as a placeholder of these types, in the order of the text. None overlaps another.
///
/// At each place a bounded number of characters is looked at, so the time grows linearly with the length of the text.
pub(crate) fn scan<'a>(text: &str, names: &'a Index) -> Vec<Found<'a>> {
    let mut all: Vec<Found> = Vec::new();
    let mut floor = 0;
    for (at, byte) in text.bytes().enumerate() {
        if at < floor {
            continue;
        }
        let found = match byte {
            b'1'..=b'9' => bare(text, at, floor, names),
            // The first bytes of the brackets, and of an escaped one.
            b'[' | b'\\' | 0xe3 | 0xef => bracketed(text, at, names),
            _ => None,
        };
        if let Some(found) = found {
            floor = found.span.end;
            all.push(found);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String, usize, String)> {
        let names = ["PER", "LOC", "WORK_OF_ART", "PER_2", "1", "人名"].map(String::from);
        let names = Index::from(names.map(|name| (name, 1)));
        let parts = |found: Found| {
            let place = found.span.slice(text).unwrap();
            (place, found.name.to_owned(), found.number, found.mark)
        };
        scan(text, &names).into_iter().map(parts).collect()
    }

    fn places(text: &str) -> Vec<&str> {
        found(text).into_iter().map(|(place, ..)| place).collect()
    }

    #[test]
    fn brackets_belong_to_a_placeholder_and_emphasis_does_not() {
        for (text, place) in [
            ("[PER_1]", "[PER_1]"),
            ("**[PER_1]**", "[PER_1]"),
            (r"\[PER\_1\]", r"\[PER\_1\]"),
            (r"[PER\_1]", r"[PER\_1]"),
            ("【PER_1】", "【PER_1】"),
            ("［per 1］", "［per 1］"),
            ("[PER-1]", "[PER-1]"),
            ("[ PER_1 ]", "[ PER_1 ]"),
            ("[Work of art 1]", "[Work of art 1]"),
            ("[[PER_1]]", "[PER_1]"),
            (r"\[PER_1]", "[PER_1]"),
            ("【人名_1】", "【人名_1】"),
        ] {
            assert_eq!(places(text), [place], "{text}");
        }
    }

    #[test]
    fn without_brackets_a_placeholder_is_a_word() {
        for (text, place) in [
            ("to PER_1.", "PER_1"),
            ("(PER_1)", "PER_1"),
            ("per_1,", "per_1"),
            (r"PER\_1", r"PER\_1"),
            ("PER 1", "PER 1"),
            ("PER-12", "PER-12"),
            ("他说PER_1在北京", "PER_1"),
            ("[see PER_1]", "PER_1"),
            ("[PER_1", "PER_1"),
            ("[PER_1 and", "PER_1"),
            ("WORK_OF_ART_1", "WORK_OF_ART_1"),
        ] {
            assert_eq!(places(text), [place], "{text}");
        }
        for text in [
            "SUPER_1", "per 1", "xPER_1", "PER_01", "PER_0", "PER1", "1 1", "PER 1.5", "PER_1:30",
        ] {
            assert_eq!(places(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_follows_the_number_is_its_mark() {
        let marks = |text: &str| -> Vec<String> {
            found(text).into_iter().map(|(.., mark)| mark).collect()
        };
        assert_eq!(marks("[PER_1b] PER_1s PER_1 PER_1ом"), ["b", "s", "", "ом"]);
        assert_eq!(places("PER_1_x"), [""; 0]);
    }

    #[test]
    fn the_last_number_is_the_number_and_ranges_are_two() {
        assert_eq!(
            found("PER_2_1"),
            [("PER_2_1", "PER_2".to_owned(), 1, String::new())]
        );
        assert_eq!(
            places("PER_1-PER_2, PER_3/LOC_1"),
            ["PER_1", "PER_2", "PER_3", "LOC_1"]
        );
        assert_eq!(places("[PER_1][PER_1]"), ["[PER_1]"; 2]);
    }
}
