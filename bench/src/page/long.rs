//! What a megabyte does to the page.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use namelight_tests::Page;
use serde::Serialize;
use serde_json::json;

use crate::story::story;

/// A megabyte of text.
const WORDS: usize = 180_000;

/// Tasks that keep the page from answering, as the browser reports those from 50 ms on.
const WATCH: &str = "
    window.tasks = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });";

/// What opening it and analysing it took.
#[derive(Debug, Serialize)]
pub struct Long {
    bytes: usize,
    /// From the file to the first name.
    first_name_millis: f64,
    /// From the file to the last name.
    all_millis: f64,
    wordpieces: usize,
    workers: usize,
    /// Of computing, of all workers together.
    compute_millis: f64,
    /// Tasks of the page's thread that took 50 ms or more.
    long_tasks_millis: Vec<f64>,
}

pub async fn measure(page: &Page) -> Long {
    page.until_ready().await;
    let text = story(WORDS);
    let folder = tempfile::tempdir().expect("a folder for the text");
    let path: PathBuf = folder.path().join("long.txt");
    std::fs::write(&path, &text).expect("the text is written");
    page.run::<()>(WATCH, json!([])).await;
    let start = Instant::now();
    page.open_files("#files", &[path]).await;
    let first = "return document.querySelector('#highlights mark') !== null";
    page.until(first, "the first name is lit").await;
    let first_name_millis = millis(start.elapsed());
    let done = "const status = document.getElementById('status').dataset;
        return status.analysed === status.requested";
    page.until_within(done, "all is analysed", Duration::from_secs(900))
        .await;
    Long {
        bytes: text.len(),
        first_name_millis,
        all_millis: millis(start.elapsed()),
        wordpieces: page.wordpieces().await,
        compute_millis: page
            .ask("return Number(document.getElementById('status').dataset.millis)")
            .await,
        workers: page
            .ask("return Number(document.getElementById('status').dataset.workers)")
            .await,
        long_tasks_millis: page.ask("return tasks").await,
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
