//! Masking a text before it goes elsewhere, and putting the names back into the answer.

use std::time::Duration;

use namelight_tests::{Fault, Page, Site, View, visit};
use serde_json::json;

const TEXT: &str =
    "Amara Lindqvist of Siemens wrote from amara@example.org. Lindqvist left Oslo for Bergen.";
const MASKED: &str = "[PER_1] of [ORG_1] wrote from [EMAIL_1]. [PER_1b] left [LOC_1] for [LOC_2].";

async fn masked_text(page: &Page) -> String {
    page.ask("return document.getElementById('masked').textContent")
        .await
}

/// Fills a field as a person does who pastes into it.
async fn fill(page: &Page, id: &str, text: &str) {
    let script = "const field = document.getElementById(arguments[0]);
        const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
        set.call(field, arguments[1]);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    page.run::<()>(script, json!([id, text])).await;
}

async fn assert_round_trip(name: &'static str, view: View) {
    let site = Site::serve().await;
    visit(name, &site, view, move |page| async move {
        page.analyse(TEXT).await;
        page.click("#mask").await;
        let shown = "return document.getElementById('masked') !== null";
        page.until(shown, "the masked form is shown").await;
        assert_eq!(masked_text(&page).await, MASKED);
        assert_eq!(page.overhang().await, 0);

        let answer = "**PER_1** (per [LOC 2]) says: [per_1]'s mail is \\[EMAIL\\_1\\]. [PER_7] agrees.";
        fill(&page, "answer", answer).await;
        let restored = page.text("#restored").await;
        assert_eq!(
            restored,
            "**Amara Lindqvist** (per Bergen) says: Amara Lindqvist's mail is amara@example.org. [PER_7] agrees."
        );
        let told = page.text("#restore-outcome").await;
        for words in ["4 names", "[PER_7]", "[ORG_1]", "[PER_1b]", "[LOC_1]"] {
            assert!(told.contains(words), "{words} is not in {told:?}");
        }
        page.screenshot(&format!("{name}-restored")).await;

        page.click("#mask").await;
        assert_eq!(page.typed_text().await, TEXT);
        assert_eq!(page.marks().await.len(), 5);
        page.click("#mask").await;
        let kept: String = page.ask("return document.getElementById('answer').value").await;
        assert_eq!(kept, answer);
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masked_text_is_taken_along_and_its_names_come_back_on_a_laptop() {
    assert_round_trip("masking-wide", View::WIDE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masked_text_is_taken_along_and_its_names_come_back_on_a_telephone() {
    assert_round_trip("masking-narrow", View::NARROW.in_the_dark()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_is_switched_off_stays_readable() {
    let site = Site::serve().await;
    visit("readable", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.click("#mask").await;
        page.click("#masking input[name=EMAIL]").await;
        let readable =
            "return document.getElementById('masked').textContent.includes('amara@example.org')";
        page.until(readable, "the address is readable").await;
        let limits = page.text("#masking-limits").await;
        for words in ["not anonymisation", "%", "CoNLL-2003"] {
            assert!(limits.contains(words), "{words} is not in {limits:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_masked_while_sentences_wait_and_nothing_of_the_table_is_stored() {
    let site = Site::serve().await;
    let weights = "model/small/model.safetensors";
    site.damage(weights, Fault::Slow(Duration::from_secs(5)));
    visit("waiting", &site, View::WIDE, |page| async move {
        page.paste(TEXT).await;
        let state: (bool, String) = page
            .ask(
                "const button = document.getElementById('mask');
                return [button.disabled, button.parentElement.textContent]",
            )
            .await;
        assert!(
            state.0 && state.1.contains("still being analysed"),
            "{state:?}"
        );
        page.until_ready().await;
        page.until_analysed().await;
        page.click("#mask").await;
        assert_eq!(masked_text(&page).await, MASKED);
        // What is stored waits for a pause; the text is, as before.
        let stored = "return localStorage.getItem('namelight.text') !== null";
        page.until(stored, "the text is stored").await;
        let kept: String = page.ask("return JSON.stringify({ ...localStorage })").await;
        assert!(!kept.contains("PER_1"), "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_reaches_beyond_the_masking() {
    let site = Site::serve().await;
    visit("undo", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        page.press("Ada in Oslo").await;
        page.until_analysed().await;
        page.click("#mask").await;
        page.click("#mask").await;
        // Control and Z.
        page.press("\u{e009}z\u{e000}").await;
        assert_ne!(page.typed_text().await, "Ada in Oslo");
        page.press("\u{e009}\u{e008}z\u{e000}").await;
        assert_eq!(page.typed_text().await, "Ada in Oslo");
    })
    .await;
}
