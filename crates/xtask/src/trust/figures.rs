//! What the parts of `cargo xtask trust` count.
//!
//! Programs and tests print a figure as a line `trust: NAME NUMBER`. Those of one name are added up, but for names that end
//! with `_most`, of which the largest counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a line with a figure begins with.
const PREFIX: &str = "trust: ";

/// Figures by their names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// Takes the figure of a line, where it has one. Test programs may print before it in the same line.
    pub fn read(&mut self, line: &str) {
        let Some((_, figure)) = line.split_once(PREFIX) else {
            return;
        };
        let mut words = figure.split(' ');
        let (Some(name), Some(Ok(number))) = (words.next(), words.next().map(str::parse::<f64>))
        else {
            return;
        };
        let known = self.0.entry(name.to_owned()).or_default();
        *known = match name.ends_with("_most") {
            true => known.max(number),
            false => *known + number,
        };
    }

    /// Counts a line by which Rust's test programs say that a test has passed.
    pub fn count_passed(&mut self, name: Option<&str>, line: &str) {
        if let Some(name) = name
            && line.starts_with("test ")
            && line.ends_with(" ... ok")
        {
            *self.0.entry(name.to_owned()).or_default() += 1.0;
        }
    }

    /// Takes newer figures in place of all older ones of the same part, which is the first word of the name.
    pub fn renew(&mut self, newer: Self) {
        let part = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let parts: Vec<String> = newer.0.keys().map(|name| part(name)).collect();
        self.0.retain(|name, _| !parts.contains(&part(name)));
        self.0.extend(newer.0);
    }

    /// The sum of all figures whose names begin and end like this; none where there is no such figure.
    pub fn sum(&self, start: &str, end: &str) -> Option<f64> {
        let figures = self.0.iter();
        let meant = figures.filter(|(name, _)| name.starts_with(start) && name.ends_with(end));
        meant
            .map(|(_, number)| *number)
            .reduce(|sum, number| sum + number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Figures {
        let mut figures = Figures::default();
        lines.iter().for_each(|line| figures.read(line));
        figures
    }

    #[test]
    fn figures_of_a_name_are_added_and_of_the_most_the_largest_counts() {
        let figures = read(&[
            "trust: page.faults 2",
            "test faults::one ... trust: page.faults 1",
            "trust: page.millis_most 7",
            "trust: page.millis_most 5",
            "trust: page.unreadable many",
            "nothing else",
        ]);
        assert_eq!(figures.sum("page.faults", ""), Some(3.0));
        assert_eq!(figures.sum("page.", "_most"), Some(7.0));
        assert_eq!(figures.sum("page.unreadable", ""), None);
    }

    #[test]
    fn newer_figures_replace_the_older_ones_of_their_part() {
        let mut figures = read(&["trust: a.x 1", "trust: a.y 2", "trust: b.x 3"]);
        figures.renew(read(&["trust: a.x 5"]));
        assert_eq!(figures, read(&["trust: a.x 5", "trust: b.x 3"]));
    }
}
