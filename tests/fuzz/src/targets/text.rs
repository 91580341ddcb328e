//! What people type and paste, and what comes back masked.

use std::sync::LazyLock;

use namelight_masking::{Item, fixed_forms, mask, restore as restored, table_from_json};
use namelight_recognizer::Recognizer;
use namelight_text::TextEncoding;

use super::{Answer, refused};
use crate::seeds;

/// A recognizer with random weights: what it finds is arbitrary.
static RECOGNIZER: LazyLock<Recognizer> =
    LazyLock::new(|| Recognizer::load(&seeds::model_files()).expect("fixtures are lawful"));

/// Bytes of a file become text, entities lie in it, and masking them can be undone.
pub fn text(data: &[u8]) -> Answer {
    // Whether the bytes are text, and in which encoding, is a guess.
    drop(TextEncoding::of(data));
    let text = String::from_utf8_lossy(data);
    let entities = RECOGNIZER.recognize(&text).map_err(refused)?;
    let mut end = 0;
    for entity in &entities {
        assert!(entity.span.start >= end && entity.span.start < entity.span.end);
        assert!(entity.span.slice(&text).is_some(), "{entity:?}");
        end = entity.span.end;
    }
    let names = entities.iter().map(|entity| Item {
        span: entity.span,
        kind: &entity.entity_type,
    });
    let forms = fixed_forms(&text);
    let forms = forms.iter().map(|form| Item {
        span: form.span,
        kind: form.kind.name(),
    });
    let items: Vec<Item> = names.chain(forms).collect();
    let masked = mask(&text, &items);
    assert_eq!(restored(&masked.text, &masked.table).text, text);
    Ok(())
}

/// A table and an answer, with a zero between them.
pub fn restore(data: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(data);
    let (table, answer) = text.split_once('\0').unwrap_or((&text, ""));
    let table = table_from_json(table).map_err(refused)?;
    let restored = restored(answer, &table);
    for span in restored.spans {
        assert!(span.slice(&restored.text).is_some());
    }
    Ok(())
}
