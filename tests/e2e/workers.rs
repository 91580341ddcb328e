//! What a person sees when a worker fails, and that a failure concerns that worker and that request alone.

use std::sync::Arc;
use std::time::{Duration, Instant};

use namelight_tests::{Fault, LocalModel, Page, Site, View, figure, short_or_long, visit};
use serde_json::json;

/// Lets WebAssembly trap when a text says so.
const TRAPS: &str = r#"addEventListener("message", ({ data: { task } }) => {
    if (task?.recognize?.sentences.some(sentence => sentence.includes("trap"))) trap();
});"#;

/// Refuses to explain.
const EXPLAINS_NOTHING: &str = r#"addEventListener("message", event => {
    const { id, task } = event.data;
    if (!task?.explain) return;
    event.stopImmediatePropagation();
    postMessage({ type: "failed", request: id, kind: "internal", message: "it broke" });
});"#;

/// Hears nothing any more once a text says so.
const HANGS: &str = r#"let hangs = false;
addEventListener("message", event => {
    hangs ||= JSON.stringify(event.data).includes("hang");
    if (hangs) event.stopImmediatePropagation();
});"#;

/// Never says that it listens.
const NEVER_STARTS: &str = "self.onmessage = null; await new Promise(() => {});";

/// Says that it is of another version.
const OF_ANOTHER_VERSION: &str = r#"const post = self.postMessage.bind(self);
self.postMessage = message => post(message.type === "ready" ? { ...message, version: 99 } : message);"#;

/// Lets the page's timers run so many times as fast, since it waits a minute for a worker to start.
const FAST_TIMERS: &str = "{
        const { setTimeout } = window;
        window.setTimeout = (call, millis, ...rest) => setTimeout(call, millis / 30, ...rest);
    }";

/// Waits for the names of a text after a worker was lost, and notes how long a fresh one took.
async fn until_survived(page: &Page) {
    let told = Instant::now();
    page.until_analysed().await;
    figure("page.crashes_survived", 1);
    figure("page.fresh_worker_millis_most", told.elapsed().as_millis());
}

/// Waits for the error that tells of a worker which answers nothing, and notes how long that took.
async fn until_found_silent(page: &Page, since: Instant) {
    let error = page.until_error().await;
    assert!(error.contains("does not answer"), "{error}");
    figure(
        "page.silent_worker_millis_most",
        since.elapsed().as_millis(),
    );
}

async fn until_no_error(page: &Page) {
    let gone = "return document.getElementById('error') === null";
    page.until(gone, "the error goes away").await;
}

/// The person tries again, with a real worker, and names are found.
async fn assert_recovers(page: &Page) {
    page.start_real_workers().await;
    page.click("#retry").await;
    page.until_ready().await;
    assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    until_no_error(page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trap_in_the_worker_is_told_and_a_fresh_worker_goes_on() {
    let site = Site::serve().await;
    visit("trap", &site, View::WIDE, |page| async move {
        page.reload_spoilt(TRAPS).await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        page.start_real_workers().await;
        page.paste("Anna steps into a trap in Oslo").await;
        let error = page.until_error().await;
        assert!(error.contains("The recogniser stopped"), "{error}");
        assert!(error.contains("unreachable"), "{error}");
        until_survived(&page).await;
        let marks = page.marks().await;
        assert_eq!(marks.len(), 2, "{marks:?}");
        until_no_error(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn crashes_in_a_row_end_in_a_clear_stop_each_time_and_lose_nothing() {
    let crashes = short_or_long(8, 52);
    let site = Site::serve().await;
    visit("crashes", &site, View::WIDE, move |page| async move {
        page.reload_spoilt(TRAPS).await;
        page.until_ready().await;
        let text = "Anna steps into a trap in Oslo";
        page.paste(text).await;
        // A worker is replaced three times; then it is the person who tries again.
        for round in 1..=crashes / 4 {
            let stopped = "return document.getElementById('retry') !== null
                && document.getElementById('error').textContent.includes('keeps stopping')";
            page.until(stopped, "the page has stopped to try").await;
            let started: usize = page.ask("return window.started").await;
            assert!(started <= 5 * round, "{started} workers in {round} rounds");
            assert_eq!(page.typed_text().await, text);
            if round == crashes / 4 {
                page.start_real_workers().await;
            }
            page.click("#retry").await;
        }
        page.until_analysed().await;
        assert_eq!(page.marks().await.len(), 2);
        until_no_error(&page).await;
        figure("page.crashes_survived", crashes);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_worker_that_keeps_trapping_is_done_without() {
    let site = Site::serve().await;
    visit("second-trap", &site, View::WIDE, |page| async move {
        let two_cores =
            "Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 });";
        page.before_every_page(two_cores).await;
        page.reload_spoilt("").await;
        page.until_ready().await;
        // The first worker is the real one, the second is not.
        page.start_spoilt(TRAPS).await;
        page.paste(&"Anna steps into a trap in Oslo.\n".repeat(1000))
            .await;
        page.until_analysed().await;
        let (found, model) = (
            page.ask::<usize>("return document.querySelectorAll('#entities li').length"),
            page.text("#status"),
        );
        let (found, status) = (found.await, model.await);
        assert!(
            found > 0 && status.starts_with("Model small"),
            "{found} {status}"
        );
        until_no_error(&page).await;
        let started: usize = page.ask("return window.started").await;
        assert!(
            started > 4,
            "the second worker was started {started} times less 1"
        );
        // The first worker still is the one that it was.
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_explanation_leaves_the_model_that_is_loading_alone() {
    let site = Arc::new(Site::serve().await);
    let same = site.clone();
    visit("explain-fails", &site, View::WIDE, move |page| async move {
        page.reload_spoilt(EXPLAINS_NOTHING).await;
        page.analyse("Anna lives in Oslo").await;
        let weights = "model/base/model.safetensors";
        same.damage(weights, Fault::Slow(Duration::from_secs(2)));
        page.select("#model", "base").await;
        let loading = "return document.getElementById('status').dataset.state === 'loading'";
        page.until(loading, "the other model is loading").await;
        page.run::<()>("document.getElementById('show-tokens').click()", json!([]))
            .await;
        let told = "return document.querySelector('.tokens')?.textContent.includes('it broke')";
        page.until(told, "the failure is told where it belongs")
            .await;
        page.screenshot("explain-fails").await;
        until_no_error(&page).await;
        page.until_model("base").await;
        page.until_analysed().await;
        assert_eq!(page.marks().await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_never_starts_is_told_and_started_again() {
    let site = Site::serve().await;
    visit("never-starts", &site, View::WIDE, |page| async move {
        // A model of an earlier visit is chosen.
        page.run::<()>(
            "localStorage.setItem('namelight.settings', '{\"model\":\"base\"}')",
            json!([]),
        )
        .await;
        page.before_every_page(FAST_TIMERS).await;
        page.reload_spoilt(NEVER_STARTS).await;
        let error = page.until_error().await;
        assert!(error.contains("does not start"), "{error}");
        assert_recovers(&page).await;
        page.until_model("base").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_hangs_is_replaced() {
    let site = Site::serve().await;
    visit("hangs", &site, View::WIDE, |page| async move {
        page.reload_spoilt(HANGS).await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        page.start_real_workers().await;
        page.paste("Anna likes to hang around in Oslo").await;
        until_found_silent(&page, Instant::now()).await;
        until_survived(&page).await;
        assert_eq!(page.marks().await.len(), 2);
        until_no_error(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_the_browser_ends_is_replaced_and_nothing_is_lost() {
    let site = Site::serve().await;
    visit("ended", &site, View::WIDE, |page| async move {
        page.reload_spoilt("").await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        page.click("#legend li[data-kind=LOC] input").await;
        page.run::<()>("window.newest.terminate()", json!([])).await;
        page.press(" with Ada Lindqvist").await;
        until_found_silent(&page, Instant::now()).await;
        until_survived(&page).await;
        assert_eq!(
            page.typed_text().await,
            "Anna lives in Oslo with Ada Lindqvist"
        );
        // The place stays switched off.
        assert_eq!(page.marks().await.len(), 2);
        assert_eq!(page.ask::<usize>("return window.started").await, 2);
        until_no_error(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_of_another_version_is_told_with_what_helps() {
    let site = Site::serve().await;
    visit("version", &site, View::WIDE, |page| async move {
        page.reload_spoilt(OF_ANOTHER_VERSION).await;
        let error = page.until_error().await;
        assert!(error.contains("load the page again"), "{error}");
        assert_recovers(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_labels_with_the_same_weights_are_shown_at_once() {
    let site = Site::serve().await;
    visit("relabelled", &site, View::WIDE, |page| async move {
        let labels = ["O", "LABEL_1", "LABEL_2"].map(str::to_owned);
        let model = LocalModel::with_labels(&labels);
        page.analyse("Ada met Zoë in Oslo. The old owl sang of Paris and Rome.")
            .await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        page.until_analysed().await;
        let kinds = |marks: Vec<namelight_tests::Mark>| -> Vec<String> {
            marks.into_iter().map(|mark| mark.kind).collect()
        };
        let before = kinds(page.marks().await);
        assert!(!before.is_empty());
        assert!(
            before.iter().all(|kind| kind.starts_with("LABEL_")),
            "{before:?}"
        );
        model.replace("config.json", "LABEL_1", "OWL");
        model.replace("config.json", "LABEL_2", "WREN");
        page.open_files("#model-folder", &[model.folder()]).await;
        let there = "return document.querySelector('#legend [data-kind=OWL]') !== null";
        page.until(there, "the legend has the new names").await;
        page.until_analysed().await;
        let after = kinds(page.marks().await);
        assert_eq!(after.len(), before.len());
        assert!(
            after.iter().all(|kind| ["OWL", "WREN"].contains(&&**kind)),
            "{after:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_decodes_as_it_is_asked_to() {
    let site = Site::serve().await;
    visit("options", &site, View::WIDE, |page| async move {
        let script = "window.answers = [];
            const sentences = ['Anna lives in Oslo.'];
            const all = [{}, { options: { entity_types: ['LOC'] } }, { options: { recall_bias: -50 } }];
            namelight.startWorker(true).then(worker => worker.onmessage = ({ data }) => {
                const send = (id, task) => worker.postMessage({ id, task });
                const ask = id => send(id, { recognize: { sentences, ...all[id - 2] } });
                const url = new URL('model/small/manifest.json', document.baseURI).href;
                if (data.type === 'ready') send(1, { load: { url } });
                if (data.type === 'loaded') ask(2);
                if (data.type !== 'recognized') return;
                window.answers.push(data.found[0].entities.length);
                if (data.request - 1 < all.length) ask(data.request + 1);
            });";
        page.run::<()>(script, json!([])).await;
        page.until("return window.answers.length === 3", "all is answered")
            .await;
        assert_eq!(
            page.ask::<Vec<usize>>("return window.answers").await,
            [2, 1, 0]
        );
    })
    .await;
}
