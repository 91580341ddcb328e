//! Milliseconds of a sentence in the page, beside the same code compiled for this machine.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::{browser, process, tools};

#[derive(Debug, Serialize, Deserialize)]
struct Timing {
    median_millis: f64,
    min_millis: f64,
}

/// What `tests/bench/browser.rs` prints.
#[derive(Debug, Serialize, Deserialize)]
struct Comparison {
    wordpieces: usize,
    runs: usize,
    browser: Timing,
    native: Timing,
    /// Median by median.
    browser_by_native: f64,
    /// Nothing cached, from a server on the same machine.
    navigation_to_ready_millis: f64,
}

pub fn bench() -> Result<()> {
    let toolbox = tools::ensure()?;
    let browser = browser::ensure()?;
    process::run(&mut toolbox.trunk("build"))?;
    let cargo = |subcommand: &str| {
        let mut command = toolbox.command("cargo");
        command.args([subcommand, "--release", "--quiet"]);
        command.args(["--package", "namelight-tests", "--bin", "bench-browser"]);
        command
    };
    process::run(&mut cargo("build"))?;
    let mut run = cargo("run");
    // One thread, as in the browser.
    run.env("RAYON_NUM_THREADS", "1")
        .env("CANDLE_NUM_THREADS", "1");
    browser.tell(&mut run);
    let printed = process::captured(&mut run)?;
    let result: Comparison = serde_json::from_str(&printed)
        .with_context(|| format!("not a measurement: {printed:?}"))?;
    super::keep("browser", &result, &result.markdown())
}

impl Comparison {
    fn markdown(&self) -> String {
        let row = |name: &str, timing: &Timing| {
            let Timing {
                median_millis,
                min_millis,
            } = timing;
            format!("| {name} | {median_millis:.1} | {min_millis:.1} |\n")
        };
        let Self {
            wordpieces, runs, ..
        } = self;
        format!(
            "| {wordpieces} wordpieces, {runs} runs, one thread | milliseconds, median | minimum |\n\
             |---|---|---|\n{}{}\n\
             In the browser it takes {:.2} times as long. From navigation to a model that is ready, with nothing \
             cached and the server on the same machine: {:.0} ms.\n",
            row("Chromium, wasm simd128", &self.browser),
            row("the same code compiled for this machine", &self.native),
            self.browser_by_native,
            self.navigation_to_ready_millis,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_either_build() {
        let result = Comparison {
            wordpieces: 30,
            runs: 100,
            browser: Timing {
                median_millis: 50.0,
                min_millis: 45.25,
            },
            native: Timing {
                median_millis: 20.0,
                min_millis: 19.0,
            },
            browser_by_native: 2.5,
            navigation_to_ready_millis: 900.4,
        };
        let text = result.markdown();
        assert!(text.contains("| 30 wordpieces, 100 runs"), "{text}");
        assert!(text.contains("simd128 | 50.0 | 45.2 |"), "{text}");
        assert!(text.contains("machine | 20.0 | 19.0 |"), "{text}");
        assert!(text.contains("2.50 times"), "{text}");
        assert!(text.contains("900 ms"), "{text}");
    }
}
