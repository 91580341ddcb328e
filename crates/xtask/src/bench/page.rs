//! The page as it is used: from a key to the painted name, and a megabyte of text.

use std::fmt::Write;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::browser::results::{Machine, Summary};
use super::browser::{cargo, printed};
use crate::{browser, process, tools};

/// What issue and page promise: milliseconds from a key to the painted name.
const KEY_MILLIS: f64 = 50.0;

/// What was measured, and where.
#[derive(Debug, Serialize)]
struct Results {
    machine: Machine,
    #[serde(flatten)]
    measured: Measured,
}

#[derive(Debug, Serialize, Deserialize)]
struct Measured {
    typing: Vec<Keys>,
    long: Long,
}

#[derive(Debug, Serialize, Deserialize)]
struct Keys {
    words: usize,
    bytes: usize,
    summary: Summary,
}

#[derive(Debug, Serialize, Deserialize)]
struct Long {
    bytes: usize,
    first_name_millis: f64,
    all_millis: f64,
    wordpieces: usize,
    workers: usize,
    compute_millis: f64,
    long_tasks_millis: Vec<f64>,
}

pub fn bench() -> Result<()> {
    let toolbox = tools::ensure()?;
    let browser = browser::ensure()?;
    process::run(&mut toolbox.trunk("build"))?;
    process::run(&mut cargo(&toolbox, "build", "bench-page"))?;
    let measured = printed(browser.tell(&mut cargo(&toolbox, "run", "bench-page")))?;
    let results = Results {
        machine: Machine::this(),
        measured,
    };
    let text = markdown(&results);
    super::keep("page", &results, &text)
}

fn markdown(results: &Results) -> String {
    let Measured { typing, long } = &results.measured;
    let mut text = format!(
        "Measured on {}: {}, {} cores. Keys pressed in the middle of a text, each after the one before was painted.\n\n\
         | words | bytes | keys | median, ms | 95th percentile, ms | must | |\n|---|---|---|---|---|---|---|\n",
        results.machine.date, results.machine.processor, results.machine.cores,
    );
    for Keys {
        words,
        bytes,
        summary,
    } in typing
    {
        let Summary {
            runs,
            median_millis,
            p95_millis,
            ..
        } = summary;
        let verdict = if *p95_millis <= KEY_MILLIS {
            "reached"
        } else {
            "missed"
        };
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {words} | {bytes} | {runs} | {median_millis:.1} | {p95_millis:.1} | ≤ {KEY_MILLIS:.0} | {verdict} |"
        );
    }
    let longest = long.long_tasks_millis.iter().copied().fold(0.0, f64::max);
    let busy = long.compute_millis / (long.all_millis * long.workers as f64) * 100.0;
    let rate = long.wordpieces as f64 / long.all_millis * 1000.0;
    let _ = write!(
        text,
        "\nA file of {} bytes: first name after {:.0} ms, all {} wordpieces after {:.1} s with {} workers ({rate:.0} a \
         second), which computed {busy:.0} % of that time. Tasks of 50 ms and more on the page's thread: {}, the longest {longest:.0} ms (must: none).\n",
        long.bytes,
        long.first_name_millis,
        long.wordpieces,
        long.all_millis / 1000.0,
        long.workers,
        long.long_tasks_millis.len(),
    );
    text
}
