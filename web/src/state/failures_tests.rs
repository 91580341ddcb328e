//! Tests of failures: of one request, and of one worker.

use namelight_protocol::{Response, VERSION};

use super::super::tests::*;
use super::super::{Action, SentenceStatus};
use super::*;
use crate::models::LocalModel;

fn crash(place: usize) -> Action {
    Action::Crashed(place, "trap".to_owned())
}

/// A worker that crashes as often as it may, and once more.
fn crashes(state: State, place: usize) -> State {
    let times = MAX_RESTARTS + 1;
    after(state, (0..times).map(|_| crash(place)))
}

/// Three workers that are busy with a long text.
fn three_at_work() -> State {
    let state = after(ready(), [Action::Cores(3), typed(&long_text())]);
    started(started(state, 1), 2)
}

/// All workers that can do so answer until nothing is left to do.
fn finished(mut state: State) -> State {
    while state.is_pending() {
        let workers = state.scheduler.workers.iter();
        let place = workers.clone().position(|worker| worker.batch().is_some());
        state = all_answered(state, place.expect("a worker is at work"));
    }
    state
}

fn phase(state: &State, place: usize) -> Phase {
    state.scheduler.workers[place].phase
}

fn offers_retry(state: &State) -> bool {
    state.problem.as_ref().is_some_and(|problem| problem.retry)
}

#[test]
fn a_model_that_cannot_be_loaded_is_a_failure_that_a_retry_starts_over() {
    let state = failed(after(State::default(), [listens(0)]), 0, is_load);
    assert_eq!(state.scheduler.phase(), Phase::Failed);
    assert!(offers_retry(&state));

    let number = state.scheduler.workers[0].number;
    let state = after(state, [Action::Retry]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
    assert_ne!(state.scheduler.workers[0].number, number);
    assert_eq!(state.problem, None);
}

#[test]
fn a_model_that_cannot_be_loaded_leaves_the_one_in_use() {
    let local = LocalModel {
        id: 0,
        name: "birds".into(),
        bytes: 1,
    };
    let state = after(ready(), [Action::Choose(ModelSource::Local(local))]);
    let state = failed(state, 0, is_load);
    assert_eq!(state.scheduler.phase(), Phase::Ready);
    assert!(state.model().is_some());
    assert_eq!(
        (state.model_choice.source, state.model_choice.own),
        (ModelSource::default(), None)
    );
    let requests = state.scheduler.workers[0].requests();
    assert!(requests.is_empty(), "nothing is loaded again");
    assert_eq!(state.problem.unwrap().message, "it broke");
}

#[test]
fn a_model_of_ones_own_stays_in_the_menu_when_another_cannot_be_loaded() {
    let local = |id| LocalModel {
        id,
        name: "birds".into(),
        bytes: 1,
    };
    let choose = |id| Action::Choose(ModelSource::Local(local(id)));
    let state = loaded(after(ready(), [choose(0)]), "own");
    let state = failed(after(state, [choose(1)]), 0, is_load);
    let own = Some(local(0));
    assert_eq!(
        (&state.model_choice.source, &state.model_choice.own),
        (&ModelSource::Local(local(0)), &own)
    );
    // Nor does it go when one of the site cannot be loaded.
    let state = after(state, [Action::Choose(ModelSource::default())]);
    let state = loaded(state, "small");
    let state = after(state, [Action::Choose(ModelSource::Hosted("base"))]);
    let state = failed(state, 0, is_load);
    assert_eq!(
        (&state.model_choice.source, &state.model_choice.own),
        (&ModelSource::default(), &own)
    );
}

#[test]
fn a_model_of_an_earlier_visit_that_is_gone_gives_way_to_the_first() {
    let choice = [Action::Choose(ModelSource::Hosted("base")), listens(0)];
    let state = failed(after(State::default(), choice), 0, is_load);
    assert_eq!(state.model_choice.source, ModelSource::default());
    assert_eq!(state.scheduler.phase(), Phase::LOADING);
    assert!(state.problem.is_some());
    assert_eq!(loaded(state, "small").scheduler.phase(), Phase::Ready);
}

#[test]
fn a_dropped_load_of_an_older_choice_is_no_failure() {
    let chosen = after(ready(), [Action::Choose(ModelSource::Hosted("base"))]);
    let request = newest(&chosen, 0, is_load);
    let superseded = Response::Failed {
        request,
        kind: FailureKind::Superseded,
        message: "another model was asked for".to_owned(),
    };
    let chosen = after(chosen, [Action::Choose(ModelSource::default())]);
    let state = after(chosen, [Action::Received(0, superseded)]);
    assert_eq!(
        (state.scheduler.phase(), state.problem),
        (Phase::LOADING, None)
    );
}

#[test]
fn a_failed_analysis_can_be_asked_for_again() {
    let state = failed(after(ready(), [typed("Ada")]), 0, is_batch);
    assert!(offers_retry(&state));
    assert!(!state.is_pending());

    let state = after(state, [Action::Retry]);
    assert!(state.scheduler.workers[0].batch().is_some());
    assert_eq!(answered(state, &[3]).problem, None);
}

#[test]
fn a_failed_batch_of_a_long_text_does_not_stop_what_is_still_to_come() {
    let state = after(ready(), [typed(&endless_text())]);
    let state = whole(failed(state, 0, is_batch));
    assert!(state.document.has(SentenceStatus::Waiting));
    assert!(!state.stopped);
}

#[test]
fn a_failed_explanation_concerns_its_sentence_alone() {
    let chosen = Action::Choose(ModelSource::Hosted("base"));
    let state = after(ready(), [Action::Explain("Ada.".into()), chosen]);
    let state = failed(state, 0, is_question);
    assert_eq!(state.scheduler.phase(), Phase::LOADING);
    assert_eq!(state.model_choice.source, ModelSource::Hosted("base"));
    assert_eq!(state.problem, None);
    let explained = state.explanations.get("Ada.").cloned();
    assert_eq!(explained, Some(Err("it broke".into())));

    // It is asked for again once the person wants it again.
    let state = after(loaded(state, "base"), [Action::Explain("Ada.".into())]);
    assert_eq!(state.explanations.get("Ada."), None);
    newest(&state, 0, is_question);
}

#[test]
fn an_explanation_that_stops_the_worker_is_not_asked_for_again() {
    let state = after(ready(), [Action::Explain("Ada.".into()), crash(0)]);
    let state = started(state, 0);
    assert!(state.scheduler.workers[0].requests().is_empty());
    let explained = state.explanations.get("Ada.").cloned();
    assert_eq!(explained, Some(Err("trap".into())));
}

#[test]
fn a_mistake_of_ours_is_told_as_one() {
    let state = after(ready(), [typed("Ada")]);
    let mistake = Response::Failed {
        request: newest(&state, 0, is_batch),
        kind: FailureKind::Internal,
        message: "3 token types for 4 wordpieces".to_owned(),
    };
    let problem = after(state, [Action::Received(0, mistake)]).problem;
    let message = problem.unwrap().message;
    assert!(message.starts_with("Namelight made a mistake"), "{message}");
}

#[test]
fn a_crash_is_shown_and_starts_a_fresh_worker() {
    let state = after(ready(), [typed("Ada"), crash(0)]);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Starting, 1)
    );
    let problem = state.problem.clone().unwrap();
    assert!(problem.message.contains("trap") && !problem.retry);

    let state = started(state, 0);
    assert!(state.problem.is_some(), "the text may crash it again");
    assert_eq!(answered(state, &[3]).problem, None);
}

#[test]
fn the_fourth_crash_in_a_row_leaves_it_to_the_person() {
    let state = after(ready(), [crash(0), crash(0), crash(0)]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
    let state = after(state, [crash(0)]);
    assert_eq!(state.scheduler.phase(), Phase::Failed);
    assert!(offers_retry(&state));
    // From then on it may crash as often again.
    let state = after(state, [Action::Retry, crash(0)]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
}

#[test]
fn an_answer_in_between_starts_the_count_of_crashes_anew() {
    let state = after(ready(), [typed("Ada"), crash(0), crash(0), crash(0)]);
    let state = answered(started(state, 0), &[3]);
    assert_eq!(after(state, [crash(0)]).scheduler.phase(), Phase::Starting);
}

#[test]
fn a_model_that_stops_the_worker_is_not_loaded_again() {
    let chosen = Action::Choose(ModelSource::Hosted("base"));
    let state = after(ready(), [chosen, crash(0)]);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Starting, 1)
    );
    assert_eq!(state.model_choice.source, ModelSource::default());
}

#[test]
fn a_secondary_worker_that_keeps_crashing_leaves_the_others_at_work() {
    let state = crashes(three_at_work(), 2);
    assert_eq!(phase(&state, 0), Phase::Ready);
    assert_eq!(phase(&state, 1), Phase::Ready);
    assert_eq!(phase(&state, 2), Phase::Failed);
    assert!(state.model().is_some());
    assert_eq!(state.problem, None);
    let state = finished(state);
    let mut sentences = state.document.sentences().iter();
    assert!(sentences.all(|sentence| sentence.status == SentenceStatus::Known));
}

#[test]
fn crashes_are_counted_for_each_worker_by_itself() {
    let once_each = [crash(0), crash(1), crash(2), crash(1)];
    let state = after(three_at_work(), once_each);
    let failed = |place: usize| phase(&state, place) == Phase::Failed;
    assert_eq!([0, 1, 2].map(failed), [false; 3]);
}

#[test]
fn a_first_worker_that_is_lost_leaves_no_sentence_asked_for_for_ever() {
    let state = finished_by_others(crashes(three_at_work(), 0));
    assert_eq!(phase(&state, 0), Phase::Failed);
    assert!(
        offers_retry(&state),
        "the answers of the others solve nothing"
    );
    assert!(!state.document.has(SentenceStatus::Asked));
}

fn finished_by_others(state: State) -> State {
    assert!(offers_retry(&state));
    finished(state)
}

#[test]
fn a_retry_starts_every_worker_that_is_lost() {
    let state = crashes(crashes(three_at_work(), 2), 0);
    let state = after(state, [Action::Retry]);
    assert_eq!(
        [0, 1, 2].map(|place| phase(&state, place)),
        [Phase::Starting, Phase::Ready, Phase::Starting]
    );
}

#[test]
fn a_secondary_worker_without_a_model_is_done_without() {
    let state = after(ready(), [Action::Cores(2), typed(&long_text()), listens(1)]);
    let state = failed(state, 1, is_load);
    assert_eq!(phase(&state, 1), Phase::Failed);
    assert_eq!(
        (state.scheduler.phase(), state.problem),
        (Phase::Ready, None)
    );
}

#[test]
fn a_secondary_worker_with_another_model_is_done_without() {
    let state = after(ready(), [Action::Cores(2), typed(&long_text()), listens(1)]);
    let mut newer = model();
    newer.weight_sha256 = "newer".to_owned();
    let state = loaded_in(state, 1, newer);
    assert_eq!(phase(&state, 1), Phase::Failed);
    assert_eq!(state.model(), Some(&model()));
}

#[test]
fn a_worker_of_another_version_is_told_with_what_helps() {
    let version = VERSION + 1;
    let other = Action::Received(0, Response::Ready { version });
    let state = after(State::default(), [other]);
    assert_eq!(state.scheduler.phase(), Phase::Failed);
    assert!(
        state
            .problem
            .unwrap()
            .message
            .contains("load the page again")
    );
}

#[test]
fn an_answer_of_another_kind_than_asked_for_is_a_crash() {
    let state = after(ready(), [typed("Ada")]);
    let request = newest(&state, 0, is_batch);
    let model = model();
    let state = after(
        state,
        [Action::Received(0, Response::Loaded { request, model })],
    );
    assert_eq!(state.scheduler.phase(), Phase::Starting);
}
