//! From a key to the painted name, and what a megabyte does to the page, in Chromium. Prints JSON. `cargo xtask bench
//! page` builds the site first and keeps the result.

mod keys;
mod long;
mod story;

use namelight_tests::{Page, Site, View, visit};
use serde_json::json;
use std::sync::{Arc, Mutex};

/// Lengths of the texts that are typed in, in words.
const WORDS: [usize; 3] = [100, 1_000, 10_000];

#[tokio::main]
async fn main() {
    let mut typing = Vec::new();
    for words in WORDS {
        typing.push(in_page(move |page| async move { keys::measure(&page, words).await }).await);
    }
    let long = in_page(|page| async move { long::measure(&page).await }).await;
    println!("{}", json!({ "typing": typing, "long": long }));
}

/// What a measurement in a fresh browser gives.
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
