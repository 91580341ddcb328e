//! Numbers written as people read them.

/// A share in per cent: `0.9126` as `91.3 %`.
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A score with four digits: `0.91263` as `0.9126`.
pub fn score(value: f64) -> String {
    format!("{value:.4}")
}

/// A number of bytes in megabytes (a million bytes), with one digit behind the point.
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// A count with commas: `14041` as `14,041`.
pub fn count(number: usize) -> String {
    grouped(&number.to_string())
}

/// A number of bytes with commas.
pub fn bytes(number: u64) -> String {
    grouped(&number.to_string())
}

/// A count in four characters at most, such as `1.2k`; or with all its digits as far as there is room for five.
pub fn short_count(number: usize, room_for_five: bool) -> String {
    let thousands = number as f64 / 1e3;
    match number {
        0..1_000 => number.to_string(),
        1_000..100_000 if room_for_five => count(number),
        1_000..9_950 => format!("{thousands:.1}k"),
        9_950..999_500 => format!("{thousands:.0}k"),
        999_500..9_950_000 => format!("{:.1}M", thousands / 1e3),
        9_950_000..999_500_000 => format!("{:.0}M", thousands / 1e3),
        _ => "999M+".to_owned(),
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things per second, rounded to two digits; none when no time went by.
pub fn rate(count: usize, millis: f64) -> Option<String> {
    let rate = count as f64 / millis * 1000.0;
    (rate.is_finite() && rate >= 1.0).then(|| {
        let step = 10_f64.powf((rate.log10().floor() - 1.0).max(0.0));
        self::count(((rate / step).round() * step) as usize)
    })
}

/// A count with its noun: `1 name`, `2 names`.
pub fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number))
}

/// Milliseconds, with a digit behind the point where there is little before it.
pub fn millis(millis: f64) -> String {
    match millis {
        millis if millis < 9.95 => format!("{millis:.1} ms"),
        millis if millis < 10_000.0 => format!("{millis:.0} ms"),
        millis => duration(millis / 1000.0),
    }
}

/// Seconds in the two largest units that matter: `2 h 05 min`, `3 min 20 s`, `12 s`.
pub fn duration(seconds: f64) -> String {
    let seconds = seconds.round().max(0.0) as u64;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{rest} s"),
        (0, _) => format!("{minutes} min {rest:02} s"),
        _ => format!("{hours} h {minutes:02} min"),
    }
}

/// A learning rate or another small number: `2e-5`, `0.01`, `0`.
pub fn small(number: f64) -> String {
    if number != 0.0 && number.abs() < 1e-3 {
        return format!("{number:e}");
    }
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_a_comma_every_three_digits() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (22_713_216, "22,713,216"),
        ] {
            assert_eq!(count(number), text);
        }
        assert_eq!(bytes(265_514_068), "265,514,068");
        assert_eq!(counted(1, "name"), "1 name");
        assert_eq!(counted(2_000, "name"), "2,000 names");
    }

    #[test]
    fn counts_are_shortened_where_there_is_little_room() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1.0k"),
            (9_949, "9.9k"),
            (9_950, "10k"),
            (999_499, "999k"),
            (999_500, "1.0M"),
            (9_950_000, "10M"),
            (usize::MAX, "999M+"),
        ] {
            assert_eq!(short_count(number, false), text);
        }
        assert_eq!(short_count(12_345, true), "12,345");
        assert_eq!(short_count(123_456, true), "123k");
    }

    #[test]
    fn times_are_told_in_units_that_fit() {
        assert_eq!(millis(4.26), "4.3 ms");
        assert_eq!(millis(34.4), "34 ms");
        assert_eq!(millis(61_000.0), "1 min 01 s");
        assert_eq!(duration(12.4), "12 s");
        assert_eq!(duration(3_725.0), "1 h 02 min");
        assert_eq!(duration(f64::NAN), "0 s");
    }

    #[test]
    fn shares_and_rates_keep_their_digits() {
        assert_eq!(percent(0.91264), "91.3 %");
        assert_eq!(score(0.91264), "0.9126");
        assert_eq!(small(2e-5), "2e-5");
        assert_eq!(small(0.01), "0.01");
        assert_eq!(small(0.0), "0");
        assert_eq!(megabytes(22_940_000), "22.9 MB");
    }
}
