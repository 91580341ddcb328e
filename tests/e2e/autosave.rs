//! What survives a reload, and the colours that a person chose.

use namelight_tests::{Page, Site, View, visit};

/// Waits until autosave has stored this text.
async fn until_kept(page: &Page, text: &str) {
    let kept = format!(
        "return localStorage.getItem('namelight.text') === {}",
        serde_json::json!(text)
    );
    page.until(&kept, "the text is kept").await;
}

async fn ground(page: &Page) -> String {
    page.ask("return getComputedStyle(document.body.parentElement).backgroundColor")
        .await
}

const BY_DAY: &str = "rgb(247, 246, 242)";
const BY_NIGHT: &str = "rgb(17, 20, 27)";

#[tokio::test(flavor = "multi_thread")]
async fn text_and_colours_survive_a_reload() {
    let site = Site::serve().await;
    visit("kept", &site, View::WIDE, |page| async move {
        let text = "Zoë met Ada in\nOslo 👋";
        let before = page.analyse(text).await;
        page.click(".theme-switch input[value=dark]").await;
        assert_eq!(ground(&page).await, BY_NIGHT);
        until_kept(&page, text).await;
        page.until(
            "return localStorage.getItem('namelight.settings')?.includes('dark')",
            "the colours are kept",
        )
        .await;
        page.reload().await;
        assert_eq!(page.typed_text().await, text);
        page.until_analysed().await;
        assert_eq!(page.marks().await, before);
        assert_eq!(ground(&page).await, BY_NIGHT);
        let around: String = page
            .ask(
                "return [...document.querySelectorAll('meta[name=theme-color]')]
                .find(meta => matchMedia(meta.media).matches).content",
            )
            .await;
        assert_eq!(around, "#11141b");
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_just_before_leaving_is_kept() {
    let site = Site::serve().await;
    visit("kept-leaving", &site, View::WIDE, |page| async move {
        page.paste("Ada left at once").await;
        page.reload().await;
        assert_eq!(page.typed_text().await, "Ada left at once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_colours_are_there_before_anything_of_the_page_is() {
    let site = Site::serve().await;
    visit("kept-early", &site, View::WIDE, |page| async move {
        page.run::<()>(
            "localStorage.setItem('namelight.settings', '{\"theme\":\"dark\"}')",
            serde_json::json!([]),
        )
        .await;
        // Without its starter the page stays as the host sends it.
        page.before_every_page("WebAssembly.validate = () => false")
            .await;
        page.reload_document().await;
        assert_eq!(ground(&page).await, BY_NIGHT);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_follow_the_system_until_a_person_chooses() {
    let site = Site::serve().await;
    visit("themes", &site, View::WIDE, |page| async move {
        assert_eq!(ground(&page).await, BY_DAY);
        page.resize(View::WIDE.in_the_dark()).await;
        assert_eq!(ground(&page).await, BY_NIGHT);
        page.click(".theme-switch input[value=light]").await;
        assert_eq!(ground(&page).await, BY_DAY);
        // Arrow keys go through the switch, as through all radio buttons.
        page.type_on("\u{e014}").await;
        assert_eq!(ground(&page).await, BY_NIGHT);
        page.resize(View::WIDE).await;
        assert_eq!(ground(&page).await, BY_NIGHT);
        page.screenshot("themes-dark").await;
        page.click(".theme-switch input[value=system]").await;
        assert_eq!(ground(&page).await, BY_DAY);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_data_can_be_cleared_and_stays_away() {
    let site = Site::serve().await;
    visit("cleared", &site, View::WIDE, |page| async move {
        page.paste("Ada in Oslo").await;
        page.click(".theme-switch input[value=dark]").await;
        until_kept(&page, "Ada in Oslo").await;
        page.click("#forget").await;
        let notice = page.text("#notice").await;
        assert!(notice.contains("is gone"), "{notice}");
        assert_eq!(page.ask::<usize>("return localStorage.length").await, 0);
        page.screenshot("cleared-told").await;
        page.reload().await;
        // As at a first visit.
        assert!(page.typed_text().await.contains("Quillon Robotics"));
        assert_eq!(ground(&page).await, BY_DAY);
        assert_eq!(page.ask::<usize>("return localStorage.length").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_for_which_there_is_no_room_is_told_once_and_takes_nothing_along() {
    let site = Site::serve().await;
    visit("full", &site, View::WIDE, |page| async move {
        page.paste("Ada in Oslo").await;
        until_kept(&page, "Ada in Oslo").await;
        page.click(".theme-switch input[value=dark]").await;
        // Browsers keep some five million characters for a site.
        page.run::<()>(
            "localStorage.setItem('filler', 'x'.repeat(5_240_000))",
            serde_json::json!([]),
        )
        .await;
        page.paste(&"Ada. ".repeat(2_000)).await;
        let notice = page.text("#notice").await;
        assert!(notice.contains("too long"), "{notice}");
        page.click("#close-notice").await;
        page.paste(&"Zoë. ".repeat(2_000)).await;
        let written = "return localStorage.getItem('namelight.text') === null";
        page.until(written, "the old text is gone").await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let told: bool = page
            .ask("return document.getElementById('notice') !== null")
            .await;
        assert!(!told);
        page.reload().await;
        assert_eq!(ground(&page).await, BY_NIGHT);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_storage_the_page_works_and_says_what_is_lost() {
    let site = Site::serve().await;
    visit("no-storage", &site, View::WIDE, |page| async move {
        page.before_every_page(
            "Object.defineProperty(window, 'localStorage', {
                get() { throw new DOMException('no', 'SecurityError') } })",
        )
        .await;
        page.reload().await;
        assert_eq!(page.analyse("Anna lives in Oslo").await.len(), 2);
        let notice = page.text("#notice").await;
        assert!(notice.contains("keeps nothing"), "{notice}");
        page.click("#forget").await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_settings_do_no_harm() {
    let site = Site::serve().await;
    visit("damaged-settings", &site, View::WIDE, |page| async move {
        for settings in ["{", "null", "[1]", "\"dark\"", "{\"theme\":{}}"] {
            page.run::<()>(
                "localStorage.setItem('namelight.settings', arguments[0])",
                serde_json::json!([settings]),
            )
            .await;
            page.reload().await;
            assert_eq!(ground(&page).await, BY_DAY, "{settings}");
        }
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

/// A link with "Ada Lovelace wrote to Zoë.".
const LINK: &str = "t1=eNpzTElU8MkvS81JTE5VKC_KL0lVKMlXiMo_vFoPAIdiCis";

#[tokio::test(flavor = "multi_thread")]
async fn a_link_sets_the_draft_aside_and_both_can_be_shown() {
    let site = Site::serve().await;
    let url = site.url();
    visit("set-aside", &site, View::NARROW, |page| async move {
        page.paste("My own draft").await;
        until_kept(&page, "My own draft").await;
        page.go_to("about:blank").await;
        page.go_to(&format!("{url}#{LINK}")).await;
        page.until_drawn().await;
        assert_eq!(page.typed_text().await, "Ada Lovelace wrote to Zoë.");
        let kept = page.text("#set-aside").await;
        assert!(kept.contains("My own draft"), "{kept}");
        assert_eq!(page.overhang().await, 0);
        page.show("#set-aside").await;
        page.screenshot("set-aside-narrow").await;
        // It is there in later visits as well.
        page.paste("Ada Lovelace wrote to Zoë, twice.").await;
        page.reload().await;
        page.click("#show-set-aside").await;
        page.until(
            "return document.getElementById('text').value === 'My own draft'",
            "the draft is back",
        )
        .await;
        until_kept(&page, "My own draft").await;
        let kept = page.text("#set-aside").await;
        assert!(kept.contains("twice"), "{kept}");
        page.click("#discard-set-aside").await;
        page.until(
            "return document.getElementById('set-aside') === null",
            "nothing is set aside",
        )
        .await;
        // A link that comes into the page while it is there.
        page.go_to_view(LINK).await;
        let kept = page.text("#set-aside").await;
        assert!(kept.contains("My own draft"), "{kept}");
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_another_tab_is_set_aside_before_it_is_overwritten() {
    let site = Site::serve().await;
    visit("two-tabs", &site, View::WIDE, |page| async move {
        page.paste("Of this tab").await;
        until_kept(&page, "Of this tab").await;
        page.run::<()>(
            "localStorage.setItem('namelight.text', 'Of another tab')",
            serde_json::json!([]),
        )
        .await;
        page.paste("Of this tab, longer").await;
        until_kept(&page, "Of this tab, longer").await;
        let kept = page.text("#set-aside").await;
        assert!(kept.contains("Of another tab"), "{kept}");
        page.screenshot("set-aside-wide").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_model_chosen_last_comes_back() {
    let site = Site::serve().await;
    visit("kept-model", &site, View::WIDE, |page| async move {
        page.run::<()>(
            "localStorage.setItem('namelight.settings', '{\"model\":\"base\"}')",
            serde_json::json!([]),
        )
        .await;
        page.reload().await;
        page.until_ready().await;
        let status = page.text("#status").await;
        assert!(status.contains("base"), "{status}");
    })
    .await;
}
