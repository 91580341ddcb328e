//! Options of decoding that a person may set.

use serde::{Deserialize, Serialize};

/// Options of decoding. The defaults take the labels as the model has them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecodingOptions {
    /// Subtracted from the log-probability of `O`, in nats: a positive bias finds more entities, a negative one fewer.
    /// Scores are those of the model either way.
    pub recall_bias: f32,
    /// The entity types that are kept; `None` keeps all.
    pub entity_types: Option<Vec<String>>,
}

impl DecodingOptions {
    /// The usual options with this recall bias, in nats.
    pub fn with_recall_bias(recall_bias: f32) -> Self {
        Self {
            recall_bias,
            ..Self::default()
        }
    }

    /// Whether entities of this type are kept.
    pub fn keeps(&self, entity_type: &str) -> bool {
        self.entity_types
            .as_ref()
            .is_none_or(|kept| kept.iter().any(|kept| kept == entity_type))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_that_are_left_out_have_their_defaults() {
        let options: DecodingOptions = serde_json::from_str("{}").unwrap();
        assert_eq!(options, DecodingOptions::default());
        assert!(options.keeps("PER"));
        let options: DecodingOptions =
            serde_json::from_str(r#"{"entity_types": ["PER"], "recall_bias": 0.5}"#).unwrap();
        assert!(options.keeps("PER") && !options.keeps("LOC"));
    }
}
