//! What a model found in a sentence, with each recall bias of the page's slider.

use std::rc::Rc;

use namelight_scores::recall_biases;
use namelight_text::SentenceEntity;

/// What a model found in a sentence. A worker tells the entities of all biases at once, so that moving the slider asks nobody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    usual: Rc<[SentenceEntity]>,
    /// The entities of each of [`recall_biases`]. Where the last ones have the same as the one in front, they are left out.
    biased: Rc<[Rc<[SentenceEntity]>]>,
}

impl Findings {
    /// The entities as they usually are, and those of each bias, as a worker tells them.
    pub fn new(usual: Vec<SentenceEntity>, biased: Vec<Vec<SentenceEntity>>) -> Self {
        let biased = biased.into_iter().map(Rc::from);
        Self {
            usual: usual.into(),
            biased: biased.collect(),
        }
    }

    /// The entities with this bias, or with the next smaller one of [`recall_biases`].
    pub fn at(&self, recall_bias: f32) -> &Rc<[SentenceEntity]> {
        let place = recall_biases()
            .take_while(|bias| *bias <= recall_bias)
            .count();
        let biased = &self.biased[..place.min(self.biased.len())];
        biased.last().unwrap_or(&self.usual)
    }
}

/// The same entities with every bias.
impl From<Rc<[SentenceEntity]>> for Findings {
    fn from(entities: Rc<[SentenceEntity]>) -> Self {
        Self {
            usual: entities,
            biased: Rc::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use namelight_text::SentenceSpan;

    use super::*;

    fn names(count: usize) -> Vec<SentenceEntity> {
        let name = |start| SentenceEntity {
            entity_type: "PER".to_owned(),
            score: 0.5,
            span: SentenceSpan {
                start,
                end: start + 1,
            },
        };
        (0..count).map(name).collect()
    }

    #[test]
    fn a_greater_bias_has_the_names_of_the_last_list_that_there_is() {
        let findings = Findings::new(names(1), vec![names(1), names(2)]);
        let biases: Vec<f32> = recall_biases().collect();
        let counts = [0.0, biases[0], biases[1], biases[2], 99.0];
        let counts = counts.map(|bias| findings.at(bias).len());
        assert_eq!(counts, [1, 1, 2, 2, 2]);
        // A number in between is that of another version of the page.
        assert_eq!(findings.at((biases[0] + biases[1]) / 2.0).len(), 1);
        assert_eq!(Findings::default().at(9.0).len(), 0);
    }
}
