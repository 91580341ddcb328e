//! Milliseconds from navigation to the first name that is lit up.

use namelight_tests::{Browser, Page, View};

use super::effort::Effort;
use super::results::FirstEntity;
use super::server::Server;
use super::slow_link::SlowLink;
use crate::summary::Summary;

const KEEP_TIME: &str = include_str!("first_entity.js");

/// Pages, by the name in the results. transformers.js gets its choice of two builds and two ways of making the model.
const PAGES: [(&str, &str); 5] = [
    ("namelight", "/site/index.html"),
    (
        "transformers.js, plain graph",
        "/bench/transformers.html?model=plain-mask-u8",
    ),
    (
        "transformers.js, fused graph",
        "/bench/transformers.html?model=attention-mask-u8",
    ),
    (
        "transformers.js without WebGPU, plain graph",
        "/bench/transformers_lean.html?model=plain-mask-u8",
    ),
    (
        "transformers.js without WebGPU, fused graph",
        "/bench/transformers_lean.html?model=attention-mask-u8",
    ),
];

/// Opens every page in turn, each time in a fresh browser.
pub async fn first_entities(server: &Server, effort: &Effort) -> Vec<FirstEntity> {
    let mut times = vec![(Vec::new(), Vec::new()); PAGES.len()];
    // The first round does not count: in it the server compresses its files.
    for round in 0..=effort.visits {
        for ((_, path), (cold, warm)) in PAGES.iter().zip(&mut times) {
            let url = server.url(path);
            let browser = fresh_browser().await;
            let first = visit(&browser, &url).await;
            if round > 0 {
                cold.push(first);
                warm.push(visit(&browser, &url).await);
            }
            browser.close().await;
        }
    }
    let slow = over_slow_link(server, effort).await;
    let pages = PAGES.iter().zip(&times).zip(&slow);
    let pages = pages.map(|(((page, _), (cold, warm)), slow)| FirstEntity {
        page: (*page).to_owned(),
        cold: Summary::of(cold),
        warm: Summary::of(warm),
        slow: Some(Summary::of(slow)),
    });
    pages.collect()
}

/// The same over a slow link, with nothing cached.
async fn over_slow_link(server: &Server, effort: &Effort) -> Vec<Vec<f64>> {
    let link = SlowLink::to(server.address()).await;
    let mut times = vec![Vec::new(); PAGES.len()];
    for _ in 0..effort.slow_visits {
        for ((_, path), times) in PAGES.iter().zip(&mut times) {
            let browser = fresh_browser().await;
            times.push(visit(&browser, &link.url(path)).await);
            browser.close().await;
        }
    }
    times
}

/// A browser with nothing cached, which keeps the time of the first name.
async fn fresh_browser() -> Browser {
    let browser = Browser::start(View::WIDE).await;
    let blank = Page::at(browser.client(), "about:blank").await;
    blank.before_every_page(KEEP_TIME).await;
    browser
}

async fn visit(browser: &Browser, url: &str) -> f64 {
    // Ends the visit before.
    Page::at(browser.client(), "about:blank").await;
    let page = Page::at(browser.client(), url).await;
    let found = "return window.firstEntity !== undefined";
    page.until(found, "a name is lit up").await;
    page.ask("return window.firstEntity").await
}
