//! Tests of workers that say nothing: which are waited for, and how long.

use namelight_protocol::Response;

use super::super::Action;
use super::super::tests::*;
use super::*;

fn checks(state: State, count: u32) -> State {
    after(state, (0..count).map(|_| Action::CheckWorkers))
}

fn offers_retry(state: &State) -> bool {
    state.problem.as_ref().is_some_and(|problem| problem.retry)
}

#[test]
fn a_worker_that_never_starts_is_a_failure_that_a_retry_starts_over() {
    let remembered = after(
        State::default(),
        [Action::Choose(ModelSource::Hosted("base"))],
    );
    for state in [State::default(), remembered] {
        let source = state.model_choice.source.clone();
        let state = checks(state, MAX_CHECKS_TO_START);
        assert_eq!(state.scheduler.phase(), Phase::Starting);
        let late = checks(state, 1);
        assert_eq!(late.scheduler.phase(), Phase::Failed);
        assert!(offers_retry(&late));
        assert_eq!(late.model_choice.source, source);
        // The next one is given as much time, and no more.
        let again = after(late, [Action::Retry]);
        assert!(again.awaits_workers());
        let again = checks(again, MAX_CHECKS_TO_START + 1);
        assert_eq!(again.scheduler.phase(), Phase::Failed);
    }
}

#[test]
fn a_worker_that_answers_nothing_is_replaced() {
    let state = checks(after(ready(), [typed("Ada")]), SILENT_CHECKS);
    assert_eq!(state.scheduler.workers[0].number, 0);
    let state = checks(state, 1);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Starting, 1)
    );
    let message = state.problem.clone().unwrap().message;
    assert!(message.contains("does not answer"), "{message}");
    let state = answered(started(state, 0), &[3]);
    assert_eq!(entities(&state), 1);
}

#[test]
fn a_worker_in_the_place_of_one_that_was_given_up_has_twice_the_time() {
    let state = checks(after(ready(), [typed("Ada")]), SILENT_CHECKS + 1);
    let state = checks(started(state, 0), 2 * SILENT_CHECKS);
    assert_eq!(state.scheduler.workers[0].number, 1);
    let state = checks(state, 1);
    assert_eq!(state.scheduler.workers[0].number, 2);
}

#[test]
fn a_worker_that_loads_a_model_has_long() {
    let state = checks(
        after(State::default(), [listens(0)]),
        MAX_SILENT_CHECKS_TO_LOAD,
    );
    assert_eq!(state.scheduler.workers[0].number, 0);
    let state = checks(state, 1);
    assert_eq!(state.scheduler.workers[0].number, 1);
}

#[test]
fn a_worker_that_answers_a_ping_may_take_as_long_as_it_likes() {
    let mut state = after(State::default(), [listens(0)]);
    for _ in 0..10 * MAX_SILENT_CHECKS {
        state = checks(state, 1);
        let request = newest(&state, 0, |work| *work == Work::Ping);
        state = after(state, [Action::Received(0, Response::Alive { request })]);
    }
    assert_eq!(state.scheduler.phase(), Phase::LOADING);
}

#[test]
fn a_worker_that_owes_nothing_is_left_alone() {
    let state = checks(ready(), 10 * MAX_SILENT_CHECKS);
    assert!(!state.awaits_workers());
    assert!(state.scheduler.workers[0].requests().is_empty());
    assert_eq!(state.scheduler.workers[0].number, 0);
}
