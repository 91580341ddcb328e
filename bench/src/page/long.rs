//! The analysis of a text of a megabyte.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use namelight_tests::Page;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::story::story;
use crate::table::Row;

/// A megabyte of text.
const WORDS: usize = 180_000;

/// Tasks that keep the page from answering, as the browser reports those from 50 ms on.
const WATCH: &str = "
    window.tasks = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });";

/// The times that opening and analysing the text took.
#[derive(Debug, Serialize, Deserialize)]
pub struct Long {
    bytes: usize,
    /// The milliseconds from opening the file to its first name.
    first_name_millis: f64,
    /// The milliseconds from opening the file to its last name.
    all_millis: f64,
    wordpieces: usize,
    workers: usize,
    /// The time that all workers together computed.
    compute_millis: f64,
    /// Tasks of the page's thread that took 50 ms or more.
    long_tasks_millis: Vec<f64>,
}

impl Long {
    pub fn rows(&self) -> Vec<Row> {
        let longest = self.long_tasks_millis.iter().copied().fold(0.0, f64::max);
        let busy = self.compute_millis / (self.all_millis * self.workers as f64) * 100.0;
        let rate = self.wordpieces as f64 / self.all_millis * 1000.0;
        let rows = [
            (
                "milliseconds to the first name",
                format!("{:.0}", self.first_name_millis),
            ),
            (
                "seconds to the last name",
                format!("{:.1}", self.all_millis / 1000.0),
            ),
            ("workers", self.workers.to_string()),
            ("wordpieces a second", format!("{rate:.0}")),
            (
                "share of the time that workers compute",
                format!("{busy:.0} %"),
            ),
            ("long tasks", self.long_tasks_millis.len().to_string()),
            ("milliseconds of the longest one", format!("{longest:.0}")),
        ];
        let table = format!("A file of {} bytes", self.bytes);
        let row = |(what, value)| Row::new(&table, what, value);
        rows.map(row).into()
    }
}

/// Opens the file and waits for its last name.
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
