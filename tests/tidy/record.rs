//! Looks a number up in a JSON file.

use serde_json::Value;

/// Finds a number by a path such as `passes[model=small&wordpieces=32]/engines[engine=relaxed]/median_millis`: keys
/// that follow each other, and for a list the fields that one of its objects has to have.
pub fn number(json: &Value, path: &str) -> Result<f64, String> {
    let place = path.split('/').try_fold(json, |place, step| {
        let found = follow(place, step);
        found.ok_or_else(|| format!("there is not exactly one {step} in {path}"))
    })?;
    let number = place.as_f64();
    number.ok_or_else(|| format!("{path} is no number"))
}

fn follow<'a>(place: &'a Value, step: &str) -> Option<&'a Value> {
    let Some((key, fields)) = step.split_once('[') else {
        return place.get(step);
    };
    let fields = fields.trim_end_matches(']');
    let list = place.get(key)?.as_array()?;
    let mut fitting = list.iter().filter(|item| has(item, fields));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

/// Whether an object has all of these fields: `key=value`, separated by `&`. A point leads into an inner object.
fn has(item: &Value, fields: &str) -> bool {
    fields.split('&').all(|field| {
        let (key, wanted) = field.split_once('=').expect("a field is key=value");
        match item.pointer(&format!("/{}", key.replace('.', "/"))) {
            Some(Value::String(text)) => text == wanted,
            Some(other) => other == wanted.parse::<Value>().as_ref().unwrap_or(&Value::Null),
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_leads_through_objects_and_lists() {
        let json = json!({ "passes": [
            { "model": "small", "of": { "wordpieces": 16 }, "millis": 3.5 },
            { "model": "small", "of": { "wordpieces": 32 }, "millis": 7.25 },
        ] });
        let path = "passes[model=small&of.wordpieces=32]/millis";
        assert_eq!(number(&json, path), Ok(7.25));
        for path in [
            "passes[model=small]/millis",
            "passes[model=large]/millis",
            "passes[of.wordpieces=16]/model",
            "nothing",
        ] {
            assert!(number(&json, path).is_err(), "{path}");
        }
    }
}
