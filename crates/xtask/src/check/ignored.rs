//! Tests that the runners reported as ignored, and why.

use std::collections::BTreeMap;
use std::fmt;

/// The number of ignored tests by reason.
#[derive(Debug, Default)]
pub struct Ignored(BTreeMap<String, usize>);

impl Ignored {
    /// Reads a line of a runner: `test NAME ... ignored, REASON` of libtest, `test NAME ... ignored (REASON)` of
    /// libtest-mimic. Other lines are left alone.
    pub fn read(&mut self, line: &str) {
        let outcome = line
            .strip_prefix("test ")
            .and_then(|rest| rest.split_once(" ... "));
        let Some(reason) = outcome.and_then(|(_, outcome)| outcome.strip_prefix("ignored")) else {
            return;
        };
        let reason = reason.trim().trim_start_matches([',', ' ']);
        let in_brackets =
            |reason: &str| Some(reason.strip_prefix('(')?.strip_suffix(')')?.to_owned());
        let reason = in_brackets(reason).unwrap_or_else(|| reason.to_owned());
        self.add(&reason);
    }

    /// Counts one that no runner knows of.
    pub fn add(&mut self, reason: &str) {
        *self.0.entry(reason.to_owned()).or_default() += 1;
    }
}

impl fmt::Display for Ignored {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let count: usize = self.0.values().sum();
        writeln!(f, "{count} tests ignored")?;
        for (reason, count) in &self.0 {
            let reason = if reason.is_empty() {
                "no reason given"
            } else {
                reason
            };
            writeln!(f, "{count:>5}  {reason}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_tests_of_either_runner_are_counted_by_reason() {
        let mut ignored = Ignored::default();
        for line in [
            "test tests::works ... ok",
            "test a ... ignored, no lamp",
            "test b     ... ignored (no lamp)",
            "test c ... ignored",
            "test result: ok. 1 passed; 0 failed; 3 ignored",
            "ignored",
        ] {
            ignored.read(line);
        }
        let expected = "3 tests ignored\n    1  no reason given\n    2  no lamp\n";
        assert_eq!(ignored.to_string(), expected);
    }
}
