//! CoNLL columns: a word a line with its tag in IOB2, a blank line behind each sentence.

use namelight_text::{Entity, SentenceEntity, Span, entity_columns, split_sentences};

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

/// The columns.
fn write(annotated: &AnnotatedText) -> String {
    let sentences = split_sentences(annotated.text).into_iter();
    let columns = sentences.map(|sentence| {
        let text = sentence.slice(annotated.text).unwrap_or_default();
        entity_columns(text, &entities_of(sentence, &annotated.entities))
    });
    columns.collect()
}

/// The entities that have a part of a sentence, cut to it: a name that goes on in the next sentence begins there once more.
fn entities_of(sentence: Span, entities: &[Entity]) -> Vec<SentenceEntity> {
    let first = entities.partition_point(|entity| entity.span.end <= sentence.start);
    let touching = entities[first..]
        .iter()
        .take_while(|entity| entity.span.start < sentence.end);
    let cut = touching.filter_map(|entity| {
        let span = Span {
            start: entity.span.start.max(sentence.start),
            end: entity.span.end.min(sentence.end),
        };
        Some(entity.at(span.in_sentence(sentence)?))
    });
    cut.collect()
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
    fn a_name_across_sentences_begins_in_each() {
        let names = [("Oslo\n\nBergen", "LOC"), ("Ada", "PER")];
        let sentences = read_back(&rendered(FORMAT, "Oslo\n\nBergen Ada", &names));
        assert_eq!(sentences[0].tags, ["B-LOC"]);
        assert_eq!(sentences[1].tags, ["B-LOC", "B-PER"]);
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
