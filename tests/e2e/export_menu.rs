//! Copy, download, share.

use std::time::{Duration, Instant};

use namelight_tests::{Fault, Page, Site, View, visit};
use serde_json::{Value, json};

const TEXT: &str = "Anna lives in Oslo.\n👋 Ola left \"Bergen\" for Oslo.";

/// What a copy button puts on the clipboard.
async fn copied(page: &Page, form: &str) -> String {
    page.click(&format!("[aria-label='Copy {form}']")).await;
    let told = format!(
        "return document.getElementById('export-outcome').textContent.startsWith('{form} copied')"
    );
    page.until(&told, "the copy is told").await;
    page.run::<()>(
        "window.pasted = null; navigator.clipboard.readText().then(text => { window.pasted = text; })",
        json!([]),
    )
    .await;
    page.until("return window.pasted !== null", "the clipboard can be read")
        .await;
    page.ask("return window.pasted").await
}

async fn open(page: &Page) {
    page.set_permission("clipboard-write", "granted").await;
    page.set_permission("clipboard-read", "granted").await;
    page.analyse(TEXT).await;
    page.click("#export").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_can_be_copied_and_the_menu_is_a_disclosure() {
    let site = Site::serve().await;
    visit("copied", &site, View::WIDE, |page| async move {
        open(&page).await;
        let expanded: String = page
            .ask("return document.getElementById('export').ariaExpanded")
            .await;
        assert_eq!(expanded, "true");
        let json: Value = serde_json::from_str(&copied(&page, "JSON").await).unwrap();
        assert_eq!(json["text"], TEXT);
        let entities = json["entities"].as_array().unwrap().iter();
        let names: Vec<_> = entities
            .map(|entity| entity["word"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["Anna", "Oslo", "Ola", "Bergen", "Oslo"]);
        let table = copied(&page, "CSV").await;
        assert!(table.contains("LOC,"), "{table}");
        let columns = copied(&page, "CoNLL columns").await;
        assert!(columns.starts_with("Anna B-PER\nlives O\n"), "{columns}");
        let html = copied(&page, "Web page").await;
        assert!(html.starts_with("<!doctype html>"), "{html}");
        assert_eq!(
            copied(&page, "Names masked").await,
            "[PER] lives in [LOC].\n👋 [PER] left \"[LOC]\" for [LOC]."
        );
        assert_eq!(
            copied(&page, "Names numbered").await,
            "[PER_1] lives in [LOC_1].\n👋 [PER_2] left \"[LOC_2]\" for [LOC_1]."
        );
        page.screenshot("copied-menu").await;
        page.click("#export").await;
        let hidden: bool = page
            .ask("return document.getElementById('export-menu').hidden")
            .await;
        assert!(hidden);
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

/// What is said of a form, and whether it can be copied.
async fn offer(page: &Page, form: &str) -> (String, bool) {
    let script = "const button = document.querySelector(`[aria-label='Copy ${arguments[0]}']`);
        return [button.closest('li').textContent, !button.disabled]";
    page.run(script, json!([form])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn masked_forms_are_refused_with_the_reason_until_all_is_analysed() {
    let site = Site::serve().await;
    let weights = "model/small/model.safetensors";
    site.damage(weights, Fault::Slow(Duration::from_secs(8)));
    visit("unmasked", &site, View::NARROW, |page| async move {
        page.paste(TEXT).await;
        page.click("#export").await;
        for form in ["Names masked", "Names numbered"] {
            let (said, can_be_copied) = offer(&page, form).await;
            assert!(!can_be_copied && said.contains("stay readable"), "{said}");
        }
        let (_, can_be_copied) = offer(&page, "JSON").await;
        assert!(can_be_copied);
        let warning = page.text("#export-warning").await;
        assert!(warning.contains("missing"), "{warning}");
        assert_eq!(page.overhang().await, 0);
        page.show("#share").await;
        page.screenshot("unmasked-narrow").await;
        page.until_ready().await;
        page.until_analysed().await;
        let (said, can_be_copied) = offer(&page, "Names masked").await;
        assert!(
            can_be_copied && said.contains("not an anonymisation"),
            "{said}"
        );
        let warned = "return document.getElementById('export-warning') !== null";
        assert!(!page.ask::<bool>(warned).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_copied_is_shown_to_be_copied_by_hand() {
    let site = Site::serve().await;
    visit("by-hand", &site, View::NARROW, |page| async move {
        page.set_permission("clipboard-write", "denied").await;
        page.analyse(TEXT).await;
        page.click("#export").await;
        page.click("[aria-label='Copy Names masked']").await;
        let shown = "return document.getElementById('by-hand') !== null";
        page.until(shown, "the text is shown").await;
        let selected: (String, String) = page
            .ask(
                "const field = document.activeElement;
                return [field.id, field.value.slice(field.selectionStart, field.selectionEnd)]",
            )
            .await;
        assert_eq!(selected.0, "by-hand");
        assert!(selected.1.starts_with("[PER] lives in [LOC]."));
        let told = page.text("#export-outcome").await;
        assert!(told.contains("clipboard"), "{told}");
        assert_eq!(page.overhang().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_can_be_downloaded_under_its_name() {
    let site = Site::serve().await;
    visit("downloads", &site, View::WIDE, |page| async move {
        let folder = tempfile::tempdir().unwrap();
        page.download_to(folder.path()).await;
        open(&page).await;
        for (form, file, start) in [
            ("JSON", "namelight.json", "{\n  \"text\": "),
            ("CSV", "namelight.csv", "\u{feff}entity_group,score,word"),
            ("CoNLL columns", "namelight.conll", "Anna B-PER\n"),
            ("Web page", "namelight.html", "<!doctype html>"),
            ("Names masked", "namelight-masked.txt", "[PER] lives"),
            ("Names numbered", "namelight-numbered.txt", "[PER_1] lives"),
        ] {
            page.click(&format!("[aria-label='Download {form}']")).await;
            let path = folder.path().join(file);
            let asked = Instant::now();
            let content = || std::fs::read_to_string(&path).unwrap_or_default();
            while !content().starts_with(start) {
                let waited = asked.elapsed();
                assert!(waited < Duration::from_secs(60), "{file}: {}", content());
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        let told = page.text("#export-outcome").await;
        assert!(told.contains("namelight-numbered.txt"), "{told}");
        assert_eq!(page.complaints().await, [""; 0]);
        // The page of its own, as a person opens it.
        let html = folder.path().join("namelight.html");
        page.go_to(&format!("file://{}", html.display())).await;
        let marks: Vec<String> = page
            .ask(
                "return [...document.querySelectorAll('#text mark')].map(mark => mark.textContent)",
            )
            .await;
        assert_eq!(
            marks,
            ["AnnaPER", "OsloLOC", "OlaPER", "BergenLOC", "OsloLOC"]
        );
        assert_eq!(page.complaints().await, [""; 0]);
        page.screenshot("downloads-page").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_brings_the_text_to_another_visit_and_to_no_server() {
    let site = Site::serve().await;
    visit("shared", &site, View::WIDE, |page| async move {
        open(&page).await;
        let link = copied(&page, "Share link").await;
        let (address, fragment) = link.split_once('#').unwrap();
        assert!(fragment.starts_with("t1="), "{link}");
        // Somebody else's text is there; the link comes into the same tab, then into a new one.
        page.paste("Something else").await;
        page.go_to_view(fragment).await;
        let opened = "return document.getElementById('text').value.startsWith('Anna lives')";
        page.until(opened, "the link is opened").await;
        assert_eq!(page.typed_text().await, TEXT);
        page.forget_everything().await;
        page.go_to("about:blank").await;
        page.go_to(&link).await;
        page.until_drawn().await;
        assert_eq!(page.typed_text().await, TEXT);
        page.until_analysed().await;
        assert_eq!(page.marks().await.len(), 5);
        // What becomes of the text is what comes back.
        let now: String = page.ask("return location.href").await;
        assert_eq!(now, address);
        page.paste("Changed in Rome").await;
        page.reload().await;
        assert_eq!(page.typed_text().await, "Changed in Rome");
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
    let asked = site.asked();
    assert!(asked.len() > 10, "{asked:?}");
    for request in asked {
        assert!(!request.contains("t1="), "{request}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_link_is_told_and_takes_nothing_away() {
    let site = Site::serve().await;
    let url = site.url();
    visit("damaged-link", &site, View::NARROW, |page| async move {
        page.paste("Ada in Oslo").await;
        page.go_to("about:blank").await;
        page.go_to(&format!("{url}#t1=eNpzTFFIyizK")).await;
        page.until_drawn().await;
        let notice = page.text("#notice").await;
        assert!(notice.contains("damaged"), "{notice}");
        assert_eq!(page.typed_text().await, "");
        page.screenshot("damaged-link-told").await;
        tokio::time::sleep(Duration::from_millis(800)).await;
        page.reload().await;
        assert_eq!(page.typed_text().await, "Ada in Oslo");
        page.go_to_view("t9=x").await;
        let notice = page.text("#notice").await;
        assert!(notice.contains("newer"), "{notice}");
        assert_eq!(page.typed_text().await, "Ada in Oslo");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_link_comes_with_a_warning_and_a_longer_text_has_none() {
    let site = Site::serve().await;
    visit("long-link", &site, View::WIDE, |page| async move {
        let mut number = 1_u64;
        let mut words = |count: usize| -> String {
            let word = |_| {
                number = number
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                format!("{:x} ", number >> 20)
            };
            (0..count).map(word).collect()
        };
        page.paste(&words(1_000)).await;
        page.click("#export").await;
        let note = page.text("#share small").await;
        assert!(note.contains("characters: some mail"), "{note}");
        page.paste(&words(30_000)).await;
        let refused =
            "return document.querySelector('#share small').textContent.includes('too long')";
        page.until(refused, "it is too long for a link").await;
    })
    .await;
}
