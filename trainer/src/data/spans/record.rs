//! A line of a span file: a JSON object with a text and its entities.
//!
//! The text is `text`. The entities are in `entities` (spaCy's form, ours, doccano's newer one), `spans` (Prodigy),
//! `labels` or `label` (doccano's older ones, Label Studio's short one), each as `[start, end, type]` or as an object
//! with places and a type.

use std::collections::HashSet;

use anyhow::{Context, Result, bail, ensure};
use namelight_scores::EntitySpan;
use serde_json::{Map, Value};

use super::LabelledText;
use crate::data::json_lines::kind;

/// The fields with the entities, of which the first that is there counts.
const ENTITIES: [&str; 4] = ["entities", "spans", "labels", "label"];
/// The fields of an entity with the index of its first character.
const START: [&str; 2] = ["start", "start_offset"];
/// The fields of an entity with the index of the character behind it.
const END: [&str; 2] = ["end", "end_offset"];
/// The fields of an entity with its type.
const TYPE: [&str; 5] = ["label", "labels", "type", "entity_group", "entity"];

/// Reads the value of a line. Places are counted in characters, which are Unicode scalar values, as Python counts them.
///
/// # Errors
/// When it is no object with a text and entities, or an entity is no place in the text.
pub fn read(value: Value, line: usize) -> Result<LabelledText> {
    let Value::Object(mut record) = value else {
        bail!(
            "expected an object such as {{\"text\": \"…\", \"entities\": []}}, found {}",
            kind(&value)
        );
    };
    let listed = listed(&record)?.to_vec();
    let text = match record.remove("text") {
        Some(Value::String(text)) => text,
        Some(other) => bail!("\"text\" is {}, expected a string", kind(&other)),
        None => bail!("the object has no field \"text\""),
    };
    let bytes = character_bytes(&text);
    let (mut entities, mut seen) = (Vec::with_capacity(listed.len()), HashSet::new());
    for (index, entity) in listed.iter().enumerate() {
        let entity = span(entity, &bytes).with_context(|| format!("entity {}", index + 1))?;
        if seen.insert(entity.clone()) {
            entities.push(entity);
        }
    }
    Ok(LabelledText {
        text,
        entities,
        line,
    })
}

fn listed(record: &Map<String, Value>) -> Result<&[Value]> {
    let mut fields = ENTITIES.iter();
    let found = fields.find_map(|field| Some((field, record.get(*field)?)));
    match found {
        Some((_, Value::Array(listed))) => Ok(listed),
        Some((_, Value::Null)) => Ok(&[]),
        Some((field, other)) => bail!("{field:?} is {}, expected a list", kind(other)),
        None => bail!("the object has no list of entities, which would be the field \"entities\""),
    }
}

/// The byte of each character, and that behind the text.
fn character_bytes(text: &str) -> Vec<usize> {
    let starts = text.char_indices().map(|(byte, _)| byte);
    starts.chain([text.len()]).collect()
}

fn span(entity: &Value, bytes: &[usize]) -> Result<EntitySpan> {
    let (start, end, entity_type) = match entity {
        Value::Array(parts) => match parts.as_slice() {
            [start, end, entity_type, ..] => (start, end, entity_type),
            _ => bail!("{entity} is too short, expected [start, end, type]"),
        },
        Value::Object(fields) => (
            field(fields, &START)?,
            field(fields, &END)?,
            field(fields, &TYPE)?,
        ),
        other => bail!(
            "expected [start, end, type] or an object, found {}",
            kind(other)
        ),
    };
    let (start, end) = (place("start", start)?, place("end", end)?);
    let characters = bytes.len() - 1;
    ensure!(
        start <= end,
        "the span {start}..{end} is reversed: it ends before it starts"
    );
    ensure!(start < end, "the span {start}..{end} is empty");
    let (Some(first), Some(behind)) = (bytes.get(start), bytes.get(end)) else {
        let are_bytes = bytes.last().is_some_and(|length| end <= *length);
        bail!(
            "the span {start}..{end} is outside its text, which has {characters} characters (places count Unicode characters, \
             not bytes or UTF-16 units{})",
            if are_bytes { "; are these bytes?" } else { "" }
        );
    };
    Ok(EntitySpan {
        entity_type: type_name(entity_type)?,
        start: *first,
        end: *behind,
    })
}

fn field<'a>(fields: &'a Map<String, Value>, names: &[&str]) -> Result<&'a Value> {
    let found = names.iter().find_map(|name| fields.get(*name));
    found.with_context(|| format!("the entity has no field {:?}", names[0]))
}

fn place(name: &str, value: &Value) -> Result<usize> {
    let number = value.as_u64().and_then(|place| usize::try_from(place).ok());
    number.with_context(|| format!("its {name} is {value}, expected a number of characters"))
}

/// A type is a string; Label Studio writes a list of one.
fn type_name(value: &Value) -> Result<String> {
    let name = match value {
        Value::String(name) => name,
        Value::Array(names) => match names.as_slice() {
            [Value::String(name)] => name,
            _ => bail!("its type is {value}, expected a single name"),
        },
        _ => bail!("its type is {value}, expected a string"),
    };
    ensure!(!name.trim().is_empty(), "its type is empty");
    Ok(name.clone())
}
