//! The numbers that README.md quotes as measured, compared with the records that they were taken from.
//!
//! [`QUOTES`](crate::quotes::QUOTES) lists pieces of README's text with the origin of each number in them. A number
//! with a decimal point or with a unit behind it has to stand in one of these pieces, and to be its origin's number,
//! rounded to as many decimals as are quoted.

use serde_json::Value;

use crate::markdown::Markdown;
use crate::quotes::{Origin, QUOTES, Quote};
use crate::record;
use crate::repository::{assert_none, files, read};

/// A whole number with one of these behind it is a measurement.
const UNITS: [&str; 9] = [
    "ms", "s", "KB", "MB", "GB", "%", "million", "minutes", "points",
];

#[test]
fn numbers_quoted_in_readme_stand_in_a_record() {
    let readme = Markdown::parse(&read("README.md"));
    assert_none(&problems(&readme.prose, QUOTES, &recorded));
}

/// The number of a origin, or why there is none.
fn recorded(origin: Origin) -> Result<f64, String> {
    match origin {
        Origin::Record(file, path, factor) => Ok(record::number(&json(file), path)? * factor),
        Origin::Setting => unreachable!("a setting is not looked up"),
    }
}

/// Reads a JSON file. An asterisk stands for a date; the newest file counts.
fn json(path: &str) -> Value {
    let newest = path.split_once('*').map(|(folder, end)| {
        let mut records = files(&["json"]);
        records.retain(|record| record.starts_with(folder) && record.ends_with(end));
        records
            .pop()
            .unwrap_or_else(|| panic!("there is no {path}"))
    });
    let path = newest.as_deref().unwrap_or(path);
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares a text with what its quotes say, and finds numbers that no quote accounts for.
fn problems(
    text: &str,
    quotes: &[Quote],
    look_up: &dyn Fn(Origin) -> Result<f64, String>,
) -> Vec<String> {
    let mut problems = Vec::new();
    let mut rest = text.to_owned();
    for Quote(piece, origins) in quotes {
        if text.matches(piece).count() != 1 {
            problems.push(format!("README.md does not say {piece:?} exactly once"));
            continue;
        }
        rest = rest.replace(piece, "…");
        let numbers = measurements(piece);
        if numbers.len() != origins.len() {
            problems.push(format!(
                "{piece:?} has the numbers {numbers:?}, one origin each"
            ));
            continue;
        }
        for (number, origin) in numbers.iter().zip(*origins) {
            if matches!(origin, Origin::Setting) {
                continue;
            }
            match look_up(*origin) {
                Ok(value) if is_quoted_as(value, number) => {}
                Ok(value) => problems.push(format!("{piece:?} says {number}, its origin {value}")),
                Err(error) => problems.push(format!("{piece:?}: {error}")),
            }
        }
    }
    let unaccounted = measurements(&rest);
    problems.extend(
        unaccounted
            .iter()
            .map(|number| format!("README.md says {number}; add its origin to QUOTES")),
    );
    problems
}

/// Whether a quoted number is this value, rounded to the quoted number of decimals.
fn is_quoted_as(value: f64, quoted: &str) -> bool {
    let decimals = quoted
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let quoted: f64 = quoted.replace(',', "").parse().unwrap();
    // Half a unit of the last decimal, and a little for what decimal fractions lose in binary.
    (value - quoted).abs() <= 0.5 / 10f64.powi(decimals as i32) + 1e-9
}

/// The numbers of a text that have a decimal point or a unit behind them. Parts of names such as Apache-2.0 are none.
fn measurements(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let before = &rest[..start];
        let point = before.ends_with('.');
        let start = start - usize::from(point);
        let before = &rest[..start];
        let length = rest[start..]
            .find(|letter| !is_number(letter))
            .unwrap_or(rest.len() - start);
        let (number, behind) = rest[start..].split_at(length);
        let number = number.trim_end_matches(['.', ',']);
        let in_name =
            before.ends_with(|letter: char| letter.is_alphanumeric() || "-_".contains(letter));
        let unit: String = behind
            .trim_start()
            .chars()
            .take_while(|letter| letter.is_alphabetic() || *letter == '%')
            .collect();
        if !in_name && (number.contains('.') || UNITS.contains(&unit.as_str())) {
            found.push(number.to_owned());
        }
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "It has an F1 of .935 in 7.2 ms, from Apache-2.0 models on 2 cores.";
    const SCORE: Origin = Origin::Record("report", "f1", 1.0);
    const TIME: Origin = Origin::Record("bench", "millis", 1.0);

    fn found(text: &str, quotes: &[Quote]) -> usize {
        let problems = problems(text, quotes, &|origin| match origin {
            Origin::Record("report", ..) => Ok(0.9346),
            Origin::Record("bench", ..) => Ok(7.16),
            _ => Err("no such record".to_owned()),
        });
        problems.len()
    }

    #[test]
    fn numbers_are_told_from_names_and_counts() {
        assert_eq!(measurements(TEXT), [".935", "7.2"]);
        assert_eq!(
            measurements("3,250 sentences, 5 s, 0.54 of it, under 40 ms."),
            ["5", "0.54", "40"]
        );
    }

    #[test]
    fn a_text_whose_numbers_are_recorded_has_no_problem() {
        assert_eq!(
            found(TEXT, &[Quote("an F1 of .935 in 7.2 ms", &[SCORE, TIME])]),
            0
        );
    }

    #[test]
    fn wrong_missing_and_unaccounted_numbers_are_found() {
        let wrong = TEXT.replace(".935", ".936");
        assert_eq!(
            found(&wrong, &[Quote("an F1 of .936 in 7.2 ms", &[SCORE, TIME])]),
            1
        );
        assert_eq!(found(TEXT, &[Quote("an F1 of .935", &[SCORE])]), 1);
        assert_eq!(
            found(TEXT, &[Quote("an F1 of .935 in 7.2 ms", &[SCORE])]),
            1
        );
        assert_eq!(found(TEXT, &[Quote("an F1 of .900", &[SCORE])]), 3);
        const ELSEWHERE: Origin = Origin::Record("nowhere", "f1", 1.0);
        assert_eq!(
            found(
                TEXT,
                &[Quote("an F1 of .935 in 7.2 ms", &[ELSEWHERE, TIME])]
            ),
            1
        );
    }
}
