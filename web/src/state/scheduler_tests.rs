//! Tests of which worker is asked what.

use namelight_text::{SentenceEntity, SentenceSpan};

use super::*;

fn document(text: &str) -> Document {
    Document::default().edited(text.to_owned()).0
}

fn ready(count: usize) -> Scheduler {
    let mut worker = WorkerState::default();
    worker.phase = Phase::Ready;
    Scheduler {
        workers: vec![worker; count],
        cores: count,
        ..Scheduler::default()
    }
}

fn asked(scheduler: &Scheduler, worker: usize) -> Vec<&str> {
    let batch = scheduler.workers[worker].batch();
    let sentences = batch.map(|batch| batch.sentences.iter().map(|sentence| &**sentence));
    sentences.into_iter().flatten().collect()
}

/// The first worker answers the oldest question.
fn answer(scheduler: &mut Scheduler, found: Vec<Found>, document: &mut Document) -> (usize, f64) {
    let first = &mut scheduler.workers[0];
    let oldest = first.requests()[0].id;
    match first.finish(oldest) {
        Some(Work::Recognize(batch)) => scheduler.answer(&batch, found, document),
        _ => panic!("sentences are asked for"),
    }
}

fn found() -> Found {
    Found {
        wordpieces: 3,
        millis: 1.0,
        ..Found::default()
    }
}

fn sentences(count: usize) -> String {
    (0..count)
        .map(|number| format!("This is sentence number {number}.\n"))
        .collect()
}

#[test]
fn sentences_are_shared_out_and_none_twice() {
    let mut document = document(&sentences(100));
    let mut scheduler = ready(2);
    scheduler.assign(&mut document, 0);
    let (first, second) = (asked(&scheduler, 0), asked(&scheduler, 1));
    assert!(first[0].ends_with("0.") && !second.is_empty());
    assert!(second.iter().all(|sentence| !first.contains(sentence)));
}

#[test]
fn what_is_in_sight_comes_first_and_then_the_rest() {
    let mut document = document(&sentences(10));
    let mut scheduler = ready(1);
    scheduler.assign(&mut document, 7);
    let asked = asked(&scheduler, 0);
    assert_eq!(asked.len(), 10);
    assert!(asked[0].ends_with("7.") && asked[3].ends_with("0."));
}

#[test]
fn a_sentence_longer_than_a_batch_is_asked_for_alone() {
    let long = "word ".repeat(1000);
    let mut document = document(&format!("{long}.\nShort.\n"));
    let mut scheduler = ready(1);
    scheduler.assign(&mut document, 0);
    assert_eq!(asked(&scheduler, 0).len(), 1);
}

#[test]
fn a_worker_that_is_not_ready_is_asked_nothing() {
    let mut document = document("Ada.");
    let mut scheduler = Scheduler::default();
    scheduler.assign(&mut document, 0);
    assert_eq!(scheduler.workers[0].batch(), None);
    assert!(document.has(SentenceStatus::Waiting));
}

#[test]
fn more_workers_come_for_long_texts_alone() {
    for (count, workers) in [(10, 1), (2000, 4)] {
        let mut document = document(&sentences(count));
        let mut scheduler = Scheduler {
            cores: 4,
            ..ready(1)
        };
        scheduler.assign(&mut document, 0);
        assert_eq!(scheduler.workers.len(), workers);
    }
}

#[test]
fn an_answer_in_part_leaves_the_rest_waiting() {
    let mut document = document(&sentences(5));
    let mut scheduler = ready(1);
    scheduler.assign(&mut document, 0);
    let took = answer(&mut scheduler, vec![found(), found()], &mut document);
    assert_eq!(took, (6, 2.0));
    let statuses: Vec<_> = document
        .sentences()
        .iter()
        .map(|sentence| sentence.status)
        .collect();
    use SentenceStatus::{Known, Waiting};
    assert_eq!(statuses, [Known, Known, Waiting, Waiting, Waiting]);
}

#[test]
fn an_edited_sentence_overtakes_what_a_worker_does() {
    let mut document = document(&sentences(200));
    let mut scheduler = ready(1);
    scheduler.assign(&mut document, 0);
    let before = asked(&scheduler, 0).len();
    scheduler.overtake(&mut document, 150);
    assert!(asked(&scheduler, 0)[0].ends_with("150."));
    // The older question is answered with what was done of it.
    answer(&mut scheduler, vec![found()], &mut document);
    assert_eq!(document.sentences()[0].status, SentenceStatus::Known);
    assert_eq!(
        document.sentences()[before - 1].status,
        SentenceStatus::Waiting
    );
}

#[test]
fn an_answer_finds_its_sentence_after_an_edit() {
    let text = sentences(3);
    let mut document = document(&text);
    let mut scheduler = ready(1);
    scheduler.assign(&mut document, 0);
    let (mut edited, moved) = document.edited(format!("New.\n{text}"));
    scheduler.shift(moved);
    let name = Found {
        entities: vec![SentenceEntity {
            entity_type: "PER".to_owned(),
            score: 1.0,
            span: SentenceSpan { start: 0, end: 4 },
        }],
        ..found()
    };
    answer(&mut scheduler, vec![name, found(), found()], &mut edited);
    let statuses: Vec<_> = edited
        .sentences()
        .iter()
        .map(|sentence| sentence.status)
        .collect();
    use SentenceStatus::{Known, Waiting};
    assert_eq!(statuses, [Waiting, Known, Known, Known]);
    assert_eq!(edited.entities().next().unwrap().span.start, 5);
}

#[test]
fn what_a_lost_worker_was_asked_waits_again() {
    let mut document = document(&sentences(3));
    let mut scheduler = ready(1);
    scheduler.assign(&mut document, 0);
    scheduler.replace(0, &mut document);
    assert!(!document.has(SentenceStatus::Asked));
    assert_eq!(
        (scheduler.workers[0].number, scheduler.phase()),
        (1, Phase::Starting)
    );
}
