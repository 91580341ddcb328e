//! The library that the end-to-end tests drive the built page with.
//!
//! [`Site`] serves `dist/` from a folder of this machine, and damages files on request. [`Page`] is the page in a
//! headless Chromium, with what a person does and sees there. [`visit`] joins the two.
//!
//! Everything here panics when something is amiss: it is only used in tests.

mod browser;
mod figures;
mod hosted_model;
mod local_model;
mod page;
mod site;

use std::panic::resume_unwind;

pub use browser::firefox::visit_with_firefox;
pub use browser::net_log::Request;
pub use browser::{Browser, View};
pub use figures::{figure, short_or_long};
pub use hosted_model::{native_entities, native_recognizer, report, report_bytes};
pub use local_model::LocalModel;
pub use page::{Listed, Mark, Page};
pub use site::{Fault, Site};

/// Opens the page of a site in a fresh browser and hands it to a test. Whatever becomes of the test, a screenshot is
/// kept as `target/e2e/<name>.png` and the browser ends. Returns what the browser asked of the network.
pub async fn visit<F, Fut>(name: &str, site: &Site, view: View, test: F) -> Vec<Request>
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let browser = browser::Browser::start(view).await;
    let page = Page::open(browser.client(), &site.url()).await;
    run(name, browser, page, test).await
}

/// Does the same as [`visit`], but hands the page over before it has started.
pub async fn visit_early<F, Fut>(name: &str, site: &Site, view: View, test: F) -> Vec<Request>
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let browser = browser::Browser::start_eager(view).await;
    let page = Page::at(browser.client(), &site.url()).await;
    run(name, browser, page, test).await
}

async fn run<F, Fut>(name: &str, browser: Browser, page: Page, test: F) -> Vec<Request>
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let outcome = tokio::spawn(test(page.clone())).await;
    page.screenshot(name).await;
    let requests = browser.close().await;
    if let Err(error) = outcome {
        resume_unwind(error.into_panic());
    }
    requests
}
