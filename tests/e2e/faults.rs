//! What a person sees when something is broken, and that it goes on when that is repaired.

use std::sync::Arc;

use namelight_tests::{Fault, Page, Site, View, visit};

const WEIGHTS: &str = "model/small/model.safetensors";
const MANIFEST: &str = "model/small/manifest.json";
const TOKENIZER: &str = "model/small/tokenizer.json";
const COMPRESSED_TOKENIZER: &str = "model/small/tokenizer.json.gz";

/// The host is repaired, the person tries again, and names light up; nothing typed is lost.
async fn assert_recovers(page: &Page, site: &Site) {
    let typed = page.typed_text().await;
    site.repair();
    page.click("#retry").await;
    page.until_ready().await;
    assert_eq!(page.typed_text().await, typed);
    let marks = page.analyse("Anna lives in Oslo").await;
    assert_eq!(marks.len(), 2, "{marks:?}");
}

async fn assert_refused(
    name: &'static str,
    path: &'static str,
    fault: Fault,
    words: &'static [&str],
) {
    assert_all_refused(name, vec![(path, fault)], words).await;
}

async fn assert_all_refused(
    name: &'static str,
    faults: Vec<(&'static str, Fault)>,
    words: &'static [&str],
) {
    let site = Arc::new(Site::serve().await);
    for (path, fault) in faults {
        site.damage(path, fault);
    }
    let same = site.clone();
    visit(name, &site, View::WIDE, move |page| async move {
        page.press("Typed before the model was there.").await;
        let error = page.until_error().await;
        for word in words {
            assert!(error.contains(word), "{word:?} is not in {error:?}");
        }
        page.screenshot(&format!("{name}-told")).await;
        assert_recovers(&page, &same).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn altered_weights_are_refused_by_name() {
    let mut weights = Site::file(WEIGHTS);
    let middle = weights.len() / 2;
    weights[middle] ^= 1;
    // The browser keeps them, but another try does not fall for its copy.
    let fault = Fault::Stale(weights);
    assert_refused("altered", WEIGHTS, fault, &["model.safetensors"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn truncated_weights_are_refused_by_name() {
    let mut weights = Site::file(WEIGHTS);
    weights.truncate(1_000_000);
    let fault = Fault::Replaced(weights);
    assert_refused("truncated", WEIGHTS, fault, &["model.safetensors"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_model_is_told_with_its_address() {
    let words = &["/some/where/model/small/manifest.json", "404"];
    assert_refused("missing", MANIFEST, Fault::Missing, words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_place_of_the_manifest_is_told() {
    // What a host does that answers every address with its start page.
    let fault = Fault::Replaced(b"<!doctype html><title>Home</title>".to_vec());
    assert_refused("no-manifest", MANIFEST, fault, &["manifest.json"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tokenizer_of_another_model_is_refused_by_name() {
    let other = || Fault::Replaced(br#"{"version":"1.0"}"#.to_vec());
    let faults = vec![(TOKENIZER, other()), (COMPRESSED_TOKENIZER, other())];
    assert_all_refused("tokenizer", faults, &["tokenizer.json"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_compressed_tokenizer_that_is_missing_or_broken_is_fetched_plain() {
    let mut cut = Site::file(COMPRESSED_TOKENIZER);
    cut.truncate(1000);
    // Some hosts decompress such a file on their own.
    let plain = Site::file(TOKENIZER);
    for fault in [Fault::Missing, Fault::Replaced(cut), Fault::Replaced(plain)] {
        let site = Site::serve().await;
        site.damage(COMPRESSED_TOKENIZER, fault);
        visit(
            "compressed-tokenizer",
            &site,
            View::WIDE,
            |page| async move {
                page.until_ready().await;
                let marks = page.analyse("Anna lives in Oslo").await;
                assert_eq!(marks.len(), 2, "{marks:?}");
            },
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_whose_files_are_missing_is_told_after_some_tries() {
    let words = &["The recogniser keeps stopping"];
    assert_refused(
        "no-worker",
        "worker_relaxed_loader.js",
        Fault::Missing,
        words,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_report_is_told_and_fetched_again() {
    let site = Arc::new(Site::serve().await);
    site.damage("model/small/report.json", Fault::Missing);
    let same = site.clone();
    visit("no-report", &site, View::WIDE, move |page| async move {
        page.go_to_view("#report").await;
        let error = page.until_error().await;
        assert!(error.contains("404"), "{error}");
        same.repair();
        page.click("#retry").await;
        page.until(
            "return document.querySelector('#epochs') !== null",
            "the table",
        )
        .await;
    })
    .await;
}
