//! The page without a network, and how it changes to another build.

use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use namelight_tests::{Fault, Page, Site, View, visit, visit_with_firefox};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

const KEPT: &str = "It also opens without a network.";
const LINE: &str = "const BUILD = ";

async fn until_kept(page: &Page) {
    page.until_ready().await;
    let kept = format!("return document.getElementById('offline')?.textContent === '{KEPT}'");
    page.until(&kept, "the site is kept").await;
}

async fn assert_opens_without_a_network(page: &Page, site: &Site) {
    site.stop();
    page.reload().await;
    page.until_ready().await;
    page.paste("Anna lives in Oslo").await;
    page.until_analysed().await;
    assert_eq!(page.marks().await.len(), 2);
    page.go_to_view("#report").await;
    page.until(
        "return document.querySelector('#epochs') !== null",
        "the report",
    )
    .await;
    page.go_to_view("#analyse").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_first_visit_the_page_opens_without_a_network() {
    let site = Arc::new(Site::serve().await);
    let same = site.clone();
    visit("offline", &site, View::WIDE, move |page| async move {
        until_kept(&page).await;
        assert_opens_without_a_network(&page, &same).await;
        // The other model was never used, and cannot be looked for.
        let complaints = page.complaints().await;
        let is_other = |complaint: &String| complaint.contains("model/base/manifest.json");
        assert!(complaints.iter().all(is_other), "{complaints:?}");
        // The service worker sent the headers that this host does not send.
        assert!(page.ask::<bool>("return crossOriginIsolated").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_opens_without_a_network_in_firefox() {
    let site = Arc::new(Site::serve_with_own_headers().await);
    let same = site.clone();
    visit_with_firefox("offline-firefox", &site.url(), move |page| async move {
        until_kept(&page).await;
        same.stop();
        // The driver reloads past the service worker, as a person does with the shift key.
        page.go_to(&same.url()).await;
        page.until_ready().await;
        page.press("Anna lives in Oslo").await;
        page.until_analysed().await;
        assert_eq!(page.marks().await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_model_of_choice_is_there_without_a_network() {
    let site = Arc::new(Site::serve().await);
    let same = site.clone();
    visit("offline-base", &site, View::WIDE, move |page| async move {
        page.until_ready().await;
        page.run::<()>("document.getElementById('settings').open = true", json!([]))
            .await;
        page.select("#model", "base").await;
        page.until_model("base").await;
        // All of it: the note that the service worker makes comes last.
        page.run::<()>(
            "window.isKept = false;
            const look = async () => {
                for (const name of await caches.keys()) {
                    const note = await (await caches.open(name)).match('./?kept=base');
                    if (note) window.isKept = true;
                }
                if (!window.isKept) setTimeout(look, 100);
            };
            look();",
            json!([]),
        )
        .await;
        page.until("return window.isKept", "the model is kept")
            .await;
        assert_opens_without_a_network(&page, &same).await;
        page.until_model("base").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clearing_what_is_stored_also_removes_the_kept_site() {
    let site = Site::serve().await;
    visit("offline-cleared", &site, View::WIDE, |page| async move {
        until_kept(&page).await;
        page.click("#forget").await;
        let gone = "caches.keys().then(names => window.left = names.length);
            navigator.serviceWorker.getRegistrations().then(all => window.registered = all.length);
            return window.left === 0 && window.registered === 0";
        page.until(gone, "nothing is left").await;
        assert_eq!(page.text("#offline").await, "");
        // The next visit keeps it anew.
        page.reload().await;
        until_kept(&page).await;
    })
    .await;
}

/// A browser that refuses storage, or has no room, says so; the page runs.
async fn assert_refused(name: &'static str, script: &'static str, reason: &'static str) {
    let site = Site::serve().await;
    visit(name, &site, View::WIDE, move |page| async move {
        page.before_every_page(script).await;
        page.reload().await;
        page.until_ready().await;
        let told = "return document.getElementById('offline')?.textContent.length > 0";
        page.until(told, "it is told").await;
        let line = page.text("#offline").await;
        assert!(
            line.starts_with("It does not open without a network") && line.contains(reason),
            "{line}"
        );
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_service_workers_are_refused_the_page_says_so_and_runs() {
    let refuse = "navigator.serviceWorker.register = () =>
        Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));";
    assert_refused("offline-refused", refuse, "The operation is insecure").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browser_has_no_service_workers_the_page_says_so_and_runs() {
    let remove =
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });";
    assert_refused("offline-none", remove, "keeps nothing in this window").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_room_the_page_says_so_and_runs() {
    let site = Site::serve().await;
    visit("offline-full", &site, View::WIDE, |page| async move {
        page.until_drawn().await;
        page.limit_storage(2_000_000).await;
        page.until_ready().await;
        let told = "return document.getElementById('offline')?.textContent.length > 0";
        page.until(told, "it is told").await;
        let line = page.text("#offline").await;
        assert!(
            line.starts_with("It does not open without a network"),
            "{line}"
        );
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}

/// A copy of the built site.
fn copy(folder: &Path) {
    let original = Site::folder().canonicalize().unwrap();
    for entry in std::fs::read_dir(&original).unwrap() {
        let entry = entry.unwrap();
        let target = folder.join(entry.file_name());
        std::os::unix::fs::symlink(entry.path(), target).unwrap();
    }
}

/// Puts another page into a copy, with the service worker that a build would write for it.
fn build_anew(folder: &Path, title: &str, change: impl Fn(&mut Value)) {
    let page = String::from_utf8(Site::file("index.html")).unwrap();
    let page = page.replace("<title>Namelight", &format!("<title>{title}"));
    let script = String::from_utf8(Site::file("service_worker.js")).unwrap();
    let (before, rest) = script.split_once(LINE).unwrap();
    let (build, after) = rest.split_once(";\n").unwrap();
    let mut build: Value = serde_json::from_str(build).unwrap();
    build["version"] = json!(title);
    build["site"]["./"] = json!(format!("sha384-{}", STANDARD.encode(Sha384::digest(&page))));
    change(&mut build);
    for (name, content) in [
        ("index.html", page),
        (
            "service_worker.js",
            format!("{before}{LINE}{build};\n{after}"),
        ),
    ] {
        std::fs::remove_file(folder.join(name)).unwrap();
        std::fs::write(folder.join(name), content).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_build_is_offered_and_taken_with_the_text() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let site = Arc::new(Site::serve_copy(folder.path()).await);
    let same = site.clone();
    visit("newer-build", &site, View::WIDE, move |page| async move {
        until_kept(&page).await;
        build_anew(folder.path(), "Newer", |_| ());
        page.reload().await;
        page.until(
            "return document.getElementById('newer-build') !== null",
            "the offer",
        )
        .await;
        assert_eq!(
            page.ask::<String>("return document.title").await,
            "Namelight"
        );
        page.analyse("Anna lives in Oslo").await;
        page.screenshot("newer-build-offer").await;
        page.click("#take-newer-build").await;
        page.until("return document.title === 'Newer'", "the newer page")
            .await;
        until_kept(&page).await;
        assert_eq!(page.typed_text().await, "Anna lives in Oslo");
        assert_opens_without_a_network(&page, &same).await;
        assert_eq!(page.ask::<String>("return document.title").await, "Newer");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_build_is_not_taken_unasked_where_the_text_would_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let site = Site::serve_copy(folder.path()).await;
    visit("newer-no-room", &site, View::WIDE, move |page| async move {
        until_kept(&page).await;
        build_anew(folder.path(), "Newer", |_| ());
        page.before_every_page(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        )
        .await;
        page.reload().await;
        page.until_ready().await;
        page.analyse("Anna lives in Oslo").await;
        let offer = "return document.getElementById('newer-build') !== null";
        page.until(offer, "the offer").await;
        page.click("#take-newer-build").await;
        let told = "return document.getElementById('newer-build').textContent.includes('your text would not come along')";
        page.until(told, "it is told").await;
        page.screenshot("newer-build-no-room").await;
        assert_eq!(page.typed_text().await, "Anna lives in Oslo");
        page.click("#take-newer-build").await;
        page.until("return document.title === 'Newer'", "the newer page").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_that_is_there_in_part_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let site = Arc::new(Site::serve_copy(folder.path()).await);
    let same = site.clone();
    visit("half-build", &site, View::WIDE, move |page| async move {
        until_kept(&page).await;
        build_anew(folder.path(), "Newer", |build| {
            build["site"]["late-0123.css"] = build["site"]["./"].clone();
        });
        same.damage("late-0123.css", Fault::Missing);
        page.reload().await;
        until_kept(&page).await;
        page.until(
            "navigator.serviceWorker.getRegistration().then(found => found.update()).catch(() => {})
                .then(() => window.updated = true); return window.updated",
            "the browser has looked for another build",
        )
        .await;
        let is_over = "navigator.serviceWorker.getRegistration()
                .then(found => window.isOver = !found.installing && !found.waiting);
            return window.isOver";
        page.until(is_over, "the other build was given up").await;
        assert!(
            page.ask::<bool>("return document.getElementById('newer-build') === null")
                .await
        );
        assert_opens_without_a_network(&page, &same).await;
        assert_eq!(
            page.ask::<String>("return document.title").await,
            "Namelight"
        );
    })
    .await;
}
