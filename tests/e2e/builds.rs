//! The worker's builds: which one runs, and that each finds what the same code finds natively.

use namelight_tests::{Page, Site, View, native_entities, visit};
use namelight_text::Entity;

const TEXTS: [&str; 5] = [
    "Marie Curie left Warsaw for Paris. AT&T and Siemens opened an office in New York, and the German club Borussia \
     Dortmund beat Chelsea.",
    "",
    "   \n\t ",
    "no names here at all",
    "İstanbul'da Zoë Müller 👩‍👩‍👧 met José\u{301} in São Paulo — 東京の Toyota\u{a0}plant.\rשלום from Haifa",
];

/// Engines differ in nothing that reaches a score, so that this is far more than is needed.
const SCORE_BOUND: f32 = 1e-3;

/// The worker's entities, types and places are those of the native build; so are their scores.
async fn assert_native_entities(page: &Page, text: &str) -> Vec<Entity> {
    let (found, native) = (page.worker_entities(text).await, native_entities(text));
    assert_eq!(found.len(), native.len(), "{text:?}: {found:?}");
    for (found, native) in found.iter().zip(&native) {
        assert_eq!(
            (&found.entity_type, found.span),
            (&native.entity_type, native.span)
        );
        let difference = (found.score - native.score).abs();
        assert!(difference < SCORE_BOUND, "{found:?} {native:?}");
    }
    found
}

/// Compares what the page shows with what the same code finds natively.
async fn assert_native_answers(page: &Page) {
    for text in TEXTS {
        let marks = page.analyse(text).await;
        let found = assert_native_entities(page, text).await;
        assert_eq!(marks.len(), found.len(), "{text:?}: {marks:?}");
        for (mark, found) in marks.iter().zip(&found) {
            let place = (mark.kind.as_str(), mark.start, mark.end);
            assert_eq!(
                place,
                (found.entity_type.as_str(), found.span.start, found.span.end)
            );
            assert_eq!(text.get(mark.start..mark.end), Some(mark.surface.as_str()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_with_relaxed_simd_finds_what_the_same_code_finds_natively() {
    let site = Site::serve().await;
    visit("relaxed-simd", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        assert_eq!(page.instructions().await, "relaxed simd");
        assert_native_answers(&page).await;
        let status = page.text("#status").await;
        assert!(status.contains("relaxed simd"), "{status}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_relaxed_simd_finds_the_same() {
    let site = Site::serve().await;
    visit("simd128", &site, View::WIDE, |page| async move {
        page.reload_without_relaxed_simd().await;
        page.until_ready().await;
        assert_eq!(page.instructions().await, "simd128");
        assert_native_answers(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_isolated_page_shares_the_work_among_threads_and_finds_the_same() {
    let site = Site::serve_with_own_headers().await;
    visit("threads", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        assert_eq!(page.instructions().await, "relaxed simd");
        let threads: String = page
            .ask("return document.getElementById('status').dataset.threads")
            .await;
        let cores: usize = page.ask("return navigator.hardwareConcurrency").await;
        assert_eq!(threads, cores.min(8).to_string());
        assert_native_answers(&page).await;
        // One long sentence, which threads share.
        let names = "Marie Curie of Warsaw, Angela Merkel of Siemens in New York, ".repeat(20);
        assert_native_entities(&page, &names).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_gets_no_memory_to_share_is_replaced_by_one_without_threads() {
    let site = Site::serve_with_own_headers().await;
    visit("no-shared-memory", &site, View::WIDE, |page| async move {
        page.reload_spoilt(
            "const { Memory } = WebAssembly;
            WebAssembly.Memory = function (options) {
                if (options.shared) throw new RangeError('could not allocate memory');
                return new Memory(options);
            };",
        )
        .await;
        page.until_ready().await;
        let threads = "return document.getElementById('status').dataset.threads";
        assert_eq!(page.ask::<String>(threads).await, "1");
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_isolated_runs_without_threads() {
    let site = Site::serve().await;
    visit("one-thread", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let threads: String = page
            .ask("return document.getElementById('status').dataset.threads")
            .await;
        assert_eq!(threads, "1");
    })
    .await;
}
