//! The page as it is used: latency from a key to the painted name and from a move of the slider, and what a megabyte does to
//! it, in Chromium.

mod keys;
mod long;
mod slider;
pub mod story;

use std::sync::{Arc, Mutex};

use anyhow::Result;
use namelight_tests::{Page, Site, View, visit};
use serde::{Deserialize, Serialize};

use crate::record::{self, Subject};
use crate::table::Row;
use keys::Keys;
use long::Long;
use slider::Slider;

/// Lengths of the texts that are typed in, in words.
const WORDS: [usize; 3] = [100, 1_000, 10_000];

/// The results of the measurement.
#[derive(Debug, Serialize, Deserialize)]
pub struct PageTimes {
    typing: Vec<Keys>,
    /// Older records have none.
    slider: Option<Slider>,
    long: Long,
}

impl Subject for PageTimes {
    const NAME: &'static str = "page";
    const ABOUT: &'static str = "Keys are pressed in the middle of a text, each after the one before was painted; \
        milliseconds are a median, and in brackets the minimum and the 95th percentile. A long task keeps the page \
        from answering for 50 ms or more.";

    fn rows(&self) -> Vec<Row> {
        let keys = self.typing.iter().map(Keys::row);
        let slider = self.slider.iter().map(Slider::row);
        keys.chain(slider).chain(self.long.rows()).collect()
    }
}

/// Measures all of them.
pub fn bench() -> Result<()> {
    let results = tokio::runtime::Runtime::new()?.block_on(measure());
    record::keep(results)
}

async fn measure() -> PageTimes {
    let mut typing = Vec::new();
    for words in WORDS {
        typing.push(in_page(move |page| async move { keys::measure(&page, words).await }).await);
    }
    let slider = in_page(|page| async move { slider::measure(&page, 10_000).await }).await;
    let long = in_page(|page| async move { long::measure(&page).await }).await;
    PageTimes {
        typing,
        slider: Some(slider),
        long,
    }
}

/// Runs a measurement in a fresh browser.
async fn in_page<T, F, Fut>(measure: F) -> T
where
    T: Send + 'static,
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = T> + Send + 'static,
{
    let site = Site::serve().await;
    let result = Arc::new(Mutex::new(None));
    let place = result.clone();
    visit("bench-page", &site, View::WIDE, move |page| {
        let measured = measure(page);
        async move {
            let measured = measured.await;
            *place.lock().unwrap() = Some(measured);
        }
    })
    .await;
    let measured = result.lock().unwrap().take();
    measured.expect("the measurement ended")
}
