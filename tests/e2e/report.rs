//! The second view: what is drawn of the report.

use namelight_scores::report::Report;
use namelight_tests::{Page, Site, View, report, visit};
use serde::Deserialize;

/// Opens the view and waits for the report.
pub async fn open(page: &Page) {
    page.go_to_view("#report").await;
    page.until(
        "return document.querySelector('#epochs') !== null",
        "the report",
    )
    .await;
    unfold(page).await;
}

/// Unfolds all sections of the report.
pub async fn unfold(page: &Page) {
    let script = "for (const section of document.querySelectorAll('.report > details')) section.open = true;";
    page.run::<()>(script, serde_json::json!([])).await;
}

fn score(value: f64) -> String {
    format!("{value:.4}")
}

/// Numbers without their commas.
fn plain(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let rows = rows.into_iter();
    rows.map(|row| row.iter().map(|cell| cell.replace(',', "")).collect())
        .collect()
}

/// The rows of the epoch table for a report.
pub fn epoch_rows(report: &Report) -> Vec<Vec<String>> {
    let rows = report.epochs.iter();
    rows.map(|row| {
        vec![
            score(row.training_loss),
            format!("{:.1}", row.epoch),
            row.step.to_string(),
            score(row.validation_loss),
            score(row.precision),
            score(row.recall),
            score(row.f1),
            score(row.accuracy),
        ]
    })
    .collect()
}

/// The rows of the epoch table as shown.
pub async fn shown_epochs(page: &Page) -> Vec<Vec<String>> {
    plain(page.table("#epochs").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_epoch_table_holds_the_numbers_of_the_report_beside_the_published_ones() {
    let site = Site::serve().await;
    visit("report-epochs", &site, View::WIDE, |page| async move {
        open(&page).await;
        let report = report();
        assert!(!report.epochs.is_empty());
        assert_eq!(shown_epochs(&page).await, epoch_rows(&report));
        for (place, row) in report.published.iter().enumerate() {
            let shown = page.table(&format!("#published-{place}")).await;
            let f1 = |start: &str| {
                let row = shown.iter().rev().find(|row| row[0].starts_with(start));
                row.unwrap()[5].clone()
            };
            assert_eq!(f1("published"), score(row.published.f1));
            assert_eq!(f1("ours"), score(row.epochs.last().unwrap().f1));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_weights_are_compared_in_score_size_and_time() {
    let site = Site::serve().await;
    visit("report-weights", &site, View::WIDE, |page| async move {
        open(&page).await;
        let report = report();
        let weights = plain(page.table("#weights").await);
        // The other sources stand in the table of where the model works.
        let first = &report.evaluations[0].source;
        let rows = report.evaluations.iter().filter(|it| it.source == *first);
        assert_eq!(weights.len(), rows.clone().count());
        for (row, evaluation) in weights.iter().zip(rows) {
            let millis = evaluation.millis;
            let millis = millis.map_or("not measured".to_owned(), |it| format!("{it:.1}"));
            assert_eq!(row[1], evaluation.weights);
            assert_eq!(row[5], score(evaluation.scores.overall.f1));
            assert_eq!(row[7], evaluation.weight_bytes.to_string());
            assert_eq!(row[8], millis);
        }
        let recipe = page.text("#recipe").await;
        assert!(recipe.contains("all-MiniLM-L6-v2") && recipe.contains("3e-4"));
        let data = page.text("#data").await;
        assert!(report.data.iter().all(|file| data.contains(&file.sha256)));
    })
    .await;
}

/// A figure as a person finds it.
#[derive(Clone, Debug, Deserialize)]
struct Shown {
    id: String,
    name: String,
    shapes: usize,
    texts: usize,
    rows: usize,
    cut_off: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_has_words_axes_and_a_table_and_fits() {
    let site = Site::serve().await;
    visit("report-figures", &site, View::WIDE, |page| async move {
        open(&page).await;
        let figures: Vec<Shown> = page
            .ask(
                "const word = (id) => document.getElementById(id).textContent;
                return [...document.querySelectorAll('figure:has(svg[role=img])')].map(figure => {
                    const svg = figure.querySelector('svg[role=img]');
                    const ids = svg.getAttribute('aria-labelledby').split(' ');
                    const box = svg.viewBox.baseVal;
                    const inside = (text) => {
                        const { x, y, width, height } = text.getBBox();
                        return x >= 0 && y >= 0 && x + width <= box.width && y + height <= box.height;
                    };
                    const texts = [...svg.querySelectorAll('text')];
                    return {
                        id: figure.id,
                        name: ids.map(word).join(': '),
                        shapes: svg.querySelectorAll('.line, .area').length,
                        texts: texts.length,
                        rows: figure.querySelectorAll('details tbody tr').length,
                        cut_off: texts.filter(text => !inside(text)).map(text => text.textContent),
                    };
                })",
            )
            .await;
        assert!(figures.len() >= 17, "{}", figures.len());
        for figure in &figures {
            let id = &figure.id;
            assert!(figure.name.ends_with('.') && figure.name.len() > 30, "{figure:?}");
            assert!(figure.shapes > 4 && figure.texts > 3, "{id} has no axes");
            assert!(figure.rows > 0, "{id} has no table");
            assert_eq!(figure.cut_off, [""; 0], "{id}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tables_behind_the_charts_hold_the_numbers_of_the_report() {
    let site = Site::serve().await;
    visit("report-numbers", &site, View::WIDE, |page| async move {
        open(&page).await;
        let report = report();
        let diagnostics = report
            .diagnostics
            .clone()
            .expect("the hosted model was measured");
        let table = async |id: &str| plain(page.table(&format!("#{id}-table")).await);

        let rates = table("rate").await;
        let steps: Vec<_> = report
            .loss_curve
            .iter()
            .map(|it| it.step.to_string())
            .collect();
        assert_eq!(
            rates.iter().map(|row| row[0].clone()).collect::<Vec<_>>(),
            steps
        );

        let int8 = report
            .evaluations
            .iter()
            .find(|row| row.weights == "int8")
            .unwrap();
        let types = table("types-validation").await;
        let f1 = int8.scores.per_type.values().chain([&int8.scores.overall]);
        let f1: Vec<_> = f1.map(|it| score(it.f1)).collect();
        assert_eq!(
            types.iter().map(|row| row[3].clone()).collect::<Vec<_>>(),
            f1
        );

        let confusion = table("confusion").await;
        let shown: usize = confusion
            .iter()
            .map(|row| row[2].parse::<usize>().unwrap())
            .sum();
        let counted: usize = diagnostics.confusion.iter().map(|cell| cell.count).sum();
        assert_eq!(shown, counted);

        let bins = table("reliability-words-test").await;
        let row = &diagnostics.calibration[1];
        for (shown, (before, after)) in bins
            .iter()
            .zip(row.before.word_bins.iter().zip(&row.after.word_bins))
        {
            assert_eq!(shown[1], before.count.to_string());
            assert_eq!(shown[4], after.count.to_string());
        }

        let thresholds = table("thresholds").await;
        assert_eq!(thresholds.len(), diagnostics.thresholds.len());
        assert_eq!(
            table("operating-points").await.len(),
            diagnostics.operating_points.len()
        );
        assert_eq!(
            table("conditions").await.len(),
            diagnostics.conditions.len()
        );
        assert_eq!(table("variants-figure").await.len(), report.variants.len());
        match report.seeds.len() {
            0 => assert!(page.text("#seeds").await.contains("one run of this recipe")),
            // Mean and deviation stand below the seeds.
            seeds => assert_eq!(table("seeds").await.len(), seeds + 2),
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn losses_and_scores_are_drawn() {
    let site = Site::serve().await;
    visit("report-charts", &site, View::WIDE, |page| async move {
        open(&page).await;
        let corners: Vec<usize> = page
            .ask(
                "return [...document.querySelectorAll(
                    '#loss .drawing [class*=series].line, #scores .drawing [class*=series].line')]
                    .map(line => line.points.length)",
            )
            .await;
        let report = report();
        let (losses, epochs) = (report.loss_curve.len(), report.epochs.len());
        assert_eq!(corners, [losses, epochs, epochs, epochs, epochs]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn headings_go_down_step_by_step_and_every_table_has_heads() {
    let site = Site::serve().await;
    visit("report-headings", &site, View::WIDE, |page| async move {
        open(&page).await;
        let levels: Vec<u8> = page
            .ask("return [...document.querySelectorAll('h1, h2, h3, h4')].map(it => Number(it.tagName[1]))")
            .await;
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{levels:?}");
        let bare: Vec<String> = page
            .ask(
                "const bare = (table) => (table.caption === null && !table.hasAttribute('aria-labelledby'))
                    || table.querySelector('thead th:not([scope=col], [scope=colgroup]), tbody th:not([scope=row])');
                return [...document.querySelectorAll('table')].filter(bare).map(table => table.id)",
            )
            .await;
        assert_eq!(bare, [""; 0]);
        let twice: Vec<String> = page
            .ask(
                "const ids = [...document.querySelectorAll('[id]')].map(it => it.id);
                return ids.filter((id, place) => ids.indexOf(id) !== place)",
            )
            .await;
        assert_eq!(twice, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_is_still_there_after_a_look_at_the_report() {
    let site = Site::serve().await;
    visit("back", &site, View::WIDE, |page| async move {
        let before = page.analyse("Anna lives in Oslo").await;
        open(&page).await;
        page.go_to_view("").await;
        page.until(
            "return document.getElementById('text') !== null",
            "the text field",
        )
        .await;
        assert_eq!(page.typed_text().await, "Anna lives in Oslo");
        assert_eq!(page.marks().await, before);
    })
    .await;
}
