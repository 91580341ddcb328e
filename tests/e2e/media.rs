//! Paper, few colours, no motion, much zoom.

use namelight_tests::{Page, Site, View, visit};

const TEXT: &str =
    "Dr. Amara Lindqvist of the Polar Institute left Tromsø on Monday, bound for Svalbard. ";

async fn is_seen(page: &Page, css: &str) -> bool {
    let script = "const found = document.querySelector(arguments[0]);
        return found !== null && found.checkVisibility()";
    page.run(script, serde_json::json!([css])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_shows_the_text_in_full_and_nothing_to_click() {
    let site = Site::serve().await;
    let night = View::WIDE.in_the_dark();
    visit("print", &site, night, |page| async move {
        page.analyse(&TEXT.repeat(40)).await;
        page.emulate("print", &[("prefers-color-scheme", "dark")])
            .await;
        assert!(is_seen(&page, "#highlights").await);
        for css in [
            ".page-header",
            ".page-footer",
            "textarea",
            ".examples",
            "#legend",
            "#settings",
            "#status",
            "#export",
        ] {
            assert!(!is_seen(&page, css).await, "{css}");
        }
        let hidden: i64 = page
            .ask(
                "const text = document.getElementById('highlights');
                return text.scrollHeight - text.clientHeight",
            )
            .await;
        assert_eq!(hidden, 0);
        let ink: String = page
            .ask("return getComputedStyle(document.querySelector('#highlights mark')).color")
            .await;
        assert_eq!(ink, "rgb(28, 34, 48)");
        let ground: String = page
            .ask("return getComputedStyle(document.documentElement).backgroundColor")
            .await;
        assert_eq!(ground, "rgb(247, 246, 242)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_have_edges_where_the_system_has_few_colours() {
    let site = Site::serve().await;
    visit("forced-colors", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.emulate("screen", &[("forced-colors", "active")]).await;
        let edge: String = page
            .ask(
                "const style = getComputedStyle(document.querySelector('#highlights mark'));
                return `${style.outlineWidth} ${style.outlineStyle}`",
            )
            .await;
        assert_eq!(edge, "1px solid");
        page.press("").await;
        let focus: String = page
            .ask("return getComputedStyle(document.querySelector('.field')).outlineStyle")
            .await;
        assert_eq!(focus, "solid");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_for_those_who_want_no_motion() {
    let site = Site::serve().await;
    visit("no-motion", &site, View::WIDE, |page| async move {
        page.emulate("screen", &[("prefers-reduced-motion", "reduce")])
            .await;
        let moving: usize = page
            .ask(
                "return [...document.querySelectorAll('*')].filter(element => {
                    const style = getComputedStyle(element);
                    return style.animationName !== 'none'
                        || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
                }).length",
            )
            .await;
        assert_eq!(moving, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_four_times_the_size_nothing_is_cut_off_or_lies_beside_the_window() {
    // A window of 1280 CSS pixels at 400 %.
    let view = View {
        width: 320,
        height: 256,
        dark: false,
    };
    let site = Site::serve().await;
    visit("zoomed", &site, view, |page| async move {
        page.analyse(TEXT).await;
        page.click("#export").await;
        assert_eq!(page.overhang().await, 0);
        let cut: Vec<String> = page
            .ask(
                "return [...document.querySelectorAll('button, a, label, h1, h2, .form')]
                    .filter(element => element.checkVisibility())
                    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                    .map(element => element.textContent)",
            )
            .await;
        assert_eq!(cut, [""; 0]);
        page.resize(View {
            height: 2400,
            ..view
        })
        .await;
    })
    .await;
}
