//! Damages lawful inputs: bits, bytes, ranges, numbers, ends, and parts of other inputs.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// The most changes of one input.
const MOST_CHANGES: usize = 6;

/// The most bytes that an insertion or a repetition adds at a time.
const MOST_BYTES: usize = 64;

/// What numbers in a file become: the ends of their ranges, and what is no number at all.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65536",
    "2147483647",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "18446744073709551615",
    "1e400",
    "-0.0",
    "1e-400",
];

/// Bytes that mean something to some reader.
const BYTES: &[u8] = b"\0\xff\xfe\xef\"'{}[],:\\/\n\r\t -_#@09aZ\xc3\xe2\xf0\x80";

/// An input with some damage. `others` give parts.
pub fn damaged(rng: &mut ChaCha8Rng, input: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..rng.random_range(1..=MOST_CHANGES) {
        change(rng, &mut bytes, others);
    }
    bytes
}

fn change(rng: &mut ChaCha8Rng, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
    let place = rng.random_range(0..=bytes.len());
    match rng.random_range(0..8) {
        0 => bytes.truncate(place),
        1 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << rng.random_range(0..8);
            }
        }
        2 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte = *BYTES.choose(rng).unwrap_or(&0);
            }
        }
        3 => insert(bytes, place, &random(rng)),
        4 => drop(bytes.drain(range(rng, bytes.len(), place))),
        5 => {
            let part = bytes[range(rng, bytes.len(), place)].to_vec();
            insert(bytes, place, &part);
        }
        6 => replace_number(rng, bytes, place),
        _ => {
            if let Some(other) = others.choose(rng) {
                let start = rng.random_range(0..=other.len());
                let part = other[range(rng, other.len(), start)].to_vec();
                insert(bytes, place, &part);
            }
        }
    }
}

/// A range from a place on, short more often than long.
fn range(rng: &mut ChaCha8Rng, length: usize, start: usize) -> std::ops::Range<usize> {
    let rest = length - start;
    let most = if rng.random_bool(0.9) {
        MOST_BYTES
    } else {
        rest
    };
    start..start + rng.random_range(0..=rest.min(most))
}

fn random(rng: &mut ChaCha8Rng) -> Vec<u8> {
    let length = rng.random_range(1..=MOST_BYTES);
    if rng.random_bool(0.5) {
        return (0..length).map(|_| rng.random()).collect();
    }
    let bytes = (0..length).map(|_| BYTES.choose(rng).copied().unwrap_or(0));
    bytes.collect()
}

fn insert(bytes: &mut Vec<u8>, place: usize, part: &[u8]) {
    bytes.splice(place..place, part.iter().copied());
}

/// Another number in place of the next one.
fn replace_number(rng: &mut ChaCha8Rng, bytes: &mut Vec<u8>, place: usize) {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let Some(start) = bytes[place..].iter().position(is_digit) else {
        return;
    };
    let start = place + start;
    let digits = bytes[start..]
        .iter()
        .take_while(|byte| is_digit(byte))
        .count();
    let number = NUMBERS.choose(rng).unwrap_or(&"0");
    bytes.splice(start..start + digits, number.bytes());
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn one_seed_gives_one_input_and_another_seed_another() {
        let others = [b"other".to_vec()];
        let of = |seed| {
            damaged(
                &mut ChaCha8Rng::seed_from_u64(seed),
                b"{\"size\": 12}",
                &others,
            )
        };
        assert_eq!(of(1), of(1));
        let all: std::collections::BTreeSet<_> = (0..50).map(of).collect();
        assert!(all.len() > 40);
    }

    #[test]
    fn an_empty_input_can_be_damaged() {
        for seed in 0..1000 {
            damaged(&mut ChaCha8Rng::seed_from_u64(seed), b"", &[]);
        }
    }
}
