//! Barriers that axe-core finds, for people who cannot see, hear or point as others do: there are none.

use namelight_tests::{Page, Site, View, visit};
use serde_json::{Value, json};

const TEXT: &str =
    "Amara Lindqvist left Oslo. In Bergen she met Zoe Castellan of Siemens, a Norwegian.";

/// The rules of WCAG 2.2 up to AA, and axe-core's own good practice.
const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return axe.run(document, { runOnly: tags }).then(found => found.violations.map(violation => ({
        rule: violation.id, help: violation.help,
        places: violation.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary),
    })))";

async fn assert_no_barriers(page: &Page, what: &str) {
    let path = std::env::var_os("AXE").expect("`cargo xtask test` says in AXE where axe-core is");
    let axe = std::fs::read_to_string(path).expect("axe-core is there");
    page.run::<()>(&axe, json!([])).await;
    let found: Vec<Value> = page.ask(RUN).await;
    assert!(found.is_empty(), "{what}: {found:#?}");
}

async fn assert_accessible(name: &'static str, view: View) {
    let site = Site::serve().await;
    visit(name, &site, view, move |page| async move {
        page.analyse(TEXT).await;
        page.click_through("#highlights mark").await;
        let asked = "return document.querySelector('#details .shares') !== null";
        page.until(asked, "the details are there").await;
        page.run::<()>("document.getElementById('show-tokens').click()", json!([]))
            .await;
        let there = "return document.querySelector('#tokens tbody tr') !== null";
        page.until(there, "the words are there").await;
        if view.width >= 960 {
            page.click("#export").await;
        }
        assert_no_barriers(&page, "the first view").await;
        page.screenshot(&format!("{name}-analyse")).await;
        page.go_to_view("#report").await;
        let drawn = "return document.querySelector('#main svg') !== null";
        page.until(drawn, "the report is drawn").await;
        crate::report::unfold(&page).await;
        assert_no_barriers(&page, "the report").await;
        page.screenshot(&format!("{name}-report")).await;
        page.go_to_view("#measure").await;
        let there = "return document.getElementById('measure') !== null";
        page.until(there, "the view is there").await;
        assert_no_barriers(&page, "the benchmark").await;
        page.screenshot(&format!("{name}-measure")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_laptop_has_no_barriers() {
    assert_accessible("access-wide", View::WIDE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_laptop_in_the_dark_has_no_barriers() {
    assert_accessible("access-wide-dark", View::WIDE.in_the_dark()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_has_no_barriers() {
    assert_accessible("access-narrow", View::NARROW).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_in_the_dark_has_no_barriers() {
    assert_accessible("access-narrow-dark", View::NARROW.in_the_dark()).await;
}
