//! Names in the text field itself, and edits of long texts.

use namelight_tests::{Page, Site, View, visit};

/// Sentences with names, none like another.
fn story(sentences: usize) -> String {
    let sentence = |number: usize| {
        format!("On day {number} Amara Lindqvist wrote from Tromsø to the Polar Institute.")
    };
    let sentences: Vec<_> = (0..sentences).map(sentence).collect();
    let lines: Vec<_> = sentences.chunks(4).map(|line| line.join(" ")).collect();
    lines.join("\n\n")
}

/// The copy with the lit names stands exactly behind the field's text: it breaks its lines at the same places, so it is
/// as high.
async fn assert_letters_lie_behind_letters(page: &Page) {
    let heights: (i64, i64) = page
        .ask(
            "const mirror = document.querySelector('.mirror');
            const field = document.getElementById('text');
            // Each as high as its text, for once.
            Object.assign(mirror.style, { alignSelf: 'start', minBlockSize: '0' });
            Object.assign(field.style, { blockSize: '0', minBlockSize: '0' });
            const heights = [mirror.scrollHeight, field.scrollHeight];
            mirror.style.cssText = field.style.cssText = '';
            return heights",
        )
        .await;
    assert_eq!(heights.0, heights.1, "the copy's height and the text's");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_light_up_in_the_field_itself() {
    let site = Site::serve().await;
    visit("field", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        page.press("Amara Lindqvist left Oslo.").await;
        page.until_analysed().await;
        let expected = [("Amara Lindqvist", "PER"), ("Oslo", "LOC")];
        let expected = expected.map(|(name, kind)| (name.to_owned(), kind.to_owned()));
        assert_eq!(page.lit().await, expected);
        assert_letters_lie_behind_letters(&page).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_lie_behind_letters_at_any_width() {
    let site = Site::serve().await;
    visit("mirror", &site, View::NARROW, |page| async move {
        let texts = [
            story(9),
            "One line.\n\n\n".to_owned(),
            "Averyveryverylongwordthatmustbreaksomewhere".repeat(9),
            format!("\tTabs   and blanks    {}", "x ".repeat(200)),
        ];
        for text in texts {
            page.analyse(&text).await;
            for width in [320, 375, 768, 1440] {
                page.resize(View {
                    width,
                    ..View::NARROW
                })
                .await;
                assert_letters_lie_behind_letters(&page).await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_caret_stays_and_undo_works_while_names_light_up() {
    let site = Site::serve().await;
    visit("undo", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        page.press("Ada met Zoe in Oslo.").await;
        page.until_analysed().await;
        // Three to the left, and a letter there.
        page.press("\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}X")
            .await;
        page.until_analysed().await;
        assert_eq!(page.typed_text().await, "Ada met Zoe in XOslo.");
        let caret: usize = page
            .ask("return document.getElementById('text').selectionStart")
            .await;
        assert_eq!(caret, "Ada met Zoe in X".len());
        // Control, Z, and let go.
        page.press("\u{e009}z\u{e000}").await;
        page.until_analysed().await;
        let undone = page.typed_text().await;
        assert!(!undone.contains('X'), "{undone}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_of_a_long_text_runs_its_sentence_only() {
    let site = Site::serve().await;
    visit("long-edit", &site, View::WIDE, |page| async move {
        let text = story(400);
        page.analyse(&text).await;
        let all = page.wordpieces().await;
        assert!(all > 4_000, "{all}");
        page.press("!").await;
        page.until_analysed().await;
        let one = page.wordpieces().await;
        assert!(one < 40, "{one} of {all}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_analysis_can_be_stopped_and_goes_on() {
    let site = Site::serve().await;
    visit("stopped", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        page.paste(&story(12_000)).await;
        page.click("#stop").await;
        page.until_analysed().await;
        page.screenshot("stopped-told").await;
        let told = page.text("#status").await;
        assert!(told.contains("Stopped"), "{told}");
        assert!(!page.marks().await.is_empty(), "the start is there");
        page.click("#go-on").await;
        let goes_on = "return document.getElementById('advance') !== null";
        page.until(goes_on, "the analysis goes on").await;
        page.click("#stop").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_edit_overtakes_a_long_analysis() {
    let site = Site::serve().await;
    visit("overtaking", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        // Just short enough for the field.
        page.paste(&story(1_900)).await;
        page.press(" Zoe Castellan left Porto.").await;
        let lit = "return [...document.querySelectorAll('.mirror mark')]
            .some(mark => mark.textContent === 'Zoe Castellan')";
        page.until(lit, "the new name is lit").await;
    })
    .await;
}
