//! Looking closer at what was found.

use namelight_scores::{OPERATING_POINTS, OperatingPoint, OperatingPointRow};
use namelight_tests::{Site, View, visit};

const TEXT: &str = "Amara Lindqvist left Oslo. In Bergen she met Zoe Castellan of Siemens. Then Amara Lindqvist saw Oslo again.";

#[tokio::test(flavor = "multi_thread")]
async fn a_name_opens_its_details_by_pointer_and_by_keyboard() {
    let site = Site::serve().await;
    visit("details", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.click_through("#highlights mark").await;
        let asked = "return document.querySelector('#details .shares') !== null";
        page.until(asked, "the model has said more").await;
        let told = page.text("#details").await;
        for word in ["Amara Lindqvist", "Person", "0 to 15", "UTF-16", "characters", "no name"] {
            assert!(told.contains(word), "{word:?} is not in {told:?}");
        }
        let pieces: Vec<String> = page
            .ask("return [...document.querySelectorAll('#details code')].map(code => code.textContent)")
            .await;
        let spelled: String = pieces.iter().map(|piece| piece.trim_start_matches("##")).collect();
        assert_eq!(spelled, "amaralindqvist");
        page.screenshot("details-open").await;

        // Alt with an arrow leads to the next name.
        page.type_on("\u{e00a}\u{e015}\u{e000}").await;
        let next = "return document.querySelector('#details-title')?.textContent === 'Oslo'";
        page.until(next, "the next name's details are open").await;
        page.click("#close-details").await;
        let closed = "return document.getElementById('details') === null";
        page.until(closed, "the details are closed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_type_that_is_switched_off_goes_dark_everywhere() {
    let site = Site::serve().await;
    visit("switches", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.click("#legend input[name=LOC]").await;
        let dark = "return document.querySelector('#highlights mark[data-kind=LOC]') === null";
        page.until(dark, "places are dark").await;
        let listed = page.listed().await;
        assert!(listed.iter().all(|name| name.kind != "Place"), "{listed:?}");
        assert!(page.marks().await.iter().any(|mark| mark.kind == "PER"));
        page.click("#legend input[name=LOC]").await;
        let lit = "return document.querySelector('#highlights mark[data-kind=LOC]') !== null";
        page.until(lit, "places are lit again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_slider_goes_from_sure_names_to_all_and_says_what_that_does_to_the_scores() {
    let site = Site::serve().await;
    visit("slider", &site, View::WIDE, |page| async move {
        // "may" is hardly a name, and so it is one for whoever wants to miss none.
        page.analyse("Amara Lindqvist flew to Oslo. the moon and siemens agreed, said may.")
            .await;
        page.run::<()>(
            "document.getElementById('settings').open = true;",
            serde_json::json!([]),
        )
        .await;
        page.click("#operating-point").await;
        let told = "return document.getElementById('operating-point-meaning').textContent.includes('validation')";
        page.until(told, "the report is there").await;
        let report = namelight_tests::report();
        let rows = report.diagnostics.expect("the hosted report has diagnostics").operating_points;
        let mut counts = Vec::new();
        let last = OPERATING_POINTS.len() - 1;
        for index in [0, OperatingPoint::default().index(), last] {
            page.run::<()>(
                "const slider = document.getElementById('operating-point');
                slider.value = arguments[0];
                slider.dispatchEvent(new InputEvent('input', { bubbles: true }));",
                serde_json::json!([index]),
            )
            .await;
            let point = OPERATING_POINTS[index];
            let rows = rows.iter().filter(|row| row.point == point);
            let (precision, recall) = OperatingPointRow::pooled(rows).expect("it was measured");
            let moved = format!(
                "const told = document.getElementById('operating-point-meaning').textContent;
                return told.includes('{:.1} % of the names shown') && told.includes('{:.1} % of all names');",
                precision * 100.0,
                recall * 100.0
            );
            page.until(&moved, "both numbers are those of the point").await;
            counts.push(page.marks().await.len());
        }
        assert!(counts[0] <= counts[1] && counts[1] < counts[2], "{counts:?}");
        // It is still so set on the next visit.
        page.reload().await;
        page.until_analysed().await;
        assert_eq!(page.marks().await.len(), counts[2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_joins_equal_names_and_leads_to_their_places() {
    let site = Site::serve().await;
    visit("names", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        let surfaces = |listed: Vec<namelight_tests::Listed>| -> Vec<String> {
            listed.into_iter().map(|name| name.surface).collect()
        };
        let all = surfaces(page.listed().await);
        assert_eq!(
            all,
            [
                "Amara Lindqvist",
                "Oslo",
                "Bergen",
                "Zoe Castellan",
                "Siemens"
            ]
        );
        page.click("#entities li:nth-child(2) button").await;
        let selected =
            "return document.activeElement.id === 'text' && document.activeElement.selectionStart";
        let focused = format!("{selected} === 21");
        page.until(&focused, "the caret is at the first place")
            .await;
        page.click("#entities li:nth-child(2) button").await;
        let second = TEXT.rfind("Oslo").unwrap();
        let focused = format!("{selected} === {second}");
        page.until(&focused, "the caret is at the second place")
            .await;
        let spoken: String = page
            .ask(
                "return [...document.querySelectorAll('#entities li:nth-child(2) button > :not([aria-hidden])')]
                    .map(part => part.textContent).join('')",
            )
            .await;
        assert_eq!(spoken, "Oslo, place, 2 of 2");
        let announced = "return [...document.querySelectorAll('[role=status]')]
            .some(line => line.textContent === 'Oslo, place, 2 of 2')";
        page.until(announced, "the name is announced").await;
        page.run::<()>(
            "const search = document.getElementById('search');
            search.value = 'oe';
            search.dispatchEvent(new InputEvent('input', { bubbles: true }));",
            serde_json::json!([]),
        )
        .await;
        page.until(
            "return document.querySelectorAll('#entities li').length === 1",
            "the list is searched",
        )
        .await;
        assert_eq!(surfaces(page.listed().await), ["Zoe Castellan"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_shows_a_sentence_as_the_model_reads_it() {
    let site = Site::serve().await;
    visit("tokens", &site, View::WIDE, |page| async move {
        page.analyse(TEXT).await;
        page.click("#show-tokens").await;
        let there = "return document.querySelector('#tokens tbody tr') !== null";
        page.until(there, "the table is there").await;
        let rows = page.table("#tokens").await;
        assert_eq!(rows.len(), 5, "{rows:?}");
        assert_eq!(rows[0][0], "Amara");
        assert_eq!(
            (rows[0][2].as_str(), rows[1][2].as_str()),
            ("B-PER", "I-PER")
        );
        assert_eq!(rows[0][3].matches('%').count(), 3);
        page.click("#sentence-behind").await;
        let next = "return document.querySelector('#tokens tbody th')?.textContent === 'In'";
        page.until(next, "the next sentence is there").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_can_be_opened_again() {
    let site = Site::serve().await;
    visit("same-file", &site, View::WIDE, |page| async move {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.txt");
        std::fs::write(&path, "Ada lives in Oslo.").unwrap();
        let opened = "return document.getElementById('text').value === 'Ada lives in Oslo.'";
        for _ in 0..2 {
            page.open_files("#files", std::slice::from_ref(&path)).await;
            page.until(opened, "the text is in the field").await;
            page.click(".clear").await;
            assert_eq!(page.typed_text().await, "");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_opened_from_files_and_others_refused_by_name() {
    let site = Site::serve().await;
    visit("files", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        let one = write("one.txt", b"Ada lives in Oslo.\r\n");
        page.open_files("#files", &[one]).await;
        let opened = "return document.getElementById('text').value === 'Ada lives in Oslo.\\n'";
        page.until(opened, "it is in the field").await;
        let picture = write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        page.open_files("#files", &[picture]).await;
        let told = "return document.getElementById('file-error') !== null";
        page.until(told, "the error is shown").await;
        let error = page.text("#file-error").await;
        assert!(error.contains("picture.txt is no text file"), "{error}");
        assert!(page.typed_text().await.contains("Oslo"), "nothing is lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_not_in_utf_8_is_read_and_its_encoding_can_be_changed() {
    let site = Site::serve().await;
    visit("encodings", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let folder = tempfile::tempdir().unwrap();
        let open = async |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            page.open_files("#files", &[path]).await;
        };
        let reads =
            |text: &str| format!("return document.getElementById('text').value === '{text}'");
        open("old.csv", b"caf\xe9").await;
        page.until(&reads("café"), "Windows-1252 is read").await;
        let told = page.text("#file-encoding").await;
        assert!(told.contains("old.csv is not in UTF-8"), "{told}");
        page.screenshot("encoding-told").await;
        page.select("#file-encoding select", "windows-1251").await;
        page.until(&reads("cafй"), "Windows-1251 is read").await;
        open("utf16.txt", b"\xff\xfeZ\0o\0\xeb\0").await;
        page.until(&reads("Zoë"), "UTF-16 is read").await;
        let bom = "\u{feff}Ada".as_bytes();
        open("bom.txt", bom).await;
        page.until(&reads("Ada"), "UTF-8 without its mark").await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}
