//! What the browser keeps of the site for when there is no network (`web/offline.js`).

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::BrowserError;

/// The build of the worker with threads, and the one that runs beside others and where a browser shares no memory.
const WITH_THREADS: &str = "worker_threads";
const WITHOUT_THREADS: &str = "worker_relaxed";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = namelight, js_name = keepOffline)]
    async fn keep_offline(parts: Vec<String>) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = namelight, js_name = awaitUpdate)]
    async fn await_update() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = namelight, js_name = takeUpdate)]
    async fn take_update() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = namelight, js_name = forgetOffline)]
    async fn forget_offline() -> Result<JsValue, JsValue>;
}

/// Keeps the site, the builds of the worker that this browser runs, and a hosted model.
///
/// # Errors
/// When the browser keeps nothing, has no room, or a file cannot be fetched.
pub async fn keep(model: &str) -> Result<(), BrowserError> {
    let mut parts = workers();
    parts.push(model.to_owned());
    keep_offline(parts).await?;
    Ok(())
}

/// Waits until another build of the site is there as a whole; for ever where none comes.
///
/// # Errors
/// When the browser keeps nothing.
pub async fn newer_build() -> Result<(), BrowserError> {
    await_update().await?;
    Ok(())
}

/// Loads the page again, of the build that [`newer_build`] waited for.
///
/// # Errors
/// When that is gone.
pub async fn change_to_newer_build() -> Result<(), BrowserError> {
    take_update().await?;
    Ok(())
}

/// Removes all that is kept.
///
/// # Errors
/// When the browser lets nothing be changed.
pub async fn forget() -> Result<(), BrowserError> {
    forget_offline().await?;
    Ok(())
}

/// The builds of the worker that the next visit may run. The service worker isolates the page, so from then on it may have
/// threads also where the host does not isolate it.
fn workers() -> Vec<String> {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let chosen = root
        .as_ref()
        .and_then(|root| root.get_attribute("data-worker"));
    let has_threads = root.is_some_and(|root| root.has_attribute("data-threads"));
    match chosen {
        Some(chosen) if chosen != WITHOUT_THREADS && chosen != WITH_THREADS => vec![chosen],
        _ if has_threads => vec![WITH_THREADS.to_owned(), WITHOUT_THREADS.to_owned()],
        _ => vec![WITHOUT_THREADS.to_owned()],
    }
}
