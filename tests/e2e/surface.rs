//! The one surface: what is in sight at first, the details beside a name, and long texts.

use namelight_tests::{Page, Site, View, visit};
use serde_json::json;

const TEXT: &str = "Amara Lindqvist left Oslo. In Bergen she met Zoe Castellan of Siemens.";

/// Lower edge of what a CSS selector finds, in CSS pixels from the top of the page.
async fn bottom(page: &Page, css: &str) -> f64 {
    let script =
        "return document.querySelector(arguments[0]).getBoundingClientRect().bottom + scrollY";
    page.run(script, json!([css])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_begins_with_an_example_that_lights_up_and_gives_way_to_the_first_letter() {
    let site = Site::serve().await;
    visit("first-visit", &site, View::NARROW, |page| async move {
        assert!(page.typed_text().await.contains("Quillon Robotics"));
        page.until_analysed().await;
        assert!(page.marks().await.len() >= 5);
        assert_eq!(page.overhang().await, 0);
        page.screenshot("first-visit-narrow").await;
        page.press("Ada").await;
        assert_eq!(page.typed_text().await, "Ada");
        page.press(" in Oslo").await;
        assert_eq!(page.typed_text().await, "Ada in Oslo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_clears_the_example_and_the_next_visit_finds_the_field_empty() {
    let site = Site::serve().await;
    visit("no-example", &site, View::WIDE, |page| async move {
        page.press("\u{e00c}").await;
        page.until(
            "return document.getElementById('text').value === ''",
            "it is cleared",
        )
        .await;
        // What is stored waits for a pause.
        page.until(
            "return localStorage.getItem('namelight.text') === ''",
            "the empty text is stored",
        )
        .await;
        page.reload().await;
        assert_eq!(page.typed_text().await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn text_names_legend_and_export_are_in_sight_on_a_laptop() {
    let view = View {
        width: 1440,
        height: 900,
        dark: false,
    };
    let site = Site::serve().await;
    visit("fold", &site, view, |page| async move {
        page.analyse(TEXT).await;
        for css in [
            "#text",
            "#entities li:last-child",
            "#legend",
            "#export",
            "#mask",
        ] {
            let bottom = bottom(&page, css).await;
            assert!(bottom < 880.0, "{css} ends at {bottom}");
        }
        page.screenshot("fold").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_shows_the_first_name_and_the_list_within_two_screens() {
    let view = View {
        width: 375,
        height: 812,
        dark: false,
    };
    let site = Site::serve().await;
    visit("two-screens", &site, view, |page| async move {
        page.analyse(TEXT).await;
        let name = bottom(&page, "#highlights mark").await;
        let list = bottom(&page, "#entities").await;
        assert!(name < 812.0 && list < 1624.0, "{name}, {list}");
        page.click_through("#highlights mark").await;
        let asked = "return document.querySelector('#details .shares') !== null";
        page.until(asked, "the details are there").await;
        assert_eq!(page.overhang().await, 0);
        page.screenshot("two-screens-details").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn details_stand_below_their_name_and_go_with_the_next_key() {
    let site = Site::serve().await;
    visit("beside", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.hover_through("#highlights mark[data-kind=ORG]").await;
        let open = "return document.querySelector('#details-title')?.textContent === 'Siemens'";
        page.until(open, "the pointer opens the name").await;
        let gap: f64 = page
            .ask(
                "const edge = css => document.querySelector(css).getBoundingClientRect();
                return edge('#details').top - edge('#highlights mark[data-kind=ORG]').bottom",
            )
            .await;
        assert!((0.0..20.0).contains(&gap), "{gap}");
        page.screenshot("beside").await;
        page.press("!").await;
        let closed = "return document.getElementById('details') === null";
        page.until(closed, "typing closes the details").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_lead_from_name_to_name_and_round() {
    let site = Site::serve().await;
    visit("walk", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        let place = "const field = document.getElementById('text');
            return field.value.slice(field.selectionStart, field.selectionEnd)";
        let down = "\u{e00a}\u{e015}\u{e000}";
        let up = "\u{e00a}\u{e013}\u{e000}";
        page.run::<()>("document.getElementById('text').focus()", json!([]))
            .await;
        page.run::<()>(
            "document.getElementById('text').setSelectionRange(20, 20)",
            json!([]),
        )
        .await;
        for (keys, name) in [
            (down, "Oslo"),
            (down, "Bergen"),
            (up, "Oslo"),
            (up, "Amara Lindqvist"),
            (up, "Siemens"),
            (down, "Amara Lindqvist"),
        ] {
            page.type_on(keys).await;
            assert_eq!(page.ask::<String>(place).await, name);
        }
        assert_eq!(page.typed_text().await, TEXT);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_text_that_is_too_long_for_the_field_can_be_edited() {
    let site = Site::serve().await;
    visit("part", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let text = "Ada met Zoe in Oslo.\n".repeat(8_000);
        page.paste(&text).await;
        let whole = "return document.getElementById('edit-part')?.disabled === false";
        page.until(whole, "all of the text is there").await;
        page.click("#edit-part").await;
        let change = "const part = document.getElementById('part');
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            set.call(part, 'Siemens left Bergen.\\n' + part.value);
            part.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        page.run::<()>(change, json!([])).await;
        page.click("#keep-part").await;
        let there =
            "return document.getElementById('highlights').textContent.includes('left Bergen')";
        page.until(there, "the changed part is in the text").await;
        page.screenshot("part").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_none_goes_dark_and_stays_so_in_later_visits() {
    let site = Site::serve().await;
    visit("not-a-name", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.click_through("#highlights mark[data-kind=ORG]").await;
        page.click("#details input[name=everywhere]").await;
        page.click("#not-a-name").await;
        let dark = "return document.querySelector('#highlights mark[data-kind=ORG]') === null";
        page.until(dark, "Siemens is dark").await;
        let surfaces: Vec<String> = page.listed().await.into_iter().map(|name| name.surface).collect();
        assert!(!surfaces.contains(&"Siemens".to_owned()), "{surfaces:?}");
        let stored = "return localStorage.getItem('namelight.settings')?.includes('never: Siemens') ?? false";
        page.until(stored, "the list is stored").await;
        page.reload().await;
        page.until_analysed().await;
        let marks = page.marks().await;
        assert!(marks.iter().all(|mark| mark.surface != "Siemens"), "{marks:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_becomes_a_name_of_this_text_and_goes_out_as_a_line_to_train_on() {
    let site = Site::serve().await;
    visit("selection", &site, View::NARROW, |page| async move {
        page.analyse("Amara Lindqvist follows plan B. So does Oslo.").await;
        let select = "const field = document.getElementById('text');
            field.focus();
            const start = field.value.indexOf(arguments[0]);
            field.setSelectionRange(start, start + arguments[0].length);";
        page.run::<()>(select, json!(["plan B"])).await;
        page.until(
            "return document.querySelector('#mark-selection strong')?.textContent === 'plan B'",
            "the selection can be marked",
        )
        .await;
        page.screenshot("selection").await;
        page.click("#mark-selection button[data-kind=ORG]").await;
        let lit = "return document.querySelector('#highlights mark[data-kind=ORG]')?.textContent === 'plan B'";
        page.until(lit, "the selection is a name").await;
        // A part of a name takes the place of the whole.
        page.run::<()>(select, json!(["Lindqvist"])).await;
        page.until(
            "return document.querySelector('#mark-selection strong')?.textContent === 'Lindqvist'",
            "a part of a name is selected",
        )
        .await;
        page.click("#mark-selection button[data-kind=PER]").await;
        let cut = "return document.querySelector('#highlights mark[data-kind=PER]')?.textContent === 'Lindqvist'";
        page.until(cut, "the name is shorter").await;
        let told = page.text("#corrections").await;
        assert!(told.contains("2 corrections"), "{told}");
        let stored: String = page.ask("return JSON.stringify(localStorage)").await;
        assert!(!stored.contains("always"), "corrections of a text are not stored: {stored}");
        page.click("#save-corrections").await;
        let told = "return document.querySelector('#corrections [role=status]').textContent.includes('.jsonl')";
        page.until(told, "the file is handed over").await;
        page.click("#forget-corrections").await;
        let back = "return document.querySelector('#highlights mark[data-kind=PER]')?.textContent === 'Amara Lindqvist'";
        page.until(back, "the name is whole again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_a_fixed_form_is_lit_up_when_that_is_switched_on() {
    let site = Site::serve().await;
    visit("fixed-forms", &site, View::WIDE, |page| async move {
        page.analyse("Amara Lindqvist is amara@example.org on 192.0.2.7.")
            .await;
        let kinds = || async {
            let marks = page.marks().await;
            marks.into_iter().map(|mark| mark.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds().await, ["PER"]);
        page.click("#legend input[name=fixed-forms]").await;
        let lit = "return document.querySelector('#highlights mark[data-kind=IP]') !== null";
        page.until(lit, "the address is lit").await;
        assert_eq!(kinds().await, ["PER", "EMAIL", "IP"]);
        let told = page.text("#legend li:last-child").await;
        assert!(told.contains('2'), "{told}");
        // It is still so set on the next visit.
        page.reload().await;
        page.until_analysed().await;
        assert_eq!(kinds().await, ["PER", "EMAIL", "IP"]);
        page.click("#legend input[name=fixed-forms]").await;
        let dark = "return document.querySelector('#highlights mark[data-kind=IP]') === null";
        page.until(dark, "the address is dark again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_own_list_adds_names_and_says_which_line_is_wrong() {
    let site = Site::serve().await;
    visit("own-list", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        let write = "document.getElementById('settings').open = true;
            const field = document.getElementById('own-list');
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            set.call(field, arguments[0]);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        page.run::<()>(write, json!(["always MISC: left\nnever Oslo"])).await;
        let lit = "return document.querySelector('#highlights mark[data-kind=MISC]')?.textContent === 'left'";
        page.until(lit, "the word is lit").await;
        let fault = page.text("#own-list-fault").await;
        assert!(fault.contains("line 2") && fault.contains("never: Paris"), "{fault}");
        page.screenshot("own-list").await;
        page.run::<()>(write, json!([""])).await;
        let dark = "return document.querySelector('#highlights mark[data-kind=MISC]') === null";
        page.until(dark, "the word is dark again").await;
    })
    .await;
}
