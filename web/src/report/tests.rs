//! What is shown of the shipped reports and of poorer ones.

use std::collections::BTreeSet;

use namelight_scores::report::Report;

use super::*;
use crate::plot::draw;

pub const SMALL: &str = include_str!("../../model/small/report.json");
pub const BASE: &str = include_str!("../../model/base/report.json");

fn small() -> Report {
    parse(SMALL).unwrap()
}

fn figures(report: &Report) -> Vec<Figure> {
    let contents = sections(report)
        .into_iter()
        .flat_map(|section| section.contents);
    let figures = contents.filter_map(|part| match part {
        Content::Figures(figures) => Some(figures),
        _ => None,
    });
    figures.flatten().collect()
}

fn figure(report: &Report, id: &str) -> Figure {
    let mut figures = figures(report).into_iter();
    figures
        .find(|figure| figure.id == id)
        .unwrap_or_else(|| panic!("no figure {id}"))
}

fn notes(report: &Report, id: &str) -> String {
    let section = sections(report)
        .into_iter()
        .find(|section| section.id == id);
    let contents = section
        .unwrap_or_else(|| panic!("no section {id}"))
        .contents;
    let notes = contents.iter().filter_map(|part| match part {
        Content::Note(note) => Some(note.as_str()),
        _ => None,
    });
    notes.collect::<Vec<_>>().join(" ")
}

/// Everything that can be missing is.
fn poor() -> Report {
    Report {
        data: Vec::new(),
        loss_curve: Vec::new(),
        epochs: Vec::new(),
        evaluations: Vec::new(),
        seeds: Vec::new(),
        diagnostics: None,
        variants: Vec::new(),
        published: Vec::new(),
        ..small()
    }
}

/// A report of other types, as of another task.
fn of_kinds(kinds: usize) -> Report {
    let mut report = small();
    let name = |kind: usize| format!("KIND-OF-A-LONG-NAME-{kind}");
    for row in &mut report.evaluations {
        let score = row.scores.overall;
        row.scores.per_type = (0..kinds).map(|kind| (name(kind), score)).collect();
    }
    if let Some(diagnostics) = &mut report.diagnostics {
        let cell = diagnostics.confusion[0].clone();
        let cells = (0..kinds).map(|kind| namelight_scores::ConfusionCell {
            gold: Some(name(kind)),
            ..cell.clone()
        });
        diagnostics.confusion = cells.collect();
    }
    report
}

#[test]
fn every_chart_of_both_models_is_drawn_with_a_finding_and_a_table() {
    for text in [SMALL, BASE] {
        for figure in figures(&parse(text).unwrap()) {
            assert!(draw(&figure.plot).is_ok(), "{}", figure.id);
            assert!(
                figure.finding.ends_with('.'),
                "{}: {}",
                figure.id,
                figure.finding
            );
            assert!(!figure.table.rows.is_empty(), "{}", figure.id);
            assert!(!figure.plot.x_unit.is_empty(), "{}", figure.id);
        }
    }
}

#[test]
fn everything_in_the_report_has_its_chart() {
    let ids: BTreeSet<String> = figures(&small())
        .into_iter()
        .map(|figure| figure.id)
        .collect();
    for id in [
        "loss",
        "scores",
        "rate",
        "published-f1-0",
        "types-validation",
        "types-test",
        "confusion-figure",
        "reliability-names-validation",
        "reliability-words-test",
        "thresholds-figure",
        "weights-f1",
        "weights-bytes",
        "conditions-figure",
        "seeds-figure",
        "variants-figure",
        "data-figure",
    ] {
        assert!(ids.contains(id), "{id} is missing in {ids:?}");
    }
}

#[test]
fn rows_have_as_many_cells_as_columns_and_ids_are_there_once() {
    for report in [small(), parse(BASE).unwrap(), of_kinds(20)] {
        let mut ids = BTreeSet::new();
        let mut captions = BTreeSet::new();
        for section in sections(&report) {
            for part in section.contents {
                let sheets = match part {
                    Content::Table(table) => vec![table],
                    Content::Figures(figures) => {
                        figures.into_iter().map(|figure| figure.table).collect()
                    }
                    Content::Note(_) | Content::Facts(_) => vec![],
                };
                for table in sheets {
                    let fits = |row: &Vec<String>| row.len() == table.columns.len();
                    assert!(table.rows.iter().all(fits), "{}", table.id);
                    assert!(ids.insert(table.id.clone()), "{} is there twice", table.id);
                    assert!(captions.insert(table.caption.clone()), "{}", table.caption);
                }
            }
        }
    }
}

#[test]
fn a_report_without_any_optional_part_says_why_nothing_is_shown() {
    let report = poor();
    assert_eq!(figures(&report), []);
    for id in [
        "published",
        "types",
        "confusion",
        "calibration",
        "thresholds",
        "seeds",
        "variants",
        "data",
    ] {
        assert!(!notes(&report, id).is_empty(), "{id}");
    }
    assert!(notes(&report, "calibration").contains("namelight quantize"));
    assert!(!headline(&report).is_empty());
}

#[test]
fn a_model_with_twenty_types_is_drawn() {
    let report = of_kinds(20);
    let confusion = draw(&figure(&report, "confusion-figure").plot).unwrap();
    assert!(confusion.is_wide());
    let types = figure(&report, "types-test");
    assert_eq!(types.table.rows.len(), 21);
    assert!(draw(&types.plot).is_ok());
}

#[test]
fn a_confusion_says_what_is_missed_and_what_is_spurious() {
    let figure = figure(&small(), "confusion-figure");
    let last = figure.table.rows.last().unwrap();
    assert_eq!(
        figure.table.columns,
        [
            "In the data",
            "Place",
            "Other",
            "Organisation",
            "Person",
            "missed"
        ]
    );
    let confusion = small().diagnostics.unwrap().confusion;
    let count = |gold: Option<&str>, predicted: Option<&str>| {
        let cell = confusion
            .iter()
            .find(|cell| (cell.gold.as_deref(), cell.predicted.as_deref()) == (gold, predicted));
        crate::presentation::format::count(cell.unwrap().count)
    };
    let kinds = ["LOC", "MISC", "ORG", "PER"];
    let row = |name: &str, gold: Option<&str>, end: String| {
        let counts = kinds.map(|kind| count(gold, Some(kind)));
        [vec![name.to_owned()], counts.to_vec(), vec![end]].concat()
    };
    assert_eq!(*last, row("nothing", None, String::new()));
    let missed = count(Some("LOC"), None);
    assert_eq!(figure.table.rows[0], row("Place", Some("LOC"), missed));
    let missed = confusion.iter().filter(|cell| cell.predicted.is_none());
    let missed: usize = missed.map(|cell| cell.count).sum();
    assert!(
        figure.finding.contains(&format!("{missed} are missed")),
        "{}",
        figure.finding
    );
    assert!(
        figure
            .finding
            .contains("Organisation is taken for Person most often: 36"),
        "{}",
        figure.finding
    );
}

#[test]
fn a_threshold_that_leaves_nothing_is_in_the_table_and_not_in_the_chart() {
    let report = small();
    let rows = &report.diagnostics.as_ref().unwrap().thresholds;
    let empty = rows.iter().filter(|row| row.found == 0).count();
    let figure = figure(&report, "thresholds-figure");
    let crate::plot::Mark::Line(_, points) = &figure.plot.marks[0] else {
        panic!("F1 is a line");
    };
    assert!(empty > 0);
    assert_eq!(
        (figure.table.rows.len(), points.len()),
        (rows.len(), rows.len() - empty)
    );
}

#[test]
fn times_are_shown_where_they_were_measured_and_said_to_be_missing_elsewhere() {
    let mut report = small();
    for row in &mut report.evaluations {
        row.millis = None;
    }
    assert!(notes(&report, "weights-section").contains("not measured"));
    report.evaluations.last_mut().unwrap().millis = Some(8.25);
    let told = notes(&report, "weights-section");
    assert!(
        !told.contains("not measured") && told.contains("one thread"),
        "{told}"
    );
    let figure = figure(&report, "weights-millis");
    assert_eq!(
        figure.table.rows,
        [["f32", "not measured"], ["int8", "8.2"]]
    );
}

#[test]
fn losses_of_training_and_validation_meet_at_their_steps() {
    let report = small();
    let table = figure(&report, "loss").table;
    let validation = table.rows.iter().filter(|row| !row[2].is_empty());
    assert_eq!(validation.count(), report.epochs.len());
    let training = table.rows.iter().filter(|row| !row[1].is_empty());
    assert_eq!(training.count(), report.loss_curve.len());
}
