//! `cargo xtask test`: every check, one after the other, until one fails.

mod crates;
mod ignored;
mod steps;

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::{process, setup};
use ignored::Ignored;
use steps::Step;

/// Runs all steps and prints what became of them.
pub fn check() -> Result<()> {
    let started = Instant::now();
    let (toolbox, equipment) = setup::for_testing()?;
    process::note_flags();
    let setup = started.elapsed();

    let steps = steps::all(&toolbox, &equipment, crates::advisories(&toolbox)?);
    let count = steps.len();
    let mut done = vec![("setup", setup)];
    let mut failure = None;
    let mut ignored = Ignored::default();
    if !steps.iter().any(|step| step.name == steps::ADVISORIES) {
        println!("note: {}", crates::SKIPPED);
        ignored.add(crates::SKIPPED);
    }
    for (index, Step { name, mut command }) in steps.into_iter().enumerate() {
        println!("\n== {}/{count} {name}", index + 1);
        let started = Instant::now();
        let result = process::watched(&mut command, |line| ignored.read(line));
        done.push((name, started.elapsed()));
        if let Err(error) = result {
            failure = Some((name, error));
            break;
        }
    }
    print!("\n{}\n{ignored}", table(&done));
    let passed = done.len() - 1 - usize::from(failure.is_some());
    println!("{}", verdict(passed, failure.is_some(), count));
    match failure {
        None => Ok(()),
        Some((name, error)) => Err(anyhow!(error).context(format!("step {name:?}"))),
    }
}

fn table(done: &[(&str, Duration)]) -> String {
    let width = done.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  seconds\n", "step");
    for (name, time) in done {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name:width$}  {:7.1}", time.as_secs_f64());
    }
    text
}

/// The closing line; it counts steps, since cargo's own lines count tests.
fn verdict(passed: usize, failed: bool, count: usize) -> String {
    let failed = usize::from(failed);
    let mut line = format!("{passed} passed, {failed} failed");
    let not_run = count - passed - failed;
    if not_run > 0 {
        let _ = write!(line, ", {not_run} not run");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_counts_the_steps_behind_a_failure() {
        assert_eq!(verdict(9, false, 9), "9 passed, 0 failed");
        assert_eq!(verdict(3, true, 9), "3 passed, 1 failed, 5 not run");
        assert_eq!(verdict(8, true, 9), "8 passed, 1 failed");
    }
}
