//! Every chart and every table of a report is whole, whatever the width, and all charts have letters of one size.

use namelight_scores::ConfusionCell;
use namelight_scores::report::{Report, SourceF1};
use namelight_tests::{Page, Site, View, report, visit};
use serde::Deserialize;

use crate::other_reports::{open_file, until_shown};
use crate::report::open;

const TABLET: View = View {
    width: 768,
    height: 1024,
    dark: false,
};

/// What a person cannot see without a scroll, and the size of letters in charts.
#[derive(Debug, Deserialize)]
struct Layout {
    /// Charts and tables that lie outside their card, scroll sideways, or cut a text.
    cut: Vec<String>,
    /// The smallest and the largest letters of all charts, in pixels.
    letters: [f64; 2],
    charts: usize,
}

async fn layout(page: &Page) -> Layout {
    page.ask(
        "const report = document.querySelector('.report');
        for (const details of report.querySelectorAll('details')) details.open = true;
        const cut = [];
        const told = (what, element) => cut.push(
            `${what}: ${element.closest('[id]').id} ${element.tagName} ${element.textContent.slice(0, 30)}`);
        for (const card of report.querySelectorAll('.card')) {
            const outer = card.getBoundingClientRect();
            for (const part of card.querySelectorAll('.drawing, table, .scroll, figure, p')) {
                const inner = part.getBoundingClientRect();
                if (inner.left < outer.left || inner.right > outer.right) told('outside its card', part);
            }
        }
        for (const box of report.querySelectorAll('.scroll')) {
            if (box.scrollWidth > box.clientWidth) told('scrolls sideways', box);
            if (box.closest('figure details') === null && box.scrollHeight > box.clientHeight) told('scrolls', box);
        }
        for (const cell of report.querySelectorAll('td, th')) {
            if (cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 1) told('cuts its text', cell);
        }
        const sizes = [];
        const charts = report.querySelectorAll('.drawing, .matrix');
        for (const chart of charts) {
            const scale = chart.getScreenCTM?.().a ?? 1;
            for (const text of chart.querySelectorAll('text, td, th'))
                sizes.push(parseFloat(getComputedStyle(text).fontSize) * scale);
        }
        return { cut, letters: [Math.min(...sizes), Math.max(...sizes)], charts: charts.length }",
    )
    .await
}

async fn assert_whole(page: &Page, what: &str) {
    let found = layout(page).await;
    assert_eq!(found.cut, [""; 0], "{what}");
    let [smallest, largest] = found.letters;
    assert!(
        largest - smallest < 0.3 && smallest > 11.5,
        "{what}: {found:?}"
    );
    assert!(found.charts > 5, "{what}: {found:?}");
    assert_eq!(page.overhang().await, 0, "{what}");
}

/// The report of a model with so many entity types, which are all taken for one another.
fn of_types(types: usize) -> Report {
    let mut report = report();
    let names: Vec<String> = (1..=types).map(|it| format!("WORK_OF_ART_{it}")).collect();
    for row in &mut report.evaluations {
        let score = row.scores.overall;
        row.scores.per_type = names.iter().map(|name| (name.clone(), score)).collect();
    }
    let pairs = (0..types).flat_map(|gold| (0..types).map(move |predicted| (gold, predicted)));
    let cell = |(gold, predicted): (usize, usize)| ConfusionCell {
        gold: Some(names[gold].clone()),
        predicted: Some(names[predicted].clone()),
        count: if gold == predicted {
            98_765
        } else {
            20 * gold + predicted
        },
    };
    let diagnostics = report.diagnostics.as_mut();
    diagnostics.expect("the report has diagnostics").confusion = pairs.map(cell).collect();
    report
}

/// The report of a model that learnt from seven sources.
fn of_sources() -> Report {
    let names = [
        "news",
        "world-news",
        "wikipedia",
        "tweets",
        "chats",
        "letters",
        "web-answers",
    ];
    let mut report = report();
    let (mut evaluations, mut data) = (report.evaluations.clone(), report.data.clone());
    // The seven take the place of those that the report has.
    let first = evaluations[0].source.clone();
    evaluations.retain(|row| row.source == first);
    data.retain(|file| file.source == first);
    let named = |name: &str| Some(name.to_owned());
    let of_all = names.iter().flat_map(|name| {
        let mut rows = evaluations.clone();
        rows.iter_mut().for_each(|row| row.source = named(name));
        rows
    });
    report.evaluations = of_all.collect();
    let of_all = names.iter().flat_map(|name| {
        let mut files = data.clone();
        files.iter_mut().for_each(|file| file.source = named(name));
        files
    });
    report.data = of_all.collect();
    for epoch in &mut report.epochs {
        let f1 = epoch.f1;
        let sources = names.iter().map(|name| SourceF1 {
            name: (*name).to_owned(),
            f1,
        });
        epoch.sources = sources.collect();
    }
    report
}

#[tokio::test(flavor = "multi_thread")]
async fn every_chart_and_table_fits_its_card_with_letters_of_one_size() {
    for (name, view) in [
        ("report-layout-narrow", View::NARROW),
        ("report-layout-tablet", TABLET),
        ("report-layout-wide", View::WIDE),
    ] {
        let site = Site::serve().await;
        visit(name, &site, view, move |page| async move {
            open(&page).await;
            assert_whole(&page, name).await;
            let folder = tempfile::tempdir().unwrap();
            let eight = serde_json::to_vec(&of_types(8)).unwrap();
            open_file(&page, &folder, "eight.json", &eight).await;
            until_shown(&page, "eight.json").await;
            assert_whole(&page, &format!("{name}, eight types")).await;
            assert_eq!(page.table(".matrix").await.len(), 9);
            let seven = serde_json::to_vec(&of_sources()).unwrap();
            open_file(&page, &folder, "seven.json", &seven).await;
            until_shown(&page, "seven.json").await;
            assert_whole(&page, &format!("{name}, seven sources")).await;
            assert_eq!(page.table("#where-it-works-table").await.len(), 7);
            page.screenshot(&format!("{name}-sources")).await;
            page.ask::<()>("document.getElementById('confusion').scrollIntoView()")
                .await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_types_the_largest_confusions_are_listed() {
    let site = Site::serve().await;
    visit(
        "report-many-types",
        &site,
        View::NARROW,
        |page| async move {
            open(&page).await;
            let folder = tempfile::tempdir().unwrap();
            let many = serde_json::to_vec(&of_types(18)).unwrap();
            open_file(&page, &folder, "many.json", &many).await;
            until_shown(&page, "many.json").await;
            let rows = page.table("#confusion-table").await;
            assert_eq!(rows.len(), 20);
            assert_eq!(rows[0][2], "356");
            let found = layout(&page).await;
            assert_eq!(found.cut, [""; 0]);
            page.ask::<()>("document.getElementById('confusion').scrollIntoView()")
                .await;
        },
    )
    .await;
}
