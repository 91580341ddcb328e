//! The main path in another browser.

use namelight_tests::{Site, native_entities, visit_with_firefox};

const TEXT: &str = "Marie Curie left Warsaw for Paris. Siemens opened an office in New York.";

#[tokio::test(flavor = "multi_thread")]
async fn firefox_finds_what_the_same_code_finds_natively() {
    let site = Site::serve().await;
    visit_with_firefox("firefox", &site.url(), |page| async move {
        page.until_ready().await;
        page.press(TEXT).await;
        page.until_analysed().await;
        let marks = page.marks().await;
        let native = native_entities(TEXT);
        assert_eq!(marks.len(), native.len(), "{marks:?}");
        for (mark, native) in marks.iter().zip(&native) {
            assert_eq!(
                (&mark.kind, mark.start, mark.end),
                (&native.entity_type, native.span.start, native.span.end)
            );
        }
        assert_eq!(page.lit().await.len(), native.len());
        page.click_through("#highlights mark").await;
        let asked = "return document.querySelector('#details .shares') !== null";
        page.until(asked, "the details are there").await;
        page.screenshot("firefox-analyse").await;
        page.go_to_view("#report").await;
        let drawn = "return document.querySelector('#main svg') !== null";
        page.until(drawn, "the report is drawn").await;
    })
    .await;
}
