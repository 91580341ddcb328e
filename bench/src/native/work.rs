//! The work that is timed: sentences of given lengths, in batches.

/// A list of batches.
#[derive(Clone, Debug)]
pub struct Work {
    /// Its name in the results.
    pub name: String,
    /// Lengths of the sentences in wordpieces, special tokens included; the shortest first.
    lengths: Vec<usize>,
}

/// Wordpieces of a list of sentences of one length, about.
const TOKENS: usize = 2048;
/// Even of long sentences there are enough for batches.
const FEWEST: usize = 16;
const MIXED: usize = 96;

impl Work {
    /// Sentences of one length.
    pub fn of_length(length: usize) -> Self {
        Self {
            name: format!("{length} wordpieces"),
            lengths: vec![length; FEWEST.max(TOKENS / length)],
        }
    }

    /// Sentences as news have them: nine in ten of 10 to 40 wordpieces, the others up to 100.
    pub fn mixed() -> Self {
        let mut numbers = Numbers(42);
        let mut length = || match numbers.below(10) {
            0 => 41 + numbers.below(60),
            _ => 10 + numbers.below(31),
        };
        let mut lengths: Vec<usize> = (0..MIXED).map(|_| length()).collect();
        // Whoever pads has little to pad.
        lengths.sort_unstable();
        Self {
            name: "a mix, mostly 10 to 40".to_owned(),
            lengths,
        }
    }

    /// The sentences in batches of this size, as lengths.
    pub fn batches(&self, size: usize) -> Vec<Vec<usize>> {
        self.lengths.chunks(size).map(<[usize]>::to_vec).collect()
    }

    /// Whether all sentences of each batch have one length.
    pub fn is_even(&self, size: usize) -> bool {
        let mut batches = self.lengths.chunks(size);
        batches.all(|batch| batch.iter().all(|length| *length == batch[0]))
    }

    /// Wordpieces, padding left out.
    pub fn tokens(&self) -> usize {
        self.lengths.iter().sum()
    }
}

/// Numbers that look random and are the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as usize
    }
}
