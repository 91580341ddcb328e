//! `bench/profile.md`: what a pass spends its time on, beside how it was before the kernels were made faster.

use std::fs;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::results::{InBrowser, PartTime};
use crate::workspace;

const LENGTHS: [usize; 2] = [32, 128];
/// Written once, and kept.
const BEFORE: &str = "bench/profile_before.json";

/// The parts of a pass of one build at one length.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Profile {
    engine: String,
    wordpieces: usize,
    parts: Vec<PartTime>,
}

/// Writes the present profile; where there is no earlier one to stand beside it, it becomes that.
pub fn keep(page: &InBrowser) -> Result<()> {
    let now = profiles(page);
    let path = workspace::root().join(BEFORE);
    let before: Vec<Profile> = match fs::read(&path) {
        Ok(text) => serde_json::from_slice(&text).with_context(|| path.display().to_string())?,
        Err(_) => {
            let text = serde_json::to_string_pretty(&now)? + "\n";
            fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
            Vec::new()
        }
    };
    super::super::keep("profile", &now, &markdown(&now, &before))
}

fn profiles(page: &InBrowser) -> Vec<Profile> {
    let passes = page
        .passes
        .iter()
        .filter(|passes| passes.model == "small" && LENGTHS.contains(&passes.wordpieces));
    let profiles = passes.flat_map(|passes| {
        let engines = passes
            .engines
            .iter()
            .filter(|engine| !engine.parts.is_empty());
        engines.map(|engine| Profile {
            engine: engine.engine.clone(),
            wordpieces: passes.wordpieces,
            parts: engine.parts.clone(),
        })
    });
    profiles.collect()
}

fn markdown(now: &[Profile], before: &[Profile]) -> String {
    let sections = now.iter().map(|profile| {
        let same = |other: &&Profile| {
            (&other.engine, other.wordpieces) == (&profile.engine, profile.wordpieces)
        };
        profile.section(before.iter().find(same))
    });
    sections.collect::<Vec<_>>().join("\n")
}

impl Profile {
    fn section(&self, before: Option<&Self>) -> String {
        let mut text = format!(
            "## {}, {} wordpieces\n\n| part | before, milliseconds | share | after | share |\n|---|---|---|---|---|\n",
            self.engine, self.wordpieces
        );
        for part in &self.parts {
            let earlier = before.map(|profile| profile.cells(&part.name));
            let earlier = earlier.unwrap_or_else(|| "– | –".to_owned());
            text += &format!(
                "| {} | {earlier} | {} |\n",
                part.name,
                self.cells(&part.name)
            );
        }
        let total = before.map_or("–".to_owned(), |profile| {
            format!("{:.2}", profile.total())
        });
        text + &format!("| all | {total} | | {:.2} | |\n", self.total())
    }

    fn cells(&self, name: &str) -> String {
        match self.parts.iter().find(|part| part.name == name) {
            Some(part) => format!(
                "{:.2} | {:.0} %",
                part.millis,
                part.millis / self.total() * 100.0
            ),
            None => "– | –".to_owned(),
        }
    }

    fn total(&self) -> f64 {
        self.parts.iter().map(|part| part.millis).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_beside_what_it_was_before() {
        let profile = |millis| Profile {
            engine: "e".to_owned(),
            wordpieces: 32,
            parts: vec![PartTime {
                name: "p".to_owned(),
                millis,
            }],
        };
        let text = markdown(&[profile(1.0)], &[profile(2.0)]);
        assert!(
            text.contains("| p | 2.00 | 100 % | 1.00 | 100 % |"),
            "{text}"
        );
    }
}
