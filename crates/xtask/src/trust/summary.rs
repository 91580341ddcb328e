//! The table that `cargo xtask trust` ends with.

use std::fmt::Write;

use super::figures::Figures;

/// The rows: what is counted, the start and the end of the figures' names that are added up, and how a number is written.
const ROWS: [(&str, &str, &str, Form); 19] = [
    (
        "damaged inputs that were read",
        "readers.",
        ".inputs",
        Form::Count,
    ),
    (
        "of these, inputs that broke a reader",
        "readers.",
        ".broken",
        Form::Count,
    ),
    (
        "requests of the page that were watched",
        "page.requests",
        "",
        Form::Count,
    ),
    (
        "workers that tried to send text away",
        "page.leaks_tried",
        "",
        Form::Count,
    ),
    (
        "bytes of text that were sent away",
        "page.bytes_leaked",
        "",
        Form::Count,
    ),
    (
        "files that were damaged under the page",
        "page.faults",
        "",
        Form::Count,
    ),
    (
        "crashes of a worker that the page survived",
        "page.crashes_survived",
        "",
        Form::Count,
    ),
    (
        "longest time until a silent worker was found",
        "page.silent_worker_millis_most",
        "",
        Form::Millis,
    ),
    (
        "longest time until a fresh worker had answered",
        "page.fresh_worker_millis_most",
        "",
        Form::Millis,
    ),
    (
        "recognitions in one worker",
        "long_life.recognitions",
        "",
        Form::Count,
    ),
    (
        "growth of its memory after the first thousand",
        "long_life.worker_growth_percent",
        "",
        Form::Percent,
    ),
    (
        "growth of all memory of the page meanwhile",
        "long_life.page_growth_percent",
        "",
        Form::Percent,
    ),
    (
        "its latency at the end by that of a fresh worker",
        "long_life.latency_ratio",
        "",
        Form::Ratio,
    ),
    (
        "keys typed into a text of 10,000 words",
        "long_life.keys",
        "",
        Form::Count,
    ),
    (
        "growth of all memory of the page by these keys",
        "long_life.typing_growth_percent",
        "",
        Form::Percent,
    ),
    (
        "bytes of the longest text that was read to its end",
        "long_life.text_bytes",
        "",
        Form::Count,
    ),
    (
        "kills of a training run that went on to the same bits",
        "checkpoints.kills",
        "",
        Form::Count,
    ),
    (
        "models of the thread pool's steps that hold (loom)",
        "kernels.loom_tests",
        "",
        Form::Count,
    ),
    (
        "tests of the kernels that pass in Miri",
        "kernels.miri_tests",
        "",
        Form::Count,
    ),
];

/// How a number is written.
#[derive(Clone, Copy)]
enum Form {
    Count,
    Millis,
    Percent,
    Ratio,
}

/// The table; a row for whose figures nothing was run says so.
pub fn table(figures: &Figures) -> String {
    let mut text = String::from("| what | figure |\n|---|---|\n");
    for (what, start, end, form) in ROWS {
        let number = figures.sum(start, end);
        let number = number.map_or("not run".to_owned(), |number| form.written(number));
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {what} | {number} |");
    }
    text
}

impl Form {
    fn written(self, number: f64) -> String {
        match self {
            Self::Count => grouped(number),
            Self::Millis => format!("{} ms", grouped(number)),
            Self::Percent => format!("{number:.1} %"),
            Self::Ratio => format!("{number:.2}"),
        }
    }
}

/// A whole number with commas, as the documents write it.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_up_their_figures_and_say_what_was_not_run() {
        let mut figures = Figures::default();
        figures.read("trust: readers.weights.inputs 1234000");
        figures.read("trust: readers.text.inputs 567");
        figures.read("trust: long_life.latency_ratio 1.004");
        let table = table(&figures);
        assert!(
            table.contains("| damaged inputs that were read | 1,234,567 |"),
            "{table}"
        );
        assert!(table.contains("of a fresh worker | 1.00 |"), "{table}");
        assert!(
            table.contains("| bytes of text that were sent away | not run |"),
            "{table}"
        );
    }
}
