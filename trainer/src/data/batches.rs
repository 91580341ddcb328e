//! The order in which an epoch visits the training data.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// The number of batches whose sentences are sorted by length together when sentences of similar length share a batch, as
/// in transformers' `group_by_length`.
const BATCHES_PER_GROUP: usize = 50;

/// The indices of the examples in each batch of an epoch, in a random order that depends on seed and epoch only.
///
/// With `group_by_length` the examples are shuffled, then sorted by length inside groups of 50 batches, so that a batch
/// holds little padding; the batches are shuffled again, so that lengths do not rise and fall.
pub fn epoch_batches(
    lengths: &[usize],
    batch: usize,
    group_by_length: bool,
    seed: u64,
    epoch: usize,
) -> Vec<Vec<usize>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    // Streams from the top, away from those of dropout.
    random.set_stream(u64::MAX - epoch as u64);
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.shuffle(&mut random);
    if group_by_length {
        for group in order.chunks_mut(batch * BATCHES_PER_GROUP) {
            group.sort_by_key(|index| lengths[*index]);
        }
    }
    let mut batches: Vec<Vec<usize>> = order.chunks(batch).map(<[usize]>::to_vec).collect();
    if group_by_length {
        batches.shuffle(&mut random);
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths() -> Vec<usize> {
        (0..1003).map(|index| index * 7919 % 60 + 1).collect()
    }

    #[test]
    fn every_example_is_visited_once_an_epoch() {
        for grouped in [false, true] {
            let batches = epoch_batches(&lengths(), 16, grouped, 42, 0);
            assert_eq!(batches.len(), 63);
            let mut visited: Vec<usize> = batches.concat();
            visited.sort_unstable();
            assert_eq!(visited, (0..1003).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_order_depends_on_seed_and_epoch_only() {
        let order = |seed, epoch| epoch_batches(&lengths(), 16, true, seed, epoch);
        assert_eq!(order(1, 0), order(1, 0));
        assert_ne!(order(1, 0), order(1, 1));
        assert_ne!(order(1, 0), order(2, 0));
    }

    #[test]
    fn grouping_by_length_leaves_less_padding() {
        let lengths = lengths();
        let padded = |grouped| -> usize {
            let batches = epoch_batches(&lengths, 16, grouped, 42, 0);
            let width = |batch: &Vec<usize>| {
                batch.iter().map(|index| lengths[*index]).max().unwrap() * batch.len()
            };
            batches.iter().map(width).sum()
        };
        assert!(padded(true) * 10 < padded(false) * 8);
    }
}
