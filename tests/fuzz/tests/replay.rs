//! Replays the corpus, and a short form of what `cargo xtask trust` does for hours.

use namelight_fuzz::mutate::damaged;
use namelight_fuzz::{TARGETS, corpus, seeds};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Damaged inputs of each reader.
const INPUTS: u64 = 400;

#[test]
fn lawful_inputs_are_taken() {
    for target in TARGETS {
        for (place, seed) in seeds::of(target.name).iter().enumerate() {
            let answer = (target.run)(seed);
            assert_eq!(answer, Ok(()), "{} {place}", target.name);
        }
    }
}

#[test]
fn what_is_kept_of_each_reader_breaks_it_no_more() {
    for target in TARGETS {
        let inputs = corpus::read(&target).expect("the corpus can be read");
        // Text is never refused, so there is nothing to keep of it until something breaks.
        let is_text = target.name == "text";
        assert!(
            is_text || !inputs.is_empty(),
            "{} has no corpus",
            target.name
        );
        for (path, input) in inputs {
            println!("{}", path.display());
            // Whether it is refused is the reader's affair.
            drop((target.run)(&input));
        }
    }
}

#[test]
fn damaged_inputs_break_no_reader() {
    for target in TARGETS {
        let seeds = seeds::of(target.name);
        for number in 0..INPUTS {
            // The name and number of the input that breaks it are the last line.
            println!("{} {number}", target.name);
            let mut rng = ChaCha8Rng::seed_from_u64(number);
            let seed = seeds.choose(&mut rng).expect("each reader has seeds");
            let input = match rng.random_bool(0.02) {
                true => Vec::new(),
                false => damaged(&mut rng, seed, &seeds),
            };
            drop((target.run)(&input));
        }
    }
}
