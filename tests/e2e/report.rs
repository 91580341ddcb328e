//! The second view.

use namelight_tests::{Page, Site, View, report, visit};

async fn open(page: &Page) {
    page.go_to_view("#report").await;
    page.until(
        "return document.querySelector('#epochs') !== null",
        "the report",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_epoch_table_holds_the_numbers_of_the_report() {
    let site = Site::serve().await;
    visit("report-epochs", &site, View::WIDE, |page| async move {
        open(&page).await;
        let score = |value: f64| format!("{value:.4}");
        let expected: Vec<_> = report()
            .epochs
            .iter()
            .map(|row| {
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
            .collect();
        let mut shown = page.table("#epochs").await;
        for row in &mut shown {
            row[2] = row[2].replace(',', "");
        }
        assert!(!shown.is_empty());
        assert_eq!(shown, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_weights_are_compared_and_the_scores_given_by_type() {
    let site = Site::serve().await;
    visit("report-scores", &site, View::WIDE, |page| async move {
        open(&page).await;
        let report = report();
        let weights = page.table("#weights").await;
        assert_eq!(weights.len(), report.evaluations.len());
        for (row, evaluation) in weights.iter().zip(&report.evaluations) {
            assert_eq!(row[0], evaluation.weights);
            assert_eq!(row[2], format!("{:.4}", evaluation.scores.overall.f1));
        }
        let body = page.text("body").await;
        let int8 = report.evaluations.iter().find(|row| row.weights == "int8");
        for (kind, score) in &int8.expect("int8 was scored").scores.per_type {
            let f1 = format!("{:.4}", score.f1);
            assert!(body.contains(&f1), "{f1} of {kind} is not shown");
        }
        assert!(body.contains("all-MiniLM-L6-v2"));
        assert!(body.contains("2e-4"), "the learning rate is not shown");
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
                "return [...document.querySelectorAll('.chart > svg path.line')]
                    .map(path => path.getAttribute('d').split('L').length)",
            )
            .await;
        let report = report();
        let (losses, epochs) = (report.loss_curve.len(), report.epochs.len());
        assert_eq!(corners, [losses, epochs, epochs, epochs, epochs]);
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
