//! The corrected sentences of a text, in the form that `namelight train --data` takes: JSON Lines of a text with the places of
//! its names in characters.

use namelight_text::Offsets;
use serde::Serialize;

use crate::state::Document;

/// What a download is called.
pub const FILE_NAME: &str = "namelight-corrections.jsonl";

/// The media type of a download.
pub const MEDIA_TYPE: &str = "application/jsonl";

/// A sentence with its names.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    entities: Vec<(usize, usize, &'a str)>,
}

/// A line for each sentence that was corrected, with all its names: those that were right as well.
pub fn write(document: &Document) -> String {
    let lines = document.corrected().map(|(text, names)| {
        let mut offsets = Offsets::new(text);
        let entities = names.iter().map(|entity| {
            let span = entity.in_text(0).span;
            let (start, end) = (offsets.at(span.start), offsets.at(span.end));
            (start.character, end.character, &*entity.entity_type)
        });
        let entities = entities.collect();
        // Names and numbers can always be written.
        serde_json::to_string(&Line { text, entities }).unwrap_or_default() + "\n"
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use namelight_masking::List;
    use namelight_text::{SentenceEntity, SentenceSpan};

    use super::*;
    use crate::state::Findings;

    #[test]
    fn corrected_sentences_are_written_with_all_their_names() {
        let text = "Zoë follows plan B of Ada. Bo stays. Ada waits.";
        let (mut document, _) = Document::default().edited(text.to_owned());
        let names = [&[(0, 4), (23, 26)][..], &[(0, 2)], &[(0, 3)]];
        for (index, names) in names.into_iter().enumerate() {
            let entities = names.iter().map(|(start, end)| SentenceEntity {
                entity_type: "PER".to_owned(),
                score: 0.9,
                span: SentenceSpan {
                    start: *start,
                    end: *end,
                },
            });
            document.learn(index, Findings::new(entities.collect(), Vec::new()));
        }
        assert_eq!(write(&document), "");
        // What has a fixed form is no name to train on.
        document.set_extent(0.0, true);
        let corrections: List = "always ORG: plan B\nnever: Bo\n".parse().unwrap();
        document.set_corrections(corrections);
        assert_eq!(
            write(&document),
            concat!(
                r#"{"text":"Zoë follows plan B of Ada.","entities":[[0,3,"PER"],[12,18,"ORG"],[22,25,"PER"]]}"#,
                "\n",
                r#"{"text":"Bo stays.","entities":[]}"#,
                "\n",
            )
        );
        document.set_corrections(List::default());
        assert_eq!(document.corrected().count(), 0);
    }
}
