//! The masked form of the page's text.

use std::collections::BTreeSet;

use namelight_masking::{Kind, Masked, fixed_forms, mask_names_and_forms};
use namelight_text::Entity;

use crate::state::{Document, Filter};

/// Kinds of fixed forms that stay readable. All are masked until a person switches some off.
pub type ReadableKinds = BTreeSet<&'static str>;

/// The text with a placeholder in place of each name that is shown and each fixed form of the other kinds.
pub fn masked(document: &Document, filter: &Filter, readable: &ReadableKinds) -> Masked {
    let text = document.text();
    let names: Vec<Entity> = document
        .entities()
        .filter(|entity| filter.shows(entity) && !is_fixed_form(entity))
        .collect();
    mask_names_and_forms(text, &names, |kind| readable.contains(kind.name()))
}

/// Whether an entity is there for its form. Masking looks for those by itself.
fn is_fixed_form(entity: &Entity) -> bool {
    Kind::ALL
        .iter()
        .any(|kind| kind.name() == entity.entity_type)
}

/// How many things of each kind a text has, those that are not masked included.
pub fn counts(text: &str) -> Vec<(Kind, usize)> {
    let forms = fixed_forms(text);
    let count = |kind: Kind| forms.iter().filter(|form| form.kind == kind).count();
    Kind::ALL.map(|kind| (kind, count(kind))).to_vec()
}

#[cfg(test)]
mod tests {
    use namelight_masking::restore;
    use namelight_text::{SentenceEntity, SentenceSpan};

    use super::*;
    use crate::state::Findings;

    const TEXT: &str = "Ada Berg wrote from ada@example.org. Berg waits.";

    fn document() -> Document {
        let (mut document, _) = Document::default().edited(TEXT.to_owned());
        for (sentence, start, end) in [(0, 0, 8), (1, 0, 4)] {
            let entity = SentenceEntity {
                entity_type: "PER".to_owned(),
                score: 0.9,
                span: SentenceSpan { start, end },
            };
            document.learn(sentence, Findings::new(vec![entity], Vec::new()));
        }
        document
    }

    #[test]
    fn names_and_addresses_are_masked_and_come_back() {
        let masked = masked(&document(), &Filter::default(), &ReadableKinds::new());
        assert_eq!(masked.text, "[PER_1] wrote from [EMAIL_1]. [PER_1b] waits.");
        assert_eq!(restore(&masked.text, &masked.table).text, TEXT);
    }

    #[test]
    fn what_is_switched_off_stays_readable() {
        let readable = ReadableKinds::from(["EMAIL"]);
        let text = masked(&document(), &Filter::default(), &readable).text;
        assert_eq!(text, "[PER_1] wrote from ada@example.org. [PER_1b] waits.");
        // Whether they are lit up makes no difference.
        let mut lit = document();
        lit.set_extent(0.0, true);
        assert_eq!(lit.entities().count(), 3);
        assert_eq!(masked(&lit, &Filter::default(), &readable).text, text);
        let filter = Filter {
            hidden: ["PER".to_owned()].into(),
            ..Filter::default()
        };
        let text = masked(&document(), &filter, &ReadableKinds::new()).text;
        assert_eq!(text, "Ada Berg wrote from [EMAIL_1]. Berg waits.");
    }

    #[test]
    fn all_kinds_are_counted() {
        let counts = counts(TEXT);
        let of = |name| counts.iter().find(|(kind, _)| kind.name() == name);
        assert_eq!(of("EMAIL").map(|(_, count)| *count), Some(1));
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), 1);
    }
}
