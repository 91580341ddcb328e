//! What a person sees when something is broken, and that it goes on when that is repaired.

use std::sync::Arc;

use namelight_tests::{Fault, Page, Site, View, visit, visit_early};

const WEIGHTS: &str = "model/small/model.safetensors";
const MANIFEST: &str = "model/small/manifest.json";
const CONFIG: &str = "model/small/config.json";
const REPORT: &str = "model/small/report.json";
const TOKENIZER: &str = "model/small/tokenizer.json";
const WORKER: &str = "worker_relaxed.js";
const WORKER_MODULE: &str = "worker_relaxed_bg.wasm";
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
async fn a_connection_that_ends_half_way_is_told() {
    let words = &["model/small/model.", "check the connection"];
    assert_refused("breaks", WEIGHTS, Fault::Breaks, words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_stops_coming_is_told_and_fetched_again() {
    let site = Arc::new(Site::serve().await);
    site.damage(WEIGHTS, Fault::Stalls);
    let same = site.clone();
    visit_early("stalls", &site, View::WIDE, move |page| async move {
        page.until_drawn().await;
        // The worker waits half a minute, which its timers make a second.
        page.reload_spoilt(
            "const { setTimeout } = self; self.setTimeout = (call, millis, ...rest) => \
            setTimeout(call, millis / 30, ...rest);",
        )
        .await;
        page.press("Typed before the model was there.").await;
        let error = page.until_error().await;
        assert!(error.contains("has stopped coming"), "{error}");
        assert_recovers(&page, &same).await;
    })
    .await;
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
async fn a_flipped_byte_of_the_configuration_is_refused_by_name() {
    let mut config = Site::file(CONFIG);
    let place = config.len() - 10;
    config[place] ^= 1;
    assert_refused(
        "flipped",
        CONFIG,
        Fault::Stale(config),
        &["config.json", "sha256"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manifest_of_another_model_is_refused_because_the_page_was_built_with_its_own() {
    // Every file of the other model would be what its own manifest says.
    let other = Site::file("model/base/manifest.json");
    let words = &["manifest.json", "built with", "load the page again"];
    assert_refused("unbound", MANIFEST, Fault::Replaced(other), words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_changed_places_are_refused_by_name() {
    let swapped = vec![
        (CONFIG, Fault::Replaced(Site::file(TOKENIZER))),
        (COMPRESSED_TOKENIZER, Fault::Missing),
        (TOKENIZER, Fault::Replaced(Site::file(CONFIG))),
    ];
    assert_all_refused("swapped", swapped, &["config.", "longer than"]).await;
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
    let words = &["The recogniser keeps stopping", WORKER, "404"];
    assert_refused("no-worker", WORKER, Fault::Missing, words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_byte_of_a_worker_is_told_and_the_file_fetched_again() {
    const OTHER: &str = "is not the file that this page was built with";
    let files: [(_, _, &[&str]); 2] = [
        ("flipped-worker", WORKER, &[WORKER, OTHER]),
        ("flipped-module", WORKER_MODULE, &[WORKER_MODULE, OTHER]),
    ];
    for (name, path, words) in files {
        let mut file = Site::file(path);
        let middle = file.len() / 2;
        file[middle] ^= 1;
        assert_refused(name, path, Fault::Stale(file), words).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_page_in_place_of_a_worker_is_told() {
    let fault = Fault::Replaced(b"<!doctype html><title>Home</title>".to_vec());
    let words = &[WORKER, "is not the file that this page was built with"];
    assert_refused("no-worker-page", WORKER, fault, words).await;
}

/// The page says why it does not start, and starts once the host is repaired; what was typed stays.
async fn assert_page_refused(name: &'static str, path: String, fault: Fault) {
    let site = Arc::new(Site::serve().await);
    site.damage(&path, fault);
    let same = site.clone();
    visit_early(name, &site, View::WIDE, move |page| async move {
        let told = page.until_alert().await;
        assert!(told.contains("could not be started"), "{told}");
        same.repair();
        page.reload().await;
        page.until_ready().await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}

/// A script of the build with a line more.
fn altered(name: &str) -> Fault {
    let mut script = Site::file(name);
    script.extend(b"// another line");
    Fault::Replaced(script)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_script_that_starts_the_page_or_its_workers_is_told() {
    for (name, script) in [
        ("damaged-boot", "boot.js"),
        ("damaged-start", "start_worker.js"),
    ] {
        assert_page_refused(name, script.to_owned(), altered(script)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_script_that_keeps_the_site_the_page_says_so_and_runs() {
    let site = Site::serve().await;
    site.damage("offline.js", altered("offline.js"));
    visit("damaged-offline", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let told = "return document.getElementById('offline')?.textContent.length > 0";
        page.until(told, "it is told").await;
        assert_eq!(
            page.text("#offline").await,
            "It does not open without a network: offline.js is missing or damaged; load the page again."
        );
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        page.click("#forget").await;
        page.go_to_view("#measure").await;
        page.until_drawn().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_byte_of_the_pages_own_program_is_told() {
    for (name, end) in [("flipped-page", "_bg.wasm"), ("flipped-script", ".js")] {
        let path = Site::page_program(end);
        let mut file = Site::file(&path);
        let middle = file.len() / 2;
        file[middle] ^= 1;
        assert_page_refused(name, path, Fault::Stale(file)).await;
    }
}

/// The report view tells what is wrong, and shows the table after the repair.
async fn assert_report_refused(name: &'static str, fault: Fault, word: &'static str) {
    let site = Arc::new(Site::serve().await);
    site.damage(REPORT, fault);
    let same = site.clone();
    visit(name, &site, View::WIDE, move |page| async move {
        page.go_to_view("#report").await;
        let error = page.until_error().await;
        assert!(error.contains(word), "{error}");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_report_is_told_and_fetched_again() {
    assert_report_refused("no-report", Fault::Missing, "404").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_byte_of_the_report_is_told_and_the_report_fetched_again() {
    let mut report = Site::file(REPORT);
    let digit = report.iter().rposition(u8::is_ascii_digit).unwrap();
    report[digit] ^= 1;
    assert_report_refused("flipped-report", Fault::Stale(report), "report.json").await;
}
