//! What is shown of the shipped reports and of poorer ones.

use std::collections::BTreeSet;

use namelight_scores::report::{Report, SeedRow, SourceF1};

use super::*;
use crate::plot::draw;

pub const SMALL: &str = include_str!("../../model/small/report.json");
pub const BASE: &str = include_str!("../../model/base/report.json");

fn small() -> Report {
    parse(SMALL).unwrap()
}

/// The same as of a run on one source.
fn of_one_source() -> Report {
    let mut report = small();
    let is_news = |source: &Option<String>| source.as_deref() == Some("CoNLL-2003");
    report.data.retain(|file| is_news(&file.source));
    report.evaluations.retain(|row| is_news(&row.source));
    let sources = report.data.iter_mut().map(|file| &mut file.source);
    let rows = report.evaluations.iter_mut().map(|row| &mut row.source);
    sources.chain(rows).for_each(|source| *source = None);
    for epoch in &mut report.epochs {
        epoch.sources.clear();
    }
    report
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

/// A report of other types, as of another task; every two types are confused, and the later ones more often.
fn of_types(types: usize) -> Report {
    let mut report = small();
    let name = |number: usize| format!("TYPE-OF-A-LONG-NAME-{number}");
    for row in &mut report.evaluations {
        let score = row.scores.overall;
        row.scores.per_type = (0..types).map(|number| (name(number), score)).collect();
    }
    if let Some(diagnostics) = &mut report.diagnostics {
        let cells = (0..types * types).map(|place| namelight_scores::ConfusionCell {
            gold: Some(name(place / types)),
            predicted: Some(name(place % types)),
            count: place * 1000,
        });
        diagnostics.confusion = cells.collect();
    }
    report
}

#[test]
fn every_chart_of_both_models_is_drawn_with_a_finding_and_a_table() {
    for text in [SMALL, BASE] {
        for figure in figures(&parse(text).unwrap()) {
            if let Chart::Plot { plot, .. } = &figure.chart {
                assert!(draw(plot).is_ok(), "{}", figure.id);
                assert!(!plot.x_unit.is_empty(), "{}", figure.id);
            }
            assert!(
                figure.finding.ends_with('.'),
                "{}: {}",
                figure.id,
                figure.finding
            );
            assert!(!figure.table.rows.is_empty(), "{}", figure.id);
        }
    }
}

/// A report of a run with several sources.
fn of_sources(sources: &[&str]) -> Report {
    let mut report = small();
    let named = |source: &&str| Some((*source).to_owned());
    report.evaluations = sources
        .iter()
        .enumerate()
        .flat_map(|(place, source)| {
            let mut rows = of_one_source().evaluations;
            for row in &mut rows {
                row.source = named(source);
                row.scores.overall.f1 -= 0.1 * place as f64;
            }
            rows
        })
        .collect();
    let files = sources.iter().flat_map(|source| {
        let mut files = of_one_source().data;
        for file in &mut files {
            file.source = named(source);
        }
        files
    });
    report.data = files.collect();
    for epoch in &mut report.epochs {
        let f1 = epoch.f1;
        let source = |name: &&str| SourceF1 {
            name: (*name).to_owned(),
            f1,
        };
        epoch.sources = sources.iter().map(source).collect();
    }
    report
}

#[test]
fn each_source_has_a_row_where_it_is_told_how_well_the_model_works() {
    let report = of_sources(&["news", "chats", "letters"]);
    let figure = figure(&report, "where-it-works-figure");
    let names: Vec<&str> = figure.table.rows.iter().map(|row| &*row[0]).collect();
    assert_eq!(names, ["news", "chats", "letters"]);
    assert!(
        figure.finding.contains("on news, and lowest"),
        "{}",
        figure.finding
    );
    assert!(
        figure.finding.ends_with("on letters."),
        "{}",
        figure.finding
    );
    // The names of all sources together.
    let data = self::figure(&report, "data-figure");
    assert_eq!(data.table.columns.len(), 4);
    let count = |report: &Report| report.data[0].entity_count();
    let told = crate::presentation::format::count(3 * count(&of_one_source()));
    assert!(data.finding.contains(&told), "{} {told}", data.finding);
    assert!(notes(&of_one_source(), "where-it-works").contains("one kind of text only"));
}

#[test]
fn everything_in_the_report_has_its_chart() {
    let mut report = small();
    let seed = |seed, f1| SeedRow {
        seed,
        validation_f1: f1,
        test_f1: Some(f1),
        seconds: 60.0,
    };
    report.seeds = vec![seed(1, 0.93), seed(2, 0.94)];
    let ids: BTreeSet<String> = figures(&report)
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
        "operating-points-figure",
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
    for report in [
        small(),
        parse(BASE).unwrap(),
        of_types(20),
        of_sources(&["news", "chats"]),
    ] {
        let mut ids = BTreeSet::new();
        let mut captions = BTreeSet::new();
        for section in sections(&report) {
            for content in section.contents {
                let tables = match content {
                    Content::Table(table) => vec![table],
                    Content::Figures(figures) => {
                        figures.into_iter().map(|figure| figure.table).collect()
                    }
                    Content::Note(_) | Content::Facts(_) => vec![],
                };
                for table in tables {
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
        "operating-points",
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
fn a_model_with_eight_types_has_a_matrix_of_short_counts() {
    let figure = figure(&of_types(8), "confusion-figure");
    let Chart::Matrix(matrix) = figure.chart else {
        panic!("{figure:?} is no matrix");
    };
    assert_eq!((matrix.columns.len(), matrix.rows.len()), (9, 9));
    let cells = matrix.rows.iter().flat_map(|(_, cells)| cells).flatten();
    let mut texts = cells.map(|cell| cell.text.as_str());
    assert!(texts.all(|text| text.len() <= 4));
    assert_eq!(figure.table.rows.len(), 64);
}

#[test]
fn of_more_types_the_largest_confusions_are_listed() {
    let report = of_types(20);
    let sections = sections(&report);
    let section = sections.iter().find(|it| it.id == "confusion").unwrap();
    let [Content::Note(note), Content::Table(table)] = &section.contents[..] else {
        panic!("{section:?} is no list");
    };
    assert!(note.contains("are missed"), "{note}");
    assert_eq!(table.rows.len(), 20);
    // The very largest is a type taken for itself, which is no confusion.
    let [gold, predicted] = ["TYPE-OF-A-LONG-NAME-19", "TYPE-OF-A-LONG-NAME-18"];
    assert_eq!(table.rows[0], [gold, predicted, "398,000"]);
    let types = figure(&report, "types-test");
    assert_eq!(types.table.rows.len(), 21);
}

#[test]
fn a_confusion_says_what_is_missed_and_what_is_spurious() {
    let figure = figure(&small(), "confusion-figure");
    let Chart::Matrix(matrix) = &figure.chart else {
        panic!("{figure:?} is no matrix");
    };
    assert_eq!(matrix.columns, ["LOC", "MISC", "ORG", "PER", "missed"]);
    let names: Vec<&str> = matrix.rows.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["LOC", "MISC", "ORG", "PER", "nothing"]);
    let confusion = small().diagnostics.unwrap().confusion;
    let count = |gold: Option<&str>, predicted: Option<&str>| {
        let mut cells = confusion.iter();
        let cell =
            cells.find(|it| it.gold.as_deref() == gold && it.predicted.as_deref() == predicted);
        crate::presentation::format::count(cell.unwrap().count)
    };
    let text = |row: usize, column: usize| {
        let cell = matrix.rows[row].1[column].as_ref();
        cell.map(|cell| cell.text.clone())
    };
    assert_eq!(text(0, 0), Some(count(Some("LOC"), Some("LOC"))));
    assert_eq!(text(0, 4), Some(count(Some("LOC"), None)));
    assert_eq!(text(4, 0), Some(count(None, Some("LOC"))));
    assert_eq!(text(4, 4), None);
    let missed = confusion.iter().filter(|cell| cell.predicted.is_none());
    let missed: usize = missed.map(|cell| cell.count).sum();
    for told in [
        format!("{missed} are missed"),
        "Organisation is taken for Person most often: 41".to_owned(),
    ] {
        assert!(figure.finding.contains(&told), "{}", figure.finding);
    }
    let counts: Vec<&str> = figure
        .table
        .rows
        .iter()
        .map(|row| row[2].as_str())
        .collect();
    assert_eq!(counts[0], count(Some("PER"), Some("PER")));
    assert_eq!(counts.len(), confusion.len());
}

#[test]
fn a_threshold_that_leaves_nothing_is_in_the_table_and_not_in_the_chart() {
    let mut report = small();
    let rows = &mut report.diagnostics.as_mut().unwrap().thresholds;
    rows.last_mut().unwrap().found = 0;
    let rows = &report.diagnostics.as_ref().unwrap().thresholds;
    let empty = rows.iter().filter(|row| row.found == 0).count();
    let figure = figure(&report, "thresholds-figure");
    let Chart::Plot { plot, .. } = &figure.chart else {
        panic!("thresholds are a plot");
    };
    let crate::plot::Mark::Line(_, points) = &plot.marks[0] else {
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
