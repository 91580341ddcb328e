//! What tests count for `cargo xtask trust`, and how long their forms are.

use std::fmt::Display;

/// The variable that asks for the long forms of tests.
const LONG: &str = "NAMELIGHT_LONG";

/// Prints a figure. `cargo xtask trust` adds up those of one name, but for names that end with `_most`, of which the
/// largest counts.
pub fn figure(name: &str, number: impl Display) {
    println!("trust: {name} {number}");
}

/// A size of a test: the first one in every run of the tests, the second one where `NAMELIGHT_LONG` is set.
pub fn short_or_long(short: usize, long: usize) -> usize {
    match std::env::var_os(LONG) {
        None => short,
        Some(_) => long,
    }
}
