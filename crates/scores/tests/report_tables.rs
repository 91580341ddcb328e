//! The rows that the model card and the Report view share.

use namelight_scores::report::{
    Cell, Comparison, DataFacts, Distillation, EpochRow, PublishedRun, Recipe, SeedRow, SourceF1,
    tables,
};

fn published(epochs: &[f64]) -> PublishedRun {
    PublishedRun {
        base: "theirs".to_owned(),
        loss: None,
        precision: 0.92,
        recall: 0.94,
        f1: 0.93,
        accuracy: 0.98,
        epochs: epochs.to_vec(),
    }
}

fn source(name: &str, f1: f64) -> SourceF1 {
    SourceF1 {
        name: name.to_owned(),
        f1,
    }
}

fn epoch(sources: Vec<SourceF1>) -> EpochRow {
    EpochRow {
        training_loss: 0.3,
        epoch: 1.0,
        step: 878,
        validation_loss: 0.1,
        precision: 0.8,
        recall: 0.6,
        f1: 0.7,
        accuracy: 0.9,
        seconds: 660.0,
        sources,
    }
}

fn score(value: f64) -> Cell {
    Cell::Score(value)
}

#[test]
fn a_published_run_of_unknown_length_has_three_epochs_and_its_scores_in_the_last() {
    assert_eq!(published(&[]).f1_by_epoch(), [(3, 0.93)]);
    assert_eq!(published(&[0.9]).f1_by_epoch(), [(1, 0.9), (3, 0.93)]);
    let four = published(&[0.9, 0.91, 0.92, 0.93]).f1_by_epoch();
    assert_eq!(four, [(1, 0.9), (2, 0.91), (3, 0.92), (4, 0.93)]);
}

#[test]
fn a_comparison_lists_their_epochs_and_then_ours() {
    let comparison = Comparison {
        task: "ner".to_owned(),
        published: published(&[0.9]),
        base: "base".to_owned(),
        // Of sources, a published run has none.
        epochs: vec![epoch(vec![source("news", 0.7)])],
        seconds: 660.0,
    };
    let table = tables::comparison(&comparison);
    let none = Cell::Missing;
    let theirs = || Cell::from("published, theirs");
    let expected = [
        [
            theirs(),
            Cell::Tenths(1.0),
            none.clone(),
            none.clone(),
            none.clone(),
            score(0.9),
            none.clone(),
        ],
        [
            theirs(),
            Cell::Tenths(3.0),
            none,
            score(0.92),
            score(0.94),
            score(0.93),
            score(0.98),
        ],
        [
            Cell::from("ours, base"),
            Cell::Tenths(1.0),
            score(0.1),
            score(0.8),
            score(0.6),
            score(0.7),
            score(0.9),
        ],
    ];
    assert_eq!(table.rows, expected);
    assert_eq!(table.columns.len(), 7);
}

#[test]
fn sources_are_columns_of_the_epochs_and_stand_in_front_of_files() {
    let rows = [
        epoch(vec![source("news", 0.8), source("chats", 0.6)]),
        epoch(vec![source("news", 0.9), source("chats", 0.7)]),
    ];
    let table = tables::epochs_with_sources(&rows);
    assert_eq!(table.columns[7..], ["Accuracy", "F1, news", "F1, chats"]);
    assert_eq!(table.rows[1][8..], [score(0.9), score(0.7)]);
    assert_eq!(tables::epochs(&rows).columns.len(), 8);
    let none = tables::epochs_with_sources(&[epoch(Vec::new())]);
    assert_eq!(none.columns.len(), 8);
    let table = tables::epochs_by_source(&rows);
    assert_eq!(table.columns, ["Epoch", "news", "chats"]);
    assert_eq!(table.rows[1], [Cell::Tenths(1.0), score(0.9), score(0.7)]);

    let file = |source: Option<&str>| DataFacts {
        source: source.map(str::to_owned),
        split: "train".to_owned(),
        file: "train.jsonl".to_owned(),
        sha256: String::new(),
        sentences: 1,
        words: 1,
        entities: [("PER".to_owned(), 1)].into(),
    };
    let table = tables::data(&[file(Some("news")), file(None)]);
    assert_eq!(table.columns[..2], ["Source", "Split"]);
    assert_eq!(table.rows[0][0], Cell::from("news"));
    assert_eq!(table.rows[1][0], Cell::Missing);
    assert_eq!(tables::data(&[file(None)]).columns[0], "Split");
}

#[test]
fn seeds_end_with_their_mean_and_deviation() {
    let row = |seed, test_f1| SeedRow {
        seed,
        validation_f1: 0.5,
        test_f1,
        seconds: 90.0,
    };
    let table = tables::seeds(&[row(1, Some(0.4)), row(2, None)]);
    let text = |text: &str| Cell::from(text);
    let expected = [
        [text("1"), score(0.5), score(0.4), Cell::Tenths(1.5)],
        [text("2"), score(0.5), Cell::Missing, Cell::Tenths(1.5)],
        [text("Mean"), score(0.5), score(0.4), Cell::Missing],
        [
            text("Standard deviation"),
            score(0.0),
            Cell::Missing,
            Cell::Missing,
        ],
    ];
    assert_eq!(table.rows, expected);
}

#[test]
fn a_recipe_is_summed_up_by_what_was_changed() {
    let plain = Recipe {
        epochs: 1,
        ..Recipe::default()
    };
    assert_eq!(plain.summary(), "2e-5, 1 epoch, seed 42");
    let student = Recipe {
        learning_rate: 2e-4,
        epochs: 6,
        case_change: 0.2,
        distillation: Some(Distillation {
            teacher: "base".to_owned(),
            sha256: String::new(),
            temperature: 3.0,
            mix: 0.7,
            unlabelled: 0,
        }),
        average_last: 2,
        word_shapes: true,
        ..Recipe::default()
    };
    assert_eq!(
        student.summary(),
        "2e-4, 6 epochs, teacher base (temperature 3, mix 0.7), word shapes, case change 0.2, mean of the last 2, seed 42"
    );
}
