//! Reports of other models and other runs, opened and saved.

use namelight_scores::ConfusionCell;
use namelight_scores::report::Report;
use namelight_tests::{Page, Site, View, report, report_bytes, visit};
use serde_json::Value;
use tempfile::TempDir;

use crate::report::{epoch_rows, open, shown_epochs};

fn base() -> Report {
    serde_json::from_slice(&report_bytes("base")).unwrap()
}

pub async fn until_shown(page: &Page, of: &str) {
    let script = format!("return document.getElementById('shown').textContent.includes('{of}')");
    page.until(&script, "another report is shown").await;
}

/// Opens a report from a file of this name.
pub async fn open_file(page: &Page, folder: &TempDir, name: &str, bytes: &[u8]) {
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    page.open_files("#open-report", &[file]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_of_the_other_model_is_shown_when_it_is_chosen() {
    let site = Site::serve().await;
    visit("report-base", &site, View::WIDE, |page| async move {
        open(&page).await;
        page.click("input[name=report-model][value=base]").await;
        until_shown(&page, "the model base").await;
        let script = "return document.querySelector('.lead')?.textContent.startsWith('base')";
        page.until(script, "its report is here").await;
        assert_eq!(shown_epochs(&page).await, epoch_rows(&base()));
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_from_a_file_is_shown_until_one_goes_back() {
    let site = Site::serve().await;
    visit("report-file", &site, View::WIDE, |page| async move {
        let folder = tempfile::tempdir().unwrap();
        open(&page).await;
        open_file(&page, &folder, "my run.json", &report_bytes("base")).await;
        until_shown(&page, "another run, from the file my run.json").await;
        assert_eq!(shown_epochs(&page).await, epoch_rows(&base()));
        page.go_to_view("").await;
        open(&page).await;
        assert_eq!(shown_epochs(&page).await, epoch_rows(&base()));
        page.click("#close-report").await;
        until_shown(&page, "the model small").await;
        assert_eq!(shown_epochs(&page).await, epoch_rows(&report()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_can_be_dropped_on_the_view() {
    let site = Site::serve().await;
    visit("report-dropped", &site, View::WIDE, |page| async move {
        open(&page).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dropped.json");
        std::fs::write(&file, report_bytes("base")).unwrap();
        page.drop_files("#training", &[file]).await;
        until_shown(&page, "dropped.json").await;
        assert_eq!(shown_epochs(&page).await, epoch_rows(&base()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_file_is_named_with_what_is_wrong_and_the_old_report_stays() {
    let site = Site::serve().await;
    visit(
        "report-wrong-file",
        &site,
        View::NARROW,
        |page| async move {
            let folder = tempfile::tempdir().unwrap();
            open(&page).await;
            let mut of_later: Value = serde_json::from_slice(&report_bytes("base")).unwrap();
            of_later["format"] = 7.into();
            let mut incomplete = of_later.clone();
            incomplete["format"] = 1.into();
            incomplete.as_object_mut().unwrap().remove("hardware");
            for (name, text, wrong) in [
                ("notes.txt", "dear diary".to_owned(), "line 1"),
                ("later.json", of_later.to_string(), "format 7"),
                ("incomplete.json", incomplete.to_string(), "hardware"),
            ] {
                open_file(&page, &folder, name, text.as_bytes()).await;
                let told = format!(
                    "return document.getElementById('refusal')?.textContent.startsWith('{name}')"
                );
                page.until(&told, "the file is refused").await;
                let refusal = page.text("#refusal").await;
                assert!(refusal.contains(wrong), "{refusal}");
                assert_eq!(shown_epochs(&page).await, epoch_rows(&report()));
            }
            assert_eq!(page.overhang().await, 0);
            open_file(&page, &folder, "right.json", &report_bytes("base")).await;
            until_shown(&page, "right.json").await;
            let gone = "return document.getElementById('refusal') === null";
            page.until(gone, "the refusal is gone").await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_is_the_report_shown_to_the_byte() {
    let site = Site::serve().await;
    visit("report-saved", &site, View::WIDE, |page| async move {
        let [files, first, second] = [(); 3].map(|()| tempfile::tempdir().unwrap());
        open(&page).await;
        let saved = page.save("#save-report", first.path(), "report.json").await;
        assert!(saved == report_bytes("small"), "another report was saved");
        let mut odd = report_bytes("base");
        odd.extend(b"  \n\n");
        open_file(&page, &files, "odd.json", &odd).await;
        until_shown(&page, "odd.json").await;
        let saved = page
            .save("#save-report", second.path(), "report.json")
            .await;
        assert!(saved == odd, "another report was saved");
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

/// A report of another task: twenty types, nothing measured beyond scores and confusions.
fn of_another_task() -> Report {
    let mut report = base();
    let kinds: Vec<String> = (1..=20)
        .map(|kind| format!("KIND-OF-NAME-{kind}"))
        .collect();
    for row in &mut report.evaluations {
        let score = row.scores.overall;
        row.scores.per_type = kinds.iter().map(|kind| (kind.clone(), score)).collect();
    }
    if let Some(diagnostics) = &mut report.diagnostics {
        let cell = |gold: usize, predicted: usize| ConfusionCell {
            gold: Some(kinds[gold].clone()),
            predicted: Some(kinds[predicted].clone()),
            count: gold * predicted,
        };
        diagnostics.confusion = (0..400).map(|place| cell(place / 20, place % 20)).collect();
        diagnostics.thresholds.clear();
        diagnostics.operating_points.clear();
        diagnostics.conditions.clear();
    }
    report
}

#[tokio::test(flavor = "multi_thread")]
async fn poorer_and_stranger_reports_are_shown_as_far_as_they_go() {
    let site = Site::serve().await;
    visit("report-strange", &site, View::NARROW, |page| async move {
        let folder = tempfile::tempdir().unwrap();
        open(&page).await;
        let strange = serde_json::to_vec(&of_another_task()).unwrap();
        open_file(&page, &folder, "strange.json", &strange).await;
        until_shown(&page, "strange.json").await;
        assert_eq!(page.table("#types-test-table").await.len(), 21);
        assert_eq!(page.overhang().await, 0);
        page.ask::<()>("document.getElementById('confusion').scrollIntoView()")
            .await;
        page.screenshot("report-twenty-types").await;
        let poor = Report {
            epochs: Vec::new(),
            loss_curve: Vec::new(),
            evaluations: Vec::new(),
            diagnostics: None,
            data: Vec::new(),
            ..base()
        };
        let poor = serde_json::to_vec(&poor).unwrap();
        open_file(&page, &folder, "poor.json", &poor).await;
        until_shown(&page, "poor.json").await;
        assert!(
            page.text("#calibration")
                .await
                .contains("namelight quantize")
        );
        assert_eq!(page.complaints().await, [""; 0]);
        assert_eq!(page.overhang().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn charts_are_drawn_in_the_colours_that_a_person_forces() {
    let site = Site::serve().await;
    visit("report-forced", &site, View::WIDE, |page| async move {
        open(&page).await;
        let features = [("forced-colors", "active"), ("prefers-color-scheme", "dark")];
        page.emulate("screen", &features).await;
        let [line, text]: [String; 2] = page
            .ask(
                "const style = (css) => getComputedStyle(document.querySelector(css));
                return [style('#loss .drawing .line.series-0').stroke, style('#loss .drawing text').fill]",
            )
            .await;
        let own = page
            .ask::<String>("return getComputedStyle(document.body).color")
            .await;
        assert_eq!((&line, &text), (&own, &own));
        page.ask::<()>("document.getElementById('types').scrollIntoView()")
            .await;
    })
    .await;
}

/// Keeps a picture of all of the view.
async fn picture(name: &'static str, view: View) {
    let site = Site::serve().await;
    visit(name, &site, view, move |page| async move {
        open(&page).await;
        page.run::<()>(
            "document.querySelector('#confusion details').open = true",
            serde_json::json!([]),
        )
        .await;
        assert_eq!(page.overhang().await, 0);
        let height = page.ask("return document.documentElement.scrollHeight");
        let height = height.await;
        page.resize(View { height, ..view }).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_view_fits_a_telephone_and_a_laptop_by_day_and_by_night() {
    picture("report-narrow", View::NARROW).await;
    picture("report-narrow-dark", View::NARROW.in_the_dark()).await;
    picture("report-wide", View::WIDE).await;
    picture("report-wide-dark", View::WIDE.in_the_dark()).await;
}
