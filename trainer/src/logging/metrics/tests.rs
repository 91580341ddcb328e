//! Tests of `metrics.jsonl`.

use super::*;
use crate::train::identity::RunIdentity;

fn step(step: usize) -> LoggedStep {
    LoggedStep {
        step,
        epoch: step as f64 / 100.0,
        loss: 0.5,
        learning_rate: 1e-5,
        gradient_norm: 2.0,
        seconds: 1.0,
    }
}

fn row(epoch: f64) -> EpochRow {
    EpochRow {
        training_loss: 0.5,
        epoch,
        step: 100 * epoch as usize,
        validation_loss: 0.5,
        precision: 0.5,
        recall: 0.5,
        f1: 0.5,
        accuracy: 0.5,
        seconds: 1.0,
        sources: Vec::new(),
    }
}

/// A run with this many steps and one epoch done.
fn progress(steps: usize) -> TrainState {
    TrainState {
        step: steps,
        epochs: vec![row(1.0)],
        ..TrainState::new(RunIdentity::of_nothing())
    }
}

fn read(folder: &Path) -> Vec<Line> {
    let text = fs::read_to_string(folder.join(NAME)).unwrap();
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_line_is_an_object_that_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = MetricsFile::create(folder.path()).unwrap();
    file.step(&step(25)).unwrap();
    file.epoch(&row(1.0)).unwrap();
    let text = fs::read_to_string(folder.path().join(NAME)).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["kind"], "step");
    assert_eq!(lines[0]["learning_rate"], 1e-5);
    assert_eq!(lines[1]["kind"], "epoch");
    assert_eq!(lines[1]["validation_loss"], 0.5);
}

#[test]
fn a_run_that_goes_on_keeps_the_lines_of_what_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = MetricsFile::create(folder.path()).unwrap();
    for number in [50, 100] {
        file.step(&step(number)).unwrap();
    }
    file.epoch(&row(1.0)).unwrap();
    for number in [150, 200] {
        file.step(&step(number)).unwrap();
    }
    file.epoch(&row(2.0)).unwrap();
    file.file.write_all(b"{\"kind\":\"step\",\"st").unwrap();

    // At the end of the second epoch, but before it was scored.
    let (mut file, last) = MetricsFile::go_on(folder.path(), &progress(200)).unwrap();
    assert_eq!(last, Some(step(200)));
    file.epoch(&row(2.0)).unwrap();
    let steps = [50, 100, 150, 200].map(|number| Line::Step(step(number)));
    let [first, second, third, fourth] = steps;
    let (one, two) = (Line::Epoch(row(1.0)), Line::Epoch(row(2.0)));
    assert_eq!(
        read(folder.path()),
        [first, second, one, third, fourth, two]
    );

    MetricsFile::go_on(folder.path(), &progress(150)).unwrap();
    assert_eq!(read(folder.path()).len(), 4);
}

#[test]
fn a_run_that_goes_on_without_its_log_starts_one() {
    let folder = tempfile::tempdir().unwrap();
    MetricsFile::go_on(folder.path(), &progress(150)).unwrap();
    assert!(read(folder.path()).is_empty());
}
