//! The text field before the page has started.

use std::time::Duration;

use namelight_tests::{Fault, Page, Site, View, visit, visit_early};

/// The page's module, whose name has a hash in it.
fn module() -> String {
    let page = String::from_utf8(Site::file("index.html")).unwrap();
    let (_, rest) = page.split_once("data-wasm=\"").unwrap();
    let (module, _) = rest.split_once('"').unwrap();
    module.trim_start_matches("./").to_owned()
}

async fn is_early(page: &Page) -> bool {
    page.ask("return document.querySelector('.prerendered') !== null")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_before_the_page_starts_stays_with_caret_and_focus() {
    let site = Site::serve().await;
    site.damage(&module(), Fault::Slow(Duration::from_secs(4)));
    visit_early("early", &site, View::WIDE, |page| async move {
        page.press("Anna lives in Oso").await;
        // Two to the left.
        page.press("\u{e012}").await;
        assert!(is_early(&page).await);
        let early = place(&page).await;
        page.screenshot("early-before").await;
        page.until_drawn().await;
        assert!(!is_early(&page).await);
        assert_eq!(page.typed_text().await, "Anna lives in Oso");
        let state: (String, usize, usize) = page
            .ask(
                "const field = document.getElementById('text');
                return [document.activeElement.id, field.selectionStart, field.selectionEnd]",
            )
            .await;
        assert_eq!(state, ("text".to_owned(), 16, 16));
        page.type_on("l").await;
        page.until_analysed().await;
        assert_eq!(page.typed_text().await, "Anna lives in Oslo");
        assert_eq!(page.marks().await.len(), 2);
        // Nothing has jumped.
        assert_eq!(place(&page).await, early);
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

/// Left, top and width of the text field.
async fn place(page: &Page) -> Vec<i64> {
    page.ask(
        "const { left, top, width } = document.getElementById('text').getBoundingClientRect();
        return [left, top, width].map(Math.round)",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_telephone_the_field_does_not_jump_either() {
    let site = Site::serve().await;
    site.damage(&module(), Fault::Slow(Duration::from_secs(2)));
    visit_early("early-narrow", &site, View::NARROW, |page| async move {
        assert!(is_early(&page).await);
        assert_eq!(page.overhang().await, 0);
        let early = place(&page).await;
        page.screenshot("early-narrow-before").await;
        page.until_drawn().await;
        assert_eq!(place(&page).await, early);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_the_last_visit_is_there_before_the_page_starts() {
    let site = Site::serve().await;
    visit("early-kept", &site, View::WIDE, |page| async move {
        page.paste("Ada in Oslo").await;
        page.before_every_page(
            "addEventListener('DOMContentLoaded', () => {
                window.prerendered = document.querySelector('.prerendered #text')?.value;
            })",
        )
        .await;
        page.reload().await;
        let early: Option<String> = page.ask("return window.prerendered").await;
        assert_eq!(early.as_deref(), Some("Ada in Oslo"));
        assert_eq!(page.typed_text().await, "Ada in Oslo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_simd_says_so() {
    let site = Site::serve().await;
    visit("no-simd", &site, View::WIDE, |page| async move {
        page.before_every_page("WebAssembly.validate = () => false")
            .await;
        page.reload_document().await;
        let message = page.text("[role=alert]").await;
        assert!(message.contains("WebAssembly with SIMD"), "{message}");
        let field: bool = page
            .ask("return document.getElementById('text') !== null")
            .await;
        assert!(!field, "a field that does nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_cannot_start_says_so_and_keeps_what_was_typed() {
    let site = Site::serve().await;
    site.damage(&module(), Fault::SlowlyMissing(Duration::from_secs(3)));
    visit_early("no-module", &site, View::WIDE, |page| async move {
        page.press("Typed in vain").await;
        let message = page.text("[role=alert]").await;
        assert!(message.contains("could not be started"), "{message}");
        assert_eq!(page.typed_text().await, "Typed in vain");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_plain_message_stands_there_alone() {
    let site = Site::serve().await;
    visit("no-scripts", &site, View::WIDE, |page| async move {
        page.without_scripts().await;
        page.reload_document().await;
        let text = page.text("body").await;
        assert!(text.contains("needs JavaScript"), "{text}");
        assert!(!text.contains("Your text"), "{text}");
    })
    .await;
}
