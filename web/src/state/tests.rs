//! The page's behaviour, action by action.

use namelight_protocol::Analysis;
use namelight_text::Span;

use super::*;

fn model() -> ModelInfo {
    ModelInfo {
        name: "small".to_owned(),
        weight_bytes: 1,
        weight_sha256: "00".to_owned(),
        kinds: vec!["PER".to_owned()],
        load_millis: 1.0,
        instructions: "simd128".to_owned(),
        threads: 1,
        memory_bytes: 1,
    }
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    let reduced = actions.into_iter().fold(Rc::new(state), Reducible::reduce);
    State::clone(&reduced)
}

fn ready() -> State {
    let loaded = [Response::Ready, Response::Loaded(model())];
    after(State::default(), loaded.map(Action::Received))
}

fn typed(text: &str) -> Action {
    Action::Typed(text.to_owned())
}

fn crash() -> Action {
    Action::Crashed("trap".to_owned())
}

fn answer(id: u32, ends: &[usize]) -> Action {
    let entity = |end: &usize| Entity {
        kind: "PER".to_owned(),
        score: 0.9,
        span: Span {
            start: 0,
            end: *end,
        },
    };
    Action::Received(Response::Recognized {
        id,
        analysis: Analysis {
            entities: ends.iter().map(entity).collect(),
            millis: 5.0,
            wordpieces: 7,
            ..Analysis::default()
        },
    })
}

fn failed(id: Option<u32>) -> Action {
    Action::Received(Response::Failed {
        id,
        message: "it broke".to_owned(),
    })
}

#[test]
fn every_change_of_the_text_asks_for_a_new_analysis() {
    let state = after(
        ready(),
        [typed("A"), typed("Ad"), typed("Ad"), typed("Ada")],
    );
    assert_eq!(state.requested, 3);
    assert!(state.is_pending());
}

#[test]
fn the_answer_to_the_newest_text_is_shown_with_what_it_took() {
    let state = after(ready(), [typed("Ada"), answer(1, &[3])]);
    assert_eq!(state.entities.len(), 1);
    assert_eq!(state.run.unwrap().wordpieces, 7);
    assert!(!state.is_pending());
}

#[test]
fn the_answer_to_an_older_text_is_ignored() {
    let state = after(ready(), [typed("Ada"), typed("Bo"), answer(1, &[3])]);
    assert_eq!(state.entities.len(), 0);
    assert!(state.is_pending());
}

#[test]
fn a_pending_text_keeps_the_names_that_it_still_has() {
    let analysed = after(ready(), [typed("Ada"), answer(1, &[3])]);
    assert_eq!(
        after(analysed.clone(), [typed("Ada and")]).entities.len(),
        1
    );
    assert_eq!(after(analysed.clone(), [typed("Adam")]).entities.len(), 0);
    assert_eq!(after(analysed, [typed("")]).entities.len(), 0);
}

#[test]
fn text_typed_before_the_model_is_ready_stays_and_waits() {
    let loaded = [Response::Ready, Response::Loaded(model())].map(Action::Received);
    let state = after(after(State::default(), [typed("Ada")]), loaded);
    assert_eq!((&*state.text, state.phase), ("Ada", Phase::Ready));
    assert!(state.is_pending());
}

#[test]
fn progress_is_shown_only_while_loading() {
    let progress = || {
        Action::Received(Response::Progress {
            loaded: 1,
            total: 2,
        })
    };
    let loading = after(
        State::default(),
        [Action::Received(Response::Ready), progress()],
    );
    let expected = Phase::Loading {
        loaded: 1,
        total: 2,
    };
    assert_eq!(loading.phase, expected);
    assert_eq!(after(ready(), [progress()]).phase, Phase::Ready);
}

#[test]
fn a_model_that_cannot_be_loaded_is_a_failure_that_a_retry_starts_over() {
    let state = after(State::default(), [failed(None)]);
    assert_eq!(state.phase, Phase::Failed);
    assert!(state.problem.as_ref().unwrap().retry);

    let state = after(state, [Action::Retry]);
    assert_eq!((state.phase, state.worker), (Phase::Starting, 1));
    assert_eq!(state.problem, None);
}

#[test]
fn a_failed_analysis_can_be_asked_for_again() {
    let state = after(ready(), [typed("Ada"), failed(Some(1))]);
    assert!(state.problem.as_ref().unwrap().retry);

    let state = after(state, [Action::Retry]);
    assert_eq!((state.requested, state.worker), (2, 0));
    assert_eq!(after(state, [answer(2, &[3])]).problem, None);
}

#[test]
fn the_failure_of_an_older_text_is_ignored() {
    let state = after(ready(), [typed("Ada"), typed("Bo"), failed(Some(1))]);
    assert_eq!(state.problem, None);
}

#[test]
fn a_crash_is_shown_and_starts_a_fresh_worker() {
    let state = after(ready(), [typed("Ada"), crash()]);
    assert_eq!((state.phase, state.worker), (Phase::Starting, 1));
    let problem = state.problem.clone().unwrap();
    assert!(problem.message.contains("trap") && !problem.retry);

    let loaded = [Response::Ready, Response::Loaded(model())].map(Action::Received);
    let state = after(state, loaded);
    assert!(state.problem.is_some(), "the text may crash it again");
    assert_eq!(after(state, [answer(1, &[3])]).problem, None);
}

#[test]
fn the_fourth_crash_in_a_row_leaves_it_to_the_person() {
    let state = after(ready(), [crash(), crash(), crash()]);
    assert_eq!((state.phase, state.worker), (Phase::Starting, 3));
    let state = after(state, [crash()]);
    assert_eq!((state.phase, state.worker), (Phase::Failed, 3));
    assert!(state.problem.unwrap().retry);
}

#[test]
fn an_analysis_in_between_starts_the_count_of_crashes_anew() {
    let state = after(ready(), [typed("Ada"), crash(), crash(), crash()]);
    let state = after(state, [answer(1, &[3]), crash()]);
    assert_eq!((state.phase, state.worker), (Phase::Starting, 4));
}

#[test]
fn a_worker_that_never_starts_is_a_failure() {
    let late = after(State::default(), [Action::StartOverdue(0)]);
    assert_eq!(late.phase, Phase::Failed);
    assert_eq!(
        after(ready(), [Action::StartOverdue(0)]).phase,
        Phase::Ready
    );
    let fresh = after(State::default(), [crash(), Action::StartOverdue(0)]);
    assert_eq!(fresh.phase, Phase::Starting);
}

fn base() -> ModelSource {
    ModelSource::Shipped("base")
}

fn own(id: u32) -> OwnModel {
    OwnModel {
        id,
        name: "birds".into(),
        bytes: 1,
    }
}

fn loaded(weights: &str) -> Action {
    Action::Received(Response::Loaded(ModelInfo {
        weight_sha256: weights.to_owned(),
        ..model()
    }))
}

#[test]
fn a_chosen_model_is_loaded_while_the_one_in_use_stays() {
    let state = after(ready(), [Action::Choose(base())]);
    assert_eq!((state.load, &state.source), (1, &base()));
    assert!(matches!(state.phase, Phase::Loading { .. }));
    assert!(state.model.is_some());

    let state = after(state, [loaded("base")]);
    assert_eq!((state.phase, state.worker), (Phase::Ready, 0));
    assert_eq!(state.model.unwrap().weight_sha256, "base");
}

#[test]
fn another_model_analyses_the_text_anew() {
    let analysed = after(ready(), [typed("Ada"), answer(1, &[3])]);
    let state = after(analysed, [Action::Choose(base()), loaded("base")]);
    assert_eq!(state.requested, 2);
    // An empty text has nothing to analyse.
    let state = after(ready(), [Action::Choose(base()), loaded("base")]);
    assert!(!state.is_pending());
}

#[test]
fn a_later_choice_loads_another_model_still() {
    let own = ModelSource::Own(own(0));
    let choices = [Action::Choose(base()), Action::Choose(own.clone())];
    let state = after(ready(), choices);
    assert_eq!((state.load, &state.source), (2, &own));
}

#[test]
fn a_model_that_cannot_be_loaded_leaves_the_one_in_use() {
    let own = ModelSource::Own(own(0));
    let state = after(ready(), [Action::Choose(own), failed(None)]);
    assert_eq!(state.phase, Phase::Ready);
    assert_eq!((state.source, state.own), (ModelSource::default(), None));
    assert!(state.model.is_some());
    assert_eq!(state.load, 1, "nothing is loaded again");
    assert_eq!(state.problem.unwrap().message, "it broke");
}

#[test]
fn a_model_of_ones_own_can_be_chosen_again() {
    let choices = [
        Action::Choose(ModelSource::Own(own(0))),
        loaded("own"),
        Action::Choose(base()),
        loaded("base"),
    ];
    assert_eq!(after(ready(), choices).own, Some(own(0)));
}

#[test]
fn a_model_that_stops_the_worker_is_not_loaded_again() {
    let own = ModelSource::Own(own(0));
    let state = after(ready(), [Action::Choose(own), crash()]);
    assert_eq!((state.phase, state.worker), (Phase::Starting, 1));
    assert_eq!(state.source, ModelSource::default());
}

#[test]
fn a_choice_before_the_worker_listens_is_the_first_model() {
    let choice = [Action::Choose(base()), Action::Received(Response::Ready)];
    let state = after(State::default(), choice);
    assert_eq!((state.source, state.load, state.worker), (base(), 0, 0));
}

#[test]
fn a_choice_after_a_failure_starts_over_with_that_model() {
    let state = after(State::default(), [failed(None), Action::Choose(base())]);
    assert_eq!((state.phase, state.worker), (Phase::Starting, 1));
    assert_eq!(state.source, base());
}

#[test]
fn what_is_no_model_is_told_and_changes_nothing_else() {
    let refused = Action::Refused("config.json is missing".to_owned());
    let state = after(ready(), [refused]);
    assert_eq!((state.phase, state.load), (Phase::Ready, 0));
    assert_eq!(state.problem.unwrap().message, "config.json is missing");
}
