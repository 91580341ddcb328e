//! Replays what once broke a reader, and a short form of what `cargo xtask trust` does for hours.

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
            assert!((target.run)(seed), "{} {place}", target.name);
        }
    }
}

#[test]
fn what_once_broke_a_reader_breaks_it_no_more() {
    for target in TARGETS {
        for (name, input) in corpus(&target) {
            println!("{name}");
            (target.run)(&input);
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
            (target.run)(&input);
        }
    }
}
