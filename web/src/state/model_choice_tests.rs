//! Tests of the choice of a model, in the state as a whole.

use super::super::tests::*;
use super::super::*;
use crate::models::{LocalModel, ModelSource};

#[test]
fn another_model_is_asked_anew_what_the_one_before_was_asked() {
    let state = after(
        ready(),
        [Action::Explain("Ada.".into()), Action::Choose(base())],
    );
    let request = newest(&state, 0, is_question);
    let state = loaded(state, "base");
    assert!(newest(&state, 0, is_question) > request);
}

fn base() -> ModelSource {
    ModelSource::Hosted("base")
}

fn own(id: u32) -> LocalModel {
    LocalModel {
        id,
        name: "birds".into(),
        bytes: 1,
    }
}

fn choose_own() -> Action {
    Action::Choose(ModelSource::Local(own(0)))
}

#[test]
fn a_chosen_model_is_loaded_while_the_one_in_use_stays() {
    let state = after(ready(), [Action::Choose(base())]);
    assert_eq!(state.model_choice.source, base());
    assert_eq!(state.scheduler.phase(), Phase::LOADING);
    assert!(state.model().is_some());

    let state = loaded(state, "base");
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Ready, 0)
    );
    assert_eq!(state.model().unwrap().weight_sha256, "base");
}

#[test]
fn another_model_analyses_the_text_anew() {
    let analysed = answered(after(ready(), [typed("Ada")]), &[3]);
    let state = loaded(after(analysed, [Action::Choose(base())]), "base");
    assert!(state.is_pending());
    assert_eq!(entities(&state), 0);
    // An empty text has nothing to analyse.
    let state = loaded(after(ready(), [Action::Choose(base())]), "base");
    assert!(!state.is_pending());
}

#[test]
fn other_labels_or_another_tokenizer_with_the_same_weights_analyse_the_text_anew() {
    let other = || "other".to_owned();
    let changed = [
        ModelInfo {
            config_sha256: other(),
            ..model()
        },
        ModelInfo {
            tokenizer_sha256: other(),
            ..model()
        },
    ];
    for model in changed {
        let analysed = answered(after(ready(), [typed("Ada")]), &[3]);
        let state = loaded_in(after(analysed, [choose_own()]), 0, model);
        assert!(state.is_pending());
        assert_eq!(entities(&state), 0);
    }
}

#[test]
fn the_same_model_under_another_name_finds_nothing_else() {
    let analysed = answered(after(ready(), [typed("Ada")]), &[3]);
    let copy = ModelInfo {
        name: "a copy".to_owned(),
        ..model()
    };
    let state = loaded_in(after(analysed, [choose_own()]), 0, copy);
    assert!(!state.is_pending());
    assert_eq!(entities(&state), 1);
}

#[test]
fn a_later_choice_loads_another_model_still() {
    let state = after(ready(), [Action::Choose(base())]);
    let older = newest(&state, 0, is_load);
    let state = after(state, [choose_own()]);
    assert!(newest(&state, 0, is_load) > older);
    assert_eq!(state.model_choice.source, ModelSource::Local(own(0)));
}

#[test]
fn an_older_choice_that_is_loaded_after_all_is_in_use_until_the_newer_one_is_there() {
    let state = after(ready(), [Action::Choose(base())]);
    let request = newest(&state, 0, is_load);
    let older = ModelInfo {
        weight_sha256: "base".to_owned(),
        ..model()
    };
    let older = Response::Loaded {
        request,
        model: older,
    };
    let state = after(state, [choose_own(), Action::Received(0, older)]);
    assert_eq!(state.scheduler.phase(), Phase::LOADING);
    assert_eq!(state.model().unwrap().weight_sha256, "base");
    let state = failed(state, 0, is_load);
    assert_eq!(state.scheduler.phase(), Phase::Ready);
    assert_eq!(state.model_choice.source, base());
}

#[test]
fn a_model_of_ones_own_can_be_chosen_again() {
    let state = loaded(after(ready(), [choose_own()]), "own");
    let state = loaded(after(state, [Action::Choose(base())]), "base");
    assert_eq!(state.model_choice.own, Some(own(0)));
}

#[test]
fn a_choice_before_the_worker_listens_is_the_first_model() {
    let state = after(State::default(), [Action::Choose(base()), listens(0)]);
    let requests = state.scheduler.workers[0].requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].work, Work::Load(base()));
}

#[test]
fn a_choice_after_a_failure_starts_over_with_that_model() {
    let state = failed(after(State::default(), [listens(0)]), 0, is_load);
    let number = state.scheduler.workers[0].number;
    let state = after(state, [Action::Choose(base())]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
    assert_ne!(state.scheduler.workers[0].number, number);
    assert_eq!(state.model_choice.source, base());
}

#[test]
fn what_is_no_model_is_told_and_changes_nothing_else() {
    let refused = Action::Refused("config.json is missing".to_owned());
    let state = after(ready(), [refused]);
    assert_eq!(state.scheduler, ready().scheduler);
    assert_eq!(state.problem.unwrap().message, "config.json is missing");
}

#[test]
fn another_model_is_asked_by_workers_that_have_it_alone() {
    let crowd = after(ready(), [Action::Cores(3), typed(&long_text())]);
    assert_eq!(crowd.scheduler.workers.len(), 3);
    let chosen = after(crowd, [Action::Choose(base())]);
    assert_eq!(chosen.scheduler.workers.len(), 1);
    // What the model before still says is too late.
    let late = answer_to(newest(&chosen, 0, is_batch), &[3]);
    let state = after(loaded(chosen, "base"), [late]);
    assert_eq!(entities(&state), 0);
}
