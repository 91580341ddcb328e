//! The letters of the field and of the copy behind it, whatever is typed and whatever else is in the page.

use namelight_tests::{Page, Site, View, visit};

const WIDTHS: [u32; 4] = [320, 375, 768, 1440];

/// The copy alone in black without its marks, and the field's own text alone in black.
const LAYERS: [&str; 2] = [
    ".mirror, .mirror mark { color: #000 !important; background: none !important; box-shadow: none !important; }
    .mirror mark::before { content: none !important; }
    .field textarea { opacity: 0; }",
    ".mirror { visibility: hidden; }
    .field textarea { color: #000 !important; caret-color: transparent !important; }",
];

/// Difference of a pixel's lightness when a letter stands elsewhere by a pixel or more. Less is a letter that is drawn with
/// other fractions of a pixel, since each element is painted from a whole one on.
const MOVED: u8 = 128;

/// The bytes of a picture.
fn pixels(png: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// A picture of the field with other styles.
async fn picture(page: &Page, styles: &str) -> Vec<u8> {
    let script = format!(
        "const sheet = new CSSStyleSheet();
        sheet.replaceSync(`{styles} .field {{ border-color: transparent !important; outline: none !important }}`);
        document.adoptedStyleSheets = [sheet]"
    );
    page.ask::<()>(&script).await;
    let picture = page.picture(".field").await;
    page.ask::<()>("document.adoptedStyleSheets = []").await;
    picture
}

/// Each letter of the copy stands where the field has it.
async fn assert_same_letters(page: &Page, what: &str) {
    let [copy, field] = LAYERS.map(|styles| picture(page, styles));
    let (copy, field) = (copy.await, field.await);
    let (copy, field) = (pixels(&copy), pixels(&field));
    assert_eq!(copy.len(), field.len(), "{what}");
    assert!(field.iter().any(|pixel| *pixel < 64), "no letters: {what}");
    let pairs = copy.iter().zip(&field);
    let most = pairs.map(|(one, other)| one.abs_diff(*other)).max();
    assert!(
        most < Some(MOVED),
        "the letters are elsewhere: {what}: {most:?}"
    );
}

async fn assert_same_letters_at_any_width(name: &'static str, text: &'static str, names: usize) {
    let site = Site::serve().await;
    visit(name, &site, View::NARROW, move |page| async move {
        let marks = page.analyse(text).await;
        assert!(marks.len() >= names, "{marks:?}");
        for width in WIDTHS {
            page.resize(View {
                width,
                ..View::NARROW
            })
            .await;
            assert_same_letters(&page, &format!("{name} at {width} pixels")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_line_has_its_own_direction_in_the_field_and_behind_it() {
    let text = "Angela Merkel visited Oslo.\nדוד בן גוריון גר בירושלים עם Angela Merkel.\n\
        Tomas Berg stayed in القاهرة with Anna Berg.\nالقاهرة: Oslo";
    assert_same_letters_at_any_width("directions", text, 4).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_are_kerned_stay_in_place_where_a_name_ends_between_them() {
    let text = "To. VAT AV's Ty's Wolfgang's Yves' Ave. To. Tomas Taylor's Wolfgang Vautier's AV. \
        To. VAT AV's Ty's Wolfgang's Yves' Ave. Tomas Yves' and Ty Wolf's Volvo, fi ffi To.";
    assert_same_letters_at_any_width("kerning", text, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_input_method_can_compose_in_a_long_text_while_names_come_in() {
    let site = Site::serve().await;
    visit("input-method", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let line = "Anna Berg moved from Oslo to Bergen in the spring of that year.\n";
        let text = line.repeat(100_000 / line.len());
        page.paste(&text).await;
        let caret = line.len() * 2 + 5;
        page.ask::<()>(&format!(
            "const field = document.getElementById('text');
            field.focus();
            field.setSelectionRange({caret}, {caret})"
        ))
        .await;
        for composed in ["お", "おす", "おすr", "おすろ"] {
            page.compose(composed).await;
            let shown: String = page
                .ask(&format!(
                    "return document.getElementById('text').value.slice({caret}, {caret} + {})",
                    composed.chars().count()
                ))
                .await;
            assert_eq!(shown, composed);
        }
        let is_running = "const status = document.getElementById('status').dataset;
            return status.analysed !== status.requested";
        assert!(page.ask::<bool>(is_running).await, "names are coming in");
        page.commit("おすろ").await;
        let at_caret: usize = page
            .ask("return document.getElementById('text').selectionStart")
            .await;
        assert_eq!(at_caret, caret + 3);
        page.until_analysed().await;
        let expected = format!("{}おすろ{}", &text[..caret], &text[caret..]);
        assert_eq!(page.typed_text().await, expected);
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

/// What extensions of browsers do: elements of their own around the field and in the copy, and attributes.
const EXTENSION: &str = "const field = document.getElementById('text');
    const own = () => Object.assign(document.createElement('checker-extension'), { textContent: 'x' });
    field.before(own());
    field.after(own());
    document.querySelector('.mirror').append(own());
    document.querySelector('.mirror').prepend(own());
    document.getElementById('app').append(own());
    field.setAttribute('data-checker', 'true');
    field.spellcheck = true;";

/// What a translator of pages does: each text becomes an element.
const TRANSLATION: &str = "const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
        const parent = text.parentElement;
        if (!text.data.trim() || parent.closest('[translate=no], textarea, script, style, select')) continue;
        const font = document.createElement('font');
        font.append(Object.assign(document.createElement('font'), { textContent: text.data }));
        text.replaceWith(font);
    }";

/// Names light up, the views open, and the text is there.
async fn assert_works(page: &Page) {
    let marks = page
        .analyse("Anna Berg lives in Oslo.\nTomas Berg does not.")
        .await;
    assert_eq!(marks.len(), 3, "{marks:?}");
    page.go_to_view("#report").await;
    let drawn = "return document.querySelector('#epochs') !== null";
    page.until(drawn, "the report").await;
    page.go_to_view("#analyse").await;
    page.until(
        "return document.getElementById('text') !== null",
        "the text",
    )
    .await;
    assert!(page.typed_text().await.starts_with("Anna Berg lives"));
    let marks = page.analyse("Marie Curie left Warsaw.").await;
    assert_eq!(marks.len(), 2, "{marks:?}");
    assert_eq!(page.lit().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn elements_of_an_extension_do_no_harm() {
    let site = Site::serve().await;
    visit("extension", &site, View::WIDE, |page| async move {
        page.analyse("Ada in Oslo").await;
        page.ask::<()>(EXTENSION).await;
        assert_works(&page).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_browser_translates_goes_on() {
    let site = Site::serve().await;
    visit("translation", &site, View::WIDE, |page| async move {
        page.analyse("Ada in Oslo").await;
        page.ask::<()>(TRANSLATION).await;
        assert_works(&page).await;
    })
    .await;
}
