//! CoNLL columns: a word a line with its tag in IOB2, a blank line behind each sentence.

use namelight_text::{Entity, Span, split_sentences, split_words};

use super::{AnnotatedText, Format};

/// What the menu says of this form.
pub const FORMAT: Format = Format {
    name: "CoNLL columns",
    explanation: "a word a line with its tag, IOB2",
    file_name: "namelight.conll",
    media_type: "text/plain;charset=utf-8",
    replaces_names: false,
    file_start: "",
    write,
};

/// The columns. What is white space inside a word or a type would be a column of its own and is left out or written
/// as `_`.
fn write(annotated: &AnnotatedText) -> String {
    let mut columns = String::new();
    let mut names = Names::new(&annotated.entities);
    for sentence in split_sentences(annotated.text) {
        for word in split_words(sentence.slice(annotated.text).unwrap_or_default()) {
            let word = word.in_text(sentence.start);
            let tag = names.tag(word);
            let word: String = word.slice(annotated.text).map(plain).unwrap_or_default();
            if !word.is_empty() {
                columns.push_str(&format!("{word} {tag}\n"));
            }
        }
        names.end_sentence();
        columns.push('\n');
    }
    columns
}

/// A word without what a reader of columns takes for their end, or for the start of a file.
fn plain(word: &str) -> String {
    let is_kept = |letter: &char| !letter.is_whitespace() && *letter != '\u{feff}';
    word.chars().filter(is_kept).collect()
}

/// The names, passed word by word.
struct Names<'a> {
    rest: &'a [Entity],
    /// Whether the first of them has begun in this sentence.
    begun: bool,
}

impl<'a> Names<'a> {
    fn new(entities: &'a [Entity]) -> Self {
        Self {
            rest: entities,
            begun: false,
        }
    }

    /// The tag of the next word: that of the first name which has a part of it.
    fn tag(&mut self, word: Span) -> String {
        while let Some((first, rest)) = self.rest.split_first()
            && first.span.end <= word.start
        {
            self.rest = rest;
            self.begun = false;
        }
        match self.rest.first() {
            Some(entity) if entity.span.start < word.end => {
                let prefix = if self.begun { "I" } else { "B" };
                self.begun = true;
                let entity_type: Vec<_> = entity.entity_type.split_whitespace().collect();
                format!("{prefix}-{}", entity_type.join("_"))
            }
            _ => "O".to_owned(),
        }
    }

    /// A name that goes on in the next sentence begins there once more.
    fn end_sentence(&mut self) {
        self.begun = false;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use namelight_text::{ColumnSentence, Task, read_columns};
    use proptest::prelude::*;

    use super::super::tests::rendered;
    use super::*;

    fn read_back(columns: &str) -> Vec<ColumnSentence> {
        read_columns("own.conll", columns.as_bytes(), Task::Ner).unwrap()
    }

    #[test]
    fn words_of_a_name_are_begin_and_inside_and_sentences_stand_apart() {
        let text = "Zoë de Wit left São Paulo. Nobody saw AT&T's van.";
        let names = [("Zoë de Wit", "PER"), ("São Paulo", "LOC"), ("AT&T", "ORG")];
        let columns = rendered(FORMAT, text, &names);
        assert_eq!(
            columns,
            "Zoë B-PER\nde I-PER\nWit I-PER\nleft O\nSão B-LOC\nPaulo I-LOC\n. O\n\n\
             Nobody O\nsaw O\nAT&T B-ORG\n's O\nvan O\n. O\n\n"
        );
    }

    #[test]
    fn touching_names_of_one_type_stay_apart_when_they_are_read_back() {
        let names = [("Ada", "PER"), ("Zoë", "PER"), ("Oslo", "LOC")];
        let columns = rendered(FORMAT, "Ada Zoë Oslo", &names);
        let sentences = read_back(&columns);
        assert_eq!(sentences[0].tags, ["B-PER", "B-PER", "B-LOC"]);
    }

    #[test]
    fn a_name_across_sentences_begins_in_each() {
        let names = [("Oslo\n\nBergen", "LOC"), ("Ada", "PER")];
        let sentences = read_back(&rendered(FORMAT, "Oslo\n\nBergen Ada", &names));
        assert_eq!(sentences[0].tags, ["B-LOC"]);
        assert_eq!(sentences[1].tags, ["B-LOC", "B-PER"]);
    }

    #[test]
    fn a_type_of_several_words_is_one_column() {
        let columns = rendered(FORMAT, "Aida", &[("Aida", "work of art")]);
        assert_eq!(columns, "Aida B-work_of_art\n\n");
    }

    #[test]
    fn emoji_and_letters_with_marks_are_read_back_as_they_were() {
        let text = "Zoe\u{308} 👩‍👩‍👧 met שלום.";
        let sentences = read_back(&rendered(FORMAT, text, &[("Zoe\u{308}", "PER")]));
        assert_eq!(sentences[0].words, ["Zoe\u{308}", "👩‍👩‍👧", "met", "שלום", "."]);
        assert_eq!(sentences[0].tags, ["B-PER", "O", "O", "O", "O"]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read_back(text in "(\\PC|[ \n\r\t\u{feff}\u{301}\u{85}\u{2028}]|Ada|Oslo){0,40}") {
            let columns = rendered(FORMAT, &text, &[]);
            // A line of this kind ends a document wherever it stands.
            prop_assume!(!text.contains("-DOCSTART-"));
            let has_words = columns.contains(" O\n");
            prop_assert_eq!(read_columns("own", columns.as_bytes(), Task::Ner).is_ok(), has_words);
        }
    }
}
