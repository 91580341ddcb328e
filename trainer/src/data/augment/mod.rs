//! Data augmentation: in each epoch names are replaced by others of their type anew, and sentences lose their case.

use std::collections::BTreeMap;

use namelight_scores::report::Recipe;
use namelight_text::ColumnSentence;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::data::Split;

/// The words of all mentions, by entity type.
type Mentions<'a> = BTreeMap<&'a str, Vec<&'a [String]>>;

/// Changes sentences with the probabilities of a recipe.
pub struct Augmenter<'a> {
    mentions: Mentions<'a>,
    mention_replacement: f64,
    case_change: f64,
    seed: u64,
}

impl<'a> Augmenter<'a> {
    /// Takes the names of these sentences; `None` if the recipe changes nothing.
    pub fn new(
        sentences: impl IntoIterator<Item = &'a ColumnSentence>,
        recipe: &Recipe,
    ) -> Option<Self> {
        if recipe.mention_replacement == 0.0 && recipe.case_change == 0.0 {
            return None;
        }
        let mut mentions = Mentions::new();
        for sentence in sentences {
            for (start, end, kind) in spans(&sentence.tags) {
                let words = &sentence.words[start..end];
                mentions.entry(kind).or_default().push(words);
            }
        }
        Some(Self {
            mentions,
            mention_replacement: recipe.mention_replacement,
            case_change: recipe.case_change,
            seed: recipe.seed,
        })
    }

    /// Gives the splits of an epoch, and for each sentence whether its words are still the same but for their case. The
    /// result depends on the seed and the epoch only.
    pub fn epoch<'s>(
        &self,
        splits: impl IntoIterator<Item = &'s Split>,
        epoch: usize,
    ) -> Vec<(Split, Vec<bool>)> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        // Between the streams of dropout, from below, and those of the order, from the top.
        random.set_stream(u64::MAX / 2 + epoch as u64);
        let splits = splits.into_iter();
        splits
            .map(|split| self.changed(split, &mut random))
            .collect()
    }

    fn changed(&self, split: &Split, random: &mut ChaCha8Rng) -> (Split, Vec<bool>) {
        let sentences = split.sentences.iter();
        let (sentences, same) = sentences
            .map(|sentence| self.change(sentence, random))
            .unzip();
        (split.with_sentences(sentences), same)
    }

    fn change(&self, sentence: &ColumnSentence, random: &mut ChaCha8Rng) -> (ColumnSentence, bool) {
        let mut changed = self.replace_mentions(sentence, random);
        let same = changed.words == sentence.words;
        if random.random_bool(self.case_change) {
            let upper = random.random_bool(0.5);
            for word in &mut changed.words {
                *word = if upper {
                    word.to_uppercase()
                } else {
                    word.to_lowercase()
                };
            }
        }
        (changed, same)
    }

    fn replace_mentions(
        &self,
        sentence: &ColumnSentence,
        random: &mut ChaCha8Rng,
    ) -> ColumnSentence {
        let mut changed = ColumnSentence {
            words: Vec::with_capacity(sentence.words.len()),
            tags: Vec::with_capacity(sentence.words.len()),
            lines: sentence.lines.clone(),
        };
        let mut copied = 0;
        for (start, end, kind) in spans(&sentence.tags) {
            let known = self.mentions.get(kind);
            let other = known.and_then(|known| known.choose(random));
            let (Some(other), true) = (other, random.random_bool(self.mention_replacement)) else {
                continue;
            };
            changed
                .words
                .extend_from_slice(&sentence.words[copied..start]);
            changed
                .tags
                .extend_from_slice(&sentence.tags[copied..start]);
            changed.words.extend_from_slice(other);
            changed.tags.push(format!("B-{kind}"));
            changed
                .tags
                .extend((1..other.len()).map(|_| format!("I-{kind}")));
            copied = end;
        }
        changed.words.extend_from_slice(&sentence.words[copied..]);
        changed.tags.extend_from_slice(&sentence.tags[copied..]);
        changed
    }
}

/// The words of each entity as a half-open range, and its type; the tags are IOB2.
fn spans(tags: &[String]) -> Vec<(usize, usize, &str)> {
    let begins = tags.iter().enumerate().filter_map(|(start, tag)| {
        let kind = tag.strip_prefix("B-")?;
        let inside = |tag: &&String| tag.strip_prefix("I-") == Some(kind);
        let length = 1 + tags[start + 1..].iter().take_while(inside).count();
        Some((start, start + length, kind))
    });
    begins.collect()
}

#[cfg(test)]
mod tests;
