//! The page's behaviour, action by action.

use namelight_protocol::{Explanation, FailureKind, Found, RequestId};
use namelight_text::{SentenceEntity, SentenceSpan};

use super::*;

pub(crate) fn model() -> ModelInfo {
    ModelInfo {
        name: "small".to_owned(),
        weight_bytes: 1,
        weight_sha256: "00".to_owned(),
        config_sha256: "01".to_owned(),
        tokenizer_sha256: "02".to_owned(),
        entity_types: vec!["PER".to_owned()],
        max_wordpieces: 512,
        load_millis: 1.0,
        instructions: "simd128".to_owned(),
        threads: 1,
        memory_bytes: 1,
    }
}

pub fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions
        .into_iter()
        .fold(state, |state, action| state.after(action, 0.0))
}

pub fn listens(place: usize) -> Action {
    let version = VERSION;
    Action::Received(place, Response::Ready { version })
}

/// The newest request that a worker has not answered, of those that are meant.
pub fn newest(state: &State, place: usize, is_meant: fn(&Work) -> bool) -> RequestId {
    let mut requests = state.scheduler.workers[place].requests().iter().rev();
    let request = requests.find(|request| is_meant(&request.work));
    request.expect("such a request is open").id
}

pub fn is_load(work: &Work) -> bool {
    matches!(work, Work::Load(_))
}

pub fn is_batch(work: &Work) -> bool {
    matches!(work, Work::Recognize(_))
}

pub fn is_question(work: &Work) -> bool {
    matches!(work, Work::Explain(_))
}

/// The worker in this place has loaded what it was asked for last.
pub fn loaded_in(state: State, place: usize, model: ModelInfo) -> State {
    let request = newest(&state, place, is_load);
    let loaded = Response::Loaded { request, model };
    state.after(Action::Received(place, loaded), 0.0)
}

/// The first worker has loaded a model with these weights.
pub fn loaded(state: State, weights: &str) -> State {
    let weight_sha256 = weights.to_owned();
    loaded_in(
        state,
        0,
        ModelInfo {
            weight_sha256,
            ..model()
        },
    )
}

/// The worker in this place starts, and reads its model.
pub fn started(state: State, place: usize) -> State {
    loaded_in(after(state, [listens(place)]), place, model())
}

pub fn ready() -> State {
    started(State::default(), 0)
}

pub fn typed(text: &str) -> Action {
    Action::Typed(text.to_owned())
}

/// An answer to a batch of one sentence with names from its start to these bytes.
pub fn answer_to(request: RequestId, ends: &[usize]) -> Action {
    let entity = |end: &usize| SentenceEntity {
        entity_type: "PER".to_owned(),
        score: 0.9,
        span: SentenceSpan {
            start: 0,
            end: *end,
        },
    };
    let found = vec![Found {
        entities: ends.iter().map(entity).collect(),
        millis: 5.0,
        wordpieces: 7,
        ..Found::default()
    }];
    Action::Received(0, Response::Recognized { request, found })
}

/// The first worker answers its newest batch, of one sentence.
pub fn answered(state: State, ends: &[usize]) -> State {
    let request = newest(&state, 0, is_batch);
    state.after(answer_to(request, ends), 0.0)
}

/// The worker in this place answers all of its newest batch.
pub fn all_answered(state: State, place: usize) -> State {
    let request = newest(&state, place, is_batch);
    let batch = state.scheduler.workers[place].batch().unwrap();
    let found = vec![Found::default(); batch.sentences.len()];
    let answer = Response::Recognized { request, found };
    state.after(Action::Received(place, answer), 0.0)
}

/// The newest of these requests has failed.
pub fn failed(state: State, place: usize, is_meant: fn(&Work) -> bool) -> State {
    let failed = Response::Failed {
        request: newest(&state, place, is_meant),
        kind: FailureKind::File,
        message: "it broke".to_owned(),
    };
    state.after(Action::Received(place, failed), 0.0)
}

pub fn entities(state: &State) -> usize {
    state.document.entities().count()
}

/// A text that is worth several workers, and not too long for a field.
pub fn long_text() -> String {
    "This is a long text.\n".repeat(2000)
}

/// A text that comes in parts.
pub fn endless_text() -> String {
    "Zoë was here.\n".repeat(40_000)
}

pub fn whole(mut state: State) -> State {
    while state.has_more_to_come() {
        assert!(state.is_pending());
        state = after(state, [Action::AppendNextPart]);
    }
    state
}

#[test]
fn every_change_of_the_text_is_an_edit_and_asks_for_its_sentence() {
    let edits = ["A", "Ad", "Ad", "Ada"].map(typed);
    let state = after(ready(), edits);
    assert_eq!(state.edits, 3);
    let batch = state.scheduler.workers[0].batch().unwrap();
    assert_eq!(*batch.sentences, [Rc::from("Ada")]);
    assert!(state.is_pending());
}

#[test]
fn the_answer_to_the_newest_text_is_shown_with_what_it_took() {
    let state = ready().after(typed("Ada"), 10.0);
    let request = newest(&state, 0, is_batch);
    let state = state.after(answer_to(request, &[3]), 18.0);
    assert_eq!(entities(&state), 1);
    let run = state.run.unwrap();
    assert_eq!((run.wordpieces, run.millis, run.elapsed), (7, 5.0, 8.0));
    assert!(!state.is_pending());
}

#[test]
fn the_answer_to_an_older_text_is_not_shown_but_kept() {
    let state = after(ready(), [typed("Ada")]);
    let older = newest(&state, 0, is_batch);
    let state = after(state, [typed("Bo"), answer_to(older, &[3])]);
    assert_eq!(entities(&state), 0);
    assert!(state.is_pending());
    let state = after(state, [typed("Ada")]);
    assert_eq!(entities(&state), 1);
}

#[test]
fn a_late_answer_to_an_overtaken_question_is_no_run() {
    let state = after(ready(), [typed("Ada")]);
    let request = newest(&state, 0, is_batch);
    let state = answered(after(state, [typed("Bo")]), &[2]);
    assert_eq!(state.run.unwrap().wordpieces, 7);
    let found = Vec::new();
    let late = Action::Received(0, Response::Recognized { request, found });
    assert_eq!(after(state, [late]).run.unwrap().wordpieces, 7);
}

#[test]
fn a_pending_text_keeps_the_names_that_it_still_has() {
    let analysed = answered(after(ready(), [typed("Ada")]), &[3]);
    assert_eq!(entities(&after(analysed.clone(), [typed("Ada and")])), 1);
    assert_eq!(entities(&after(analysed.clone(), [typed("Adam")])), 0);
    assert_eq!(entities(&after(analysed, [typed("")])), 0);
}

#[test]
fn text_typed_before_the_model_is_ready_stays_and_waits() {
    let state = started(after(State::default(), [typed("Ada")]), 0);
    assert_eq!(
        (&**state.document.text(), state.scheduler.phase()),
        ("Ada", Phase::Ready)
    );
    assert!(state.is_pending() && state.scheduler.workers[0].batch().is_some());
}

#[test]
fn progress_is_shown_only_of_the_model_that_is_asked_for() {
    let (loaded, total) = (1, 2);
    let progress = |request: RequestId| {
        let progress = Response::Progress {
            request,
            loaded,
            total,
        };
        Action::Received(0, progress)
    };
    let loading = after(State::default(), [listens(0)]);
    let first = newest(&loading, 0, is_load);
    let loading = after(loading, [progress(first)]);
    assert_eq!(loading.scheduler.phase(), Phase::Loading { loaded, total });
    let base = ModelSource::Hosted("base");
    let chosen = after(loading, [Action::Choose(base), progress(first)]);
    assert_eq!(chosen.scheduler.phase(), Phase::LOADING);
    let done = after(ready(), [progress(first)]);
    assert_eq!(done.scheduler.phase(), Phase::Ready);
}

#[test]
fn a_stopped_analysis_asks_for_nothing_until_it_goes_on() {
    let long = "This is a long text.\n".repeat(500);
    let stopped = after(ready(), [typed(&long), Action::Stop]);
    let stopped = all_answered(stopped, 0);
    assert!(!stopped.is_pending());
    assert!(after(stopped, [Action::Resume]).is_pending());
}

#[test]
fn what_still_comes_of_a_stopped_text_is_left_as_well() {
    let state = after(ready(), [typed(&endless_text()), Action::Stop]);
    let state = whole(state);
    assert!(!state.document.has(SentenceStatus::Waiting));
}

#[test]
fn a_stop_counts_even_while_nothing_waits_but_the_rest_of_the_text() {
    let mut state = after(ready(), [typed(&endless_text())]);
    while state.document.has(SentenceStatus::Waiting) {
        state = all_answered(state, 0);
    }
    assert!(state.has_more_to_come());
    let state = whole(after(state, [Action::Stop]));
    assert!(!state.document.has(SentenceStatus::Waiting));
    let state = after(state, [Action::Resume]);
    assert!(state.document.has(SentenceStatus::Waiting));
}

#[test]
fn a_text_that_is_typed_after_a_stop_is_analysed() {
    let stopped = after(ready(), [typed(&endless_text()), Action::Stop]);
    let state = whole(after(
        stopped,
        [typed(&endless_text().replace("Zoë", "Ada"))],
    ));
    assert!(state.document.has(SentenceStatus::Waiting));
}

#[test]
fn a_sentence_is_explained_once() {
    let sentence: Rc<str> = Rc::from("Ada.");
    let ask = || Action::Explain(sentence.clone());
    let asked = |state: &State| {
        let requests = state.scheduler.workers[0].requests().iter();
        requests
            .filter(|request| is_question(&request.work))
            .count()
    };
    let state = after(ready(), [ask(), ask()]);
    assert_eq!(asked(&state), 1);
    let explained = Response::Explained {
        request: newest(&state, 0, is_question),
        explanation: Explanation::default(),
    };
    let state = after(state, [Action::Received(0, explained), ask()]);
    assert_eq!(asked(&state), 0);
    assert!(matches!(state.explanations.get("Ada."), Some(Ok(_))));
}

#[test]
fn a_text_too_long_for_a_field_comes_in_parts_and_is_whole_in_the_end() {
    let state = after(ready(), [typed(&endless_text())]);
    assert!(state.has_more_to_come() && !state.document.fits_a_field());
    let state = whole(state);
    assert_eq!(**state.document.text(), endless_text());
    assert_eq!(state.document.sentences().len(), 40_000);
    assert_eq!(state.edits, 1);
}

#[test]
fn what_is_typed_over_a_long_text_stops_its_coming() {
    let edits = [typed(&endless_text()), typed("Ada"), Action::AppendNextPart];
    let state = after(ready(), edits);
    assert_eq!(
        (&**state.document.text(), state.has_more_to_come()),
        ("Ada", false)
    );
}

#[test]
fn a_core_is_left_to_the_page_while_one_types_in_a_long_text() {
    let text = long_text();
    let state = after(ready(), [Action::Cores(2), typed(&text)]);
    let state = started(state, 1);
    let is_at_work = |state: &State| state.scheduler.workers[1].batch().is_some();
    assert!(is_at_work(&state));
    let state = state.after(typed(&(text + "And")), 1_000.0);
    let state = all_answered(state, 1);
    assert!(!is_at_work(&state), "it waits for the next key");
    let state = state.after(Action::Scrolled(0), 1_000.0 + TYPING_MILLIS);
    assert!(is_at_work(&state));
}
