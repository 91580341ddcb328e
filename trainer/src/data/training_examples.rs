//! The examples of all sources, and which of them an epoch visits.

use std::ops::Range;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::examples::Example;

/// The examples of all sources.
#[derive(Default)]
pub struct TrainingExamples {
    examples: Vec<Example>,
    /// The examples of each source, and how often an epoch visits them.
    sources: Vec<(Range<usize>, f64)>,
}

impl TrainingExamples {
    /// Adds the examples of a source, of which an epoch visits this share.
    pub fn add(&mut self, examples: Vec<Example>, share: f64) {
        let start = self.examples.len();
        self.examples.extend(examples);
        self.sources.push((start..self.examples.len(), share));
    }

    /// The number of examples that an epoch visits.
    pub fn per_epoch(&self) -> usize {
        let sources = self.sources.iter();
        sources
            .map(|(examples, share)| visits(examples.len(), *share))
            .sum()
    }

    /// The examples that an epoch visits, in the order of the sources. The result depends on seed and epoch only. Epochs
    /// take the examples of a source in turn, so that none is visited a second time before all were visited once.
    pub fn of_epoch(&self, seed: u64, epoch: usize) -> Vec<&Example> {
        let mut visited = Vec::with_capacity(self.per_epoch());
        for (source, (examples, share)) in self.sources.iter().enumerate() {
            let order = order(examples.len(), *share, seed, source);
            let visits = visits(examples.len(), *share);
            let first = epoch * visits;
            let mut chosen: Vec<usize> = (first..first + visits)
                .map(|visit| examples.start + order[visit % order.len()])
                .collect();
            chosen.sort_unstable();
            visited.extend(chosen.into_iter().map(|index| &self.examples[index]));
        }
        visited
    }
}

fn visits(examples: usize, share: f64) -> usize {
    (examples as f64 * share).round() as usize
}

/// The order in which epochs take the examples of a source. All of them once an epoch need none.
fn order(examples: usize, share: f64, seed: u64, source: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..examples).collect();
    if share != 1.0 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        // Between the streams of dropout, from below, and those of changed data, from the middle.
        random.set_stream(u64::MAX / 4 + source as u64);
        order.shuffle(&mut random);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples that are told apart by their one id.
    fn examples(ids: Range<u32>) -> Vec<Example> {
        let example = |id| Example {
            ids: vec![id],
            token_types: None,
            words: Vec::new(),
        };
        ids.map(example).collect()
    }

    fn ids(visited: &[&Example]) -> Vec<u32> {
        visited.iter().map(|example| example.ids[0]).collect()
    }

    #[test]
    fn a_share_of_one_visits_all_in_their_order() {
        let mut all = TrainingExamples::default();
        all.add(examples(0..7), 1.0);
        all.add(examples(7..9), 1.0);
        for epoch in 0..3 {
            assert_eq!(ids(&all.of_epoch(5, epoch)), (0..9).collect::<Vec<_>>());
        }
    }

    #[test]
    fn smaller_and_larger_shares_visit_all_alike_over_the_epochs() {
        let mut all = TrainingExamples::default();
        all.add(examples(0..10), 0.3);
        all.add(examples(10..14), 2.5);
        all.add(examples(14..16), 0.0);
        assert_eq!(all.per_epoch(), 3 + 10);
        let mut counts = [0; 16];
        let epochs = (0..10).map(|epoch| ids(&all.of_epoch(1, epoch)));
        epochs.flatten().for_each(|id| counts[id as usize] += 1);
        assert_eq!(counts[..10], [3; 10]);
        assert_eq!(counts[10..14], [25; 4]);
        assert_eq!(counts[14..], [0; 2]);
    }

    #[test]
    fn the_choice_depends_on_seed_and_epoch_only() {
        let mut all = TrainingExamples::default();
        all.add(examples(0..100), 0.2);
        let of = |seed, epoch| ids(&all.of_epoch(seed, epoch));
        assert_eq!(of(1, 0), of(1, 0));
        assert_ne!(of(1, 0), of(2, 0));
        assert_ne!(of(1, 0), of(1, 1));
    }
}
