//! Training rows of several sentences: on lines of many sentences, and where the end of one is not recognized, a model reads
//! several at once.

use std::borrow::Cow;

use namelight_recognizer::encode_rows;
use namelight_tokenizer::{Tokenizer, TokenizerError};
use rand::seq::index;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::examples::Example;

/// Probability that the full stop between two joined sentences is left out, as people do who write in haste.
const FULL_STOP_LOST: f64 = 0.2;

/// Joins sentences of the training data to those before them.
pub struct Joiner {
    share: f64,
    max_positions: usize,
    seed: u64,
    /// The wordpiece of a full stop, if that is one.
    full_stop: Option<u32>,
}

impl Joiner {
    /// Joins this share of all rows to the rows before them, as long as both fit into a model's positions.
    ///
    /// # Errors
    /// Those of the tokenizer.
    pub fn new(
        share: f64,
        seed: u64,
        tokenizer: &Tokenizer,
        max_positions: usize,
    ) -> Result<Self, TokenizerError> {
        let rows = encode_rows(tokenizer, &["."], max_positions)?;
        let full_stop = match rows.first().map(|row| &*row.ids) {
            Some([_, full_stop, _]) => Some(*full_stop),
            _ => None,
        };
        Ok(Self {
            share,
            max_positions,
            seed,
            full_stop,
        })
    }

    /// The number of rows that are left of so many.
    pub fn left_of(&self, rows: usize) -> usize {
        rows - self.joined(rows)
    }

    fn joined(&self, rows: usize) -> usize {
        (rows.saturating_sub(1) as f64 * self.share).round() as usize
    }

    /// The rows of an epoch, of which some hold several of these. The result depends on seed and epoch only.
    pub fn join<'a>(&self, rows: Vec<&'a Example>, epoch: usize) -> Vec<Cow<'a, Example>> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        // In the last quarter, below the order of the examples.
        random.set_stream(u64::MAX / 4 * 3 + epoch as u64);
        let gaps = rows.len().saturating_sub(1);
        let mut is_joined = vec![false; rows.len()];
        for gap in index::sample(&mut random, gaps, self.joined(rows.len())) {
            is_joined[gap + 1] = true;
        }
        let mut joined: Vec<Cow<Example>> = Vec::with_capacity(self.left_of(rows.len()));
        for (row, is_joined) in rows.into_iter().zip(is_joined) {
            let fits = |before: &Cow<Example>| {
                before.ids.len() + row.ids.len() - SPECIAL_TOKENS <= self.max_positions
            };
            match joined.last_mut().filter(|before| is_joined && fits(before)) {
                Some(before) => self.append(before.to_mut(), row, &mut random),
                None => joined.push(Cow::Borrowed(row)),
            }
        }
        joined
    }

    /// Appends a row to the one before it, between whose sentences no special token stands.
    fn append(&self, before: &mut Example, row: &Example, random: &mut ChaCha8Rng) {
        // The token that ends a row.
        before.cut(1);
        let ends_with_full_stop = before.ids.last().copied() == self.full_stop;
        if ends_with_full_stop && random.random_bool(FULL_STOP_LOST) {
            before.cut(1);
        }
        // The token that begins a row is left out.
        let start = before.ids.len() - 1;
        before.ids.extend(&row.ids[1..]);
        if let (Some(types), Some(more)) = (&mut before.token_types, &row.token_types) {
            types.extend(&more[1..]);
        }
        let words = row.words.iter().cloned();
        before.words.extend(words.map(|mut word| {
            word.place += start;
            word
        }));
    }
}

/// The tokens at the edges of a row, of which a joined one has but two as well.
const SPECIAL_TOKENS: usize = 2;

impl Example {
    /// Takes the last wordpieces away, and what was to be learnt of them.
    fn cut(&mut self, count: usize) {
        let length = self.ids.len() - count;
        self.ids.truncate(length);
        if let Some(types) = &mut self.token_types {
            types.truncate(length);
        }
        self.words.retain(|word| word.place < length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::targets::{Label, Target};

    const CLS: u32 = 1;
    const SEP: u32 = 2;
    const FULL_STOP: u32 = 3;

    fn joiner(share: f64, max_positions: usize) -> Joiner {
        Joiner {
            share,
            max_positions,
            seed: 7,
            full_stop: Some(FULL_STOP),
        }
    }

    /// A sentence of two words and a full stop, each with its own id as its label.
    fn sentence(first: u32) -> Example {
        let ids = vec![CLS, first, first + 1, FULL_STOP, SEP];
        let word = |place: usize| Target {
            place,
            label: Some(Label::One(ids[place])),
            soft: vec![ids[place] as f32],
        };
        Example {
            words: (1..4).map(word).collect(),
            token_types: Some(ids.clone()),
            ids,
        }
    }

    fn sentences(count: u32) -> Vec<Example> {
        (0..count).map(|index| sentence(10 + 2 * index)).collect()
    }

    #[test]
    fn every_word_keeps_its_target_and_rows_keep_their_form() {
        let rows = sentences(200);
        let joiner = joiner(0.4, 512);
        let joined = joiner.join(rows.iter().collect(), 0);
        assert_eq!(joined.len(), joiner.left_of(200));
        assert_eq!(joined.len(), 200 - 80);
        let mut words = Vec::new();
        let mut full_stops = 0;
        for row in &joined {
            assert_eq!(row.ids[0], CLS);
            assert_eq!(row.ids.iter().filter(|id| **id == CLS).count(), 1);
            assert_eq!(
                row.ids.iter().position(|id| *id == SEP),
                Some(row.ids.len() - 1)
            );
            assert_eq!(row.token_types.as_deref(), Some(&row.ids[..]));
            assert_eq!(row.words.len(), row.ids.len() - 2);
            for word in &row.words {
                let id = row.ids[word.place];
                assert_eq!(word.label, Some(Label::One(id)));
                assert_eq!(word.soft, [id as f32]);
                match id {
                    FULL_STOP => full_stops += 1,
                    id => words.push(id),
                }
            }
        }
        assert_eq!(words, (10..410).collect::<Vec<_>>());
        let lost = 200 - full_stops;
        assert!((5..30).contains(&lost), "{lost} of 80 are left out");
    }

    #[test]
    fn nothing_is_joined_beyond_the_positions_of_the_model() {
        let rows = sentences(50);
        let joined = joiner(1.0, 12).join(rows.iter().collect(), 3);
        assert!(joined.iter().all(|row| row.ids.len() <= 12));
        assert!(joined.len() >= 50 / 3);
        assert!(joined.iter().any(|row| row.ids.len() > 5));
    }

    #[test]
    fn the_choice_depends_on_seed_and_epoch_only_and_none_is_joined_without_a_share() {
        let rows = sentences(50);
        let ids = |share, epoch| -> Vec<Vec<u32>> {
            let joined = joiner(share, 512).join(rows.iter().collect(), epoch);
            joined.iter().map(|row| row.ids.clone()).collect()
        };
        assert_eq!(ids(0.4, 1), ids(0.4, 1));
        assert_ne!(ids(0.4, 1), ids(0.4, 2));
        assert_eq!(ids(0.0, 1).len(), 50);
        assert!(joiner(0.4, 512).join(Vec::new(), 0).is_empty());
        assert_eq!(joiner(0.4, 512).left_of(0), 0);
    }
}
