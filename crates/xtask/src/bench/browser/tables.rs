//! `bench/browser.md`

use super::results::{EnginePasses, Results, Summary};
use super::targets::targets;

/// Everything as tables.
pub fn markdown(results: &Results) -> String {
    let machine = &results.machine;
    let page = &results.in_browser;
    let parts = [
        format!(
            "Measured on {}: {}, {} cores; {}; onnxruntime {}. Engines took turns; \
             a ratio is of medians. onnxruntime gets the fastest of several forms of the model for each length.\n",
            machine.date,
            machine.processor,
            machine.cores,
            page.browser,
            results.native.onnxruntime
        ),
        table(
            "Ratios and their aims",
            "| what | ratio | of minima | must | hope | |\n|---|---|---|---|---|---|",
            targets(results).iter().map(|target| target.row()),
        ),
        table(
            "A forward pass, milliseconds",
            "| model | wordpieces | engine | median | minimum | 95th percentile | runs | form |\n\
             |---|---|---|---|---|---|---|---|",
            page.passes.iter().flat_map(|passes| {
                let head = format!("| {} | {} ", passes.model, passes.wordpieces);
                passes
                    .engines
                    .iter()
                    .map(move |engine| head.clone() + &pass(engine))
            }),
        ),
        table(
            "From navigation to the first name, milliseconds",
            "| page | cache | median | minimum | 95th percentile | runs |\n|---|---|---|---|---|---|",
            page.first_entity.iter().flat_map(|entry| {
                let row =
                    |cache, summary| format!("| {} | {cache} | {} |\n", entry.page, cells(summary));
                [row("empty", &entry.cold), row("filled", &entry.warm)]
            }),
        ),
        table(
            "Native, two cores, tokens a second",
            "| sentences of | Namelight | onnxruntime | its fastest form | workers × threads | batch |\n|---|---|---|---|---|---|",
            results.native.rows.iter().map(|row| {
                let rate = |summary: &Summary| row.tokens as f64 / summary.median_millis * 1000.0;
                let (ours, theirs) = (rate(&row.namelight), rate(&row.onnxruntime));
                let way = |key: &str| row.way[key].to_string().replace('"', "");
                format!(
                    "| {} | {ours:.0} | {theirs:.0} | {} | {} × {} | {} |\n",
                    row.work,
                    way("variant"),
                    way("workers"),
                    way("threads"),
                    way("batch")
                )
            }),
        ),
    ];
    parts.join("\n")
}

fn table(title: &str, head: &str, rows: impl Iterator<Item = String>) -> String {
    format!("## {title}\n\n{head}\n{}", rows.collect::<String>())
}

fn pass(engine: &EnginePasses) -> String {
    let form = engine.variant.as_deref().unwrap_or("–");
    format!(
        "| {} | {} | {form} |\n",
        engine.engine,
        cells(&engine.summary)
    )
}

fn cells(summary: &Summary) -> String {
    let Summary {
        runs,
        min_millis,
        median_millis,
        p95_millis,
    } = summary;
    format!("{median_millis:.1} | {min_millis:.1} | {p95_millis:.1} | {runs}")
}
