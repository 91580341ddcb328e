//! Sizes and colours.

use namelight_tests::{Site, View, visit};

/// The longest word has to break, or a narrow page would be too wide.
const TEXT: &str = "Dr. Amara Lindqvist of the Polar Institute left Tromsø on Monday, bound for Svalbard. \
                    Nobody reads pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilico.";

async fn assert_fits(name: &'static str, view: View) {
    let site = Site::serve().await;
    visit(name, &site, view, move |page| async move {
        page.analyse(TEXT).await;
        assert_eq!(page.overhang().await, 0, "the first view");
        page.screenshot(&format!("{name}-analyse")).await;
        page.go_to_view("#report").await;
        let drawn = "return document.querySelector('#epochs') !== null";
        page.until(drawn, "the report").await;
        page.screenshot(&format!("{name}-report-folded")).await;
        crate::report::unfold(&page).await;
        assert_eq!(page.overhang().await, 0, "the report");
        // The picture shows all of it.
        let height = page.ask("return document.documentElement.scrollHeight");
        let height = height.await;
        page.resize(View { height, ..view }).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_scrolls_sideways_on_a_telephone() {
    assert_fits("narrow", View::NARROW).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_scrolls_sideways_on_a_laptop() {
    assert_fits("wide", View::WIDE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_in_the_dark_shows_light_text_on_a_dark_ground() {
    assert_fits("narrow-dark", View::NARROW.in_the_dark()).await;
    let site = Site::serve().await;
    let view = View::WIDE.in_the_dark();
    visit("wide-dark", &site, view, |page| async move {
        page.analyse(TEXT).await;
        let ground: Vec<u8> = page
            .ask(
                "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)",
            )
            .await;
        let ink: Vec<u8> = page
            .ask("return getComputedStyle(document.body).color.match(/\\d+/g).map(Number)")
            .await;
        assert!(ground[0] < 60 && ink[0] > 180, "{ground:?} {ink:?}");
    })
    .await;
}
