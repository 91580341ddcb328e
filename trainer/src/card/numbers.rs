//! Numbers as Python prints them, since the Trainer's cards are written in Python.

/// The number as Python's `str` prints it: `2e-05`, `0.1`, `1.0`.
pub fn python(value: f64) -> String {
    let text = format!("{value:?}");
    match text.split_once("e-") {
        Some((digits, exponent)) => format!("{digits}e-{exponent:0>2}"),
        None => text,
    }
}

/// The number with four decimals, or fewer where those are exact.
pub fn rounded(value: f64) -> String {
    let text = python(value);
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() > 4 => format!("{value:.4}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_python() {
        let printed = [2e-5, 5.5e-5, 1e-8, 1e-12, 0.0001, 0.1, 1.0, 0.0].map(python);
        let expected = [
            "2e-05", "5.5e-05", "1e-08", "1e-12", "0.0001", "0.1", "1.0", "0.0",
        ];
        assert_eq!(printed, expected);
        let printed = [0.123_456, 0.5, 2.0, 0.99996].map(rounded);
        assert_eq!(printed, ["0.1235", "0.5", "2.0", "1.0000"]);
    }
}
