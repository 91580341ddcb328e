//! The worker's builds: which one runs, and that each finds what the same code finds natively.

use namelight_tests::{Page, Site, View, native_entities, visit};

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

/// Entities, types and places are those of the native build; so are their scores.
async fn assert_native_answers(page: &Page) {
    for text in TEXTS {
        let marks = page.analyse(text).await;
        let (found, native) = (page.worker_entities(text).await, native_entities(text));
        assert_eq!(found.len(), native.len(), "{text:?}: {found:?}");
        assert_eq!(marks.len(), native.len(), "{text:?}: {marks:?}");
        for ((mark, found), native) in marks.iter().zip(&found).zip(&native) {
            assert_eq!((&found.kind, found.span), (&native.kind, native.span));
            assert!(
                (found.score - native.score).abs() < SCORE_BOUND,
                "{found:?} {native:?}"
            );
            let place = (mark.kind.as_str(), mark.start, mark.end);
            assert_eq!(
                place,
                (native.kind.as_str(), native.span.start, native.span.end)
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
