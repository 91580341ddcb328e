//! Milliseconds that a sentence takes in the page's worker, beside the same code compiled for this machine. Prints JSON.
//! `cargo xtask bench browser` builds what this needs and keeps its result.

use std::sync::mpsc;
use std::time::Instant;

use namelight_tests::{Page, Site, View, native_recognizer, visit};
use serde_json::json;

const SENTENCE: &str = "Marie Curie met Angela Merkel of Germany and the Siemens board in Warsaw on Monday, \
                        before the German club Borussia Dortmund beat Chelsea in London.";
/// Not counted: caches fill, and the browser compiles the module's fast form.
const WARM_UP: usize = 20;
const RUNS: usize = 100;

#[tokio::main]
async fn main() {
    let (send, receive) = mpsc::channel();
    let site = Site::serve().await;
    visit("bench", &site, View::WIDE, |page| async move {
        let measured = in_browser(&page).await;
        send.send(measured).expect("somebody waits for the result");
    })
    .await;
    let (wordpieces, ready, browser) = receive.recv().expect("the page was measured");
    let native = natively();
    let result = json!({
        "wordpieces": wordpieces,
        "runs": RUNS,
        "browser": summary(&browser),
        "native": summary(&native),
        "browser_by_native": median(&browser) / median(&native),
        "navigation_to_ready_millis": ready,
    });
    println!("{result}");
}

/// Wordpieces of the sentence, milliseconds from navigation to a model that is ready, and milliseconds a run.
async fn in_browser(page: &Page) -> (usize, f64, Vec<f64>) {
    page.until_ready().await;
    let ready = page.ask("return performance.now()").await;
    let mut millis = Vec::new();
    for run in 0..WARM_UP + RUNS {
        // The page analyses a text once; a space more makes it another one with the same wordpieces.
        let text = [SENTENCE, " "].concat();
        page.analyse(if run % 2 == 0 { SENTENCE } else { &text })
            .await;
        let run_millis =
            page.ask("return Number(document.getElementById('status').dataset.millis)");
        millis.push(run_millis.await);
    }
    let wordpieces =
        page.ask("return Number(document.getElementById('status').dataset.wordpieces)");
    (wordpieces.await, ready, millis.split_off(WARM_UP))
}

fn natively() -> Vec<f64> {
    let recognizer = native_recognizer();
    let sentences = namelight_text::split_sentences(SENTENCE);
    let run = |_| {
        let start = Instant::now();
        for sentence in &sentences {
            let found = recognizer.recognize_sentence(SENTENCE, *sentence);
            found.expect("the sentence is analysed");
        }
        start.elapsed().as_secs_f64() * 1000.0
    };
    (0..WARM_UP + RUNS).map(run).skip(WARM_UP).collect()
}

fn summary(millis: &[f64]) -> serde_json::Value {
    let min = millis.iter().copied().fold(f64::INFINITY, f64::min);
    json!({ "median_millis": median(millis), "min_millis": min })
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
