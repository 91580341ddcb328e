//! The order of weights in memory: as the instructions read them, one behind the other.
//!
//! A *panel* is [`PANEL`] outputs. It holds, for each *group* of [`GROUP`] inputs, a block of `PANEL · GROUP` weights.

/// The number of outputs that are computed together: as many as fill two registers with 32-bit sums.
pub(crate) const PANEL: usize = if cfg!(target_arch = "wasm32") { 8 } else { 16 };

/// The number of inputs of a block, and how many of them lie beside each other because one instruction adds them up.
pub(crate) use layout::{GROUP, RUN};

/// The number of weights in a block.
pub(crate) const BLOCK: usize = PANEL * GROUP;

/// This target multiplies 16-bit numbers in pairs, so integers are widened once, when they are made.
#[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
mod layout {
    pub(crate) type Value = i16;

    pub(crate) const GROUP: usize = 2;

    pub(crate) const RUN: usize = 2;
}

/// All other targets multiply bytes in runs of four, and may add two of those before they widen the sum.
#[cfg(not(all(target_arch = "wasm32", not(target_feature = "relaxed-simd"))))]
mod layout {
    pub(crate) type Value = u8;

    pub(crate) const GROUP: usize = 8;

    pub(crate) const RUN: usize = 4;
}

/// The integer that an activation is kept as, 0 to 127.
pub(crate) use layout::Value;

/// The place of a weight in its block, by its output in the panel and its input in the group: run by run, and
/// in it output by output.
pub(crate) const fn place(output: usize, input: usize) -> usize {
    input / RUN * PANEL * RUN + output * RUN + input % RUN
}

/// Half a weight, -64 to 64, rounded to an even number where it lies between two.
pub(crate) const fn halved(weight: i8) -> i8 {
    let weight = weight as i16;
    ((weight + (weight >> 1 & 1)) >> 1) as i8
}

/// Writes the halved weights of one output `(inputs)` to their places in its panel.
pub(crate) fn put(panel: &mut [i8], output: usize, weights: &[i8]) {
    let blocks = panel.chunks_exact_mut(BLOCK);
    for (block, group) in blocks.zip(weights.chunks(GROUP)) {
        for (input, weight) in group.iter().enumerate() {
            block[place(output, input)] = halved(*weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_halved_to_the_nearest_and_between_two_to_the_even_one() {
        for weight in i8::MIN..=i8::MAX {
            let half = (f32::from(weight) / 2.0).round_ties_even();
            assert_eq!(f32::from(halved(weight)), half, "{weight}");
        }
    }

    #[test]
    fn a_block_has_one_place_for_each_weight() {
        let mut places: Vec<usize> = (0..PANEL)
            .flat_map(|output| (0..GROUP).map(move |input| place(output, input)))
            .collect();
        places.sort_unstable();
        assert_eq!(places, (0..BLOCK).collect::<Vec<_>>());
    }
}
