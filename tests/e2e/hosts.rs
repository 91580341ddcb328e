//! The page from hosts of all kinds: what works, and what a person is told where it cannot.

use std::path::Path;
use std::sync::Arc;

use namelight_tests::{Fault, Page, Site, View, visit, visit_early, visit_with_firefox};

const POLICY: &str = "content-security-policy";

fn file_url() -> String {
    let index = Site::folder().canonicalize().unwrap().join("index.html");
    format!("file://{}", index.display())
}

async fn assert_asks_for_a_server(page: &Page) {
    page.go_to(&file_url()).await;
    let told = page.until_alert().await;
    for words in [
        "opened from a folder",
        "served over HTTP",
        "python3 -m http.server",
    ] {
        assert!(told.contains(words), "{words:?} is not in {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_opened_from_a_folder_says_how_to_serve_it() {
    let site = Site::serve().await;
    visit("from-a-folder", &site, View::WIDE, |page| async move {
        assert_asks_for_a_server(&page).await;
    })
    .await;
    visit_with_firefox("from-a-folder-firefox", &site.url(), |page| async move {
        assert_asks_for_a_server(&page).await;
    })
    .await;
}

/// The page tells what a policy forbids and what it needs.
async fn assert_forbidden(name: &'static str, policy: &'static str, forbidden: &'static str) {
    let site = Site::serve_with_header(&Site::folder(), POLICY, policy).await;
    visit_early(name, &site, View::WIDE, move |page| async move {
        let told = page.until_alert().await;
        for words in [
            "The policy of this page's host forbids",
            forbidden,
            "wasm-unsafe-eval",
        ] {
            assert!(told.contains(words), "{words:?} is not in {told:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_forbids_webassembly_is_told() {
    assert_forbidden("no-wasm", "script-src 'self'", "WebAssembly").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_forbids_workers_is_told() {
    assert_forbidden("no-workers", "worker-src 'none'", "worker-src").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_forbids_connections_is_told() {
    assert_forbidden("no-connections", "connect-src 'none'", "connect-src").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn modules_of_another_media_type_run() {
    let site = Arc::new(Site::serve().await);
    let same = site.clone();
    visit("media-type", &site, View::WIDE, move |page| async move {
        let modules: Vec<String> = page
            .ask(
                "return performance.getEntriesByType('resource').map(entry => entry.name)
                    .filter(name => name.endsWith('.wasm'))
                    .map(name => name.slice(document.baseURI.length))",
            )
            .await;
        assert!(modules.len() > 1, "{modules:?}");
        for module in &modules {
            same.damage(module, Fault::OfType("application/octet-stream"));
        }
        page.reload().await;
        page.until_ready().await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_memory_is_not_shared_the_page_runs_without_threads() {
    let site = Site::serve_with_own_headers().await;
    let refuses = "{
        const { Memory } = WebAssembly;
        WebAssembly.Memory = function (size) {
            if (size.shared) throw new RangeError('could not allocate memory');
            return new Memory(size);
        };
    }";
    visit(
        "no-shared-memory",
        &site,
        View::WIDE,
        move |page| async move {
            page.before_every_page(refuses).await;
            page.reload().await;
            page.until_ready().await;
            let threads: String = page
                .ask("return document.getElementById('status').dataset.threads")
                .await;
            assert_eq!(threads, "1");
            assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        },
    )
    .await;
}

/// A copy of the built site whose folder of programs has another name, as that of another build has.
fn build(folder: &Path, programs: &str) {
    let original = Site::folder().canonicalize().unwrap();
    let own = Site::programs();
    for entry in std::fs::read_dir(&original).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let target = folder.join(if name == own { programs } else { &name });
        if name == "index.html" {
            let page = std::fs::read_to_string(entry.path()).unwrap();
            std::fs::write(target, page.replace(&own, programs)).unwrap();
        } else if !target.exists() {
            std::os::unix::fs::symlink(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_build_runs_by_itself_where_the_browser_keeps_files_of_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), "program-aaaa");
    let site = Site::serve_with_header(folder.path(), "cache-control", "max-age=600").await;
    let site = Arc::new(site);
    let same = site.clone();
    visit("new-build", &site, View::WIDE, move |page| async move {
        page.until_ready().await;
        let before = same.asked().len();
        std::fs::remove_file(folder.path().join("program-aaaa")).unwrap();
        build(folder.path(), "program-bbbb");
        page.reload().await;
        page.until_ready().await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        let asked = same.asked().split_off(before);
        let is_worker = |line: &&String| line.contains("worker_relaxed.js");
        assert!(
            asked
                .iter()
                .find(is_worker)
                .unwrap()
                .contains("program-bbbb"),
            "{asked:?}"
        );
        assert!(
            !asked.iter().any(|line| line.contains("program-aaaa")),
            "{asked:?}"
        );
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_the_folder_without_its_slash_leads_to_the_page() {
    let site = Site::serve().await;
    let url = site.url();
    visit("no-slash", &site, View::WIDE, move |page| async move {
        page.go_to(url.trim_end_matches('/')).await;
        page.until_ready().await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
    })
    .await;
}
