//! The page's behaviour, action by action.

use namelight_protocol::Found;
use namelight_text::{SentenceEntity, SentenceSpan};

use super::*;
use crate::models::LocalModel;

fn model() -> ModelInfo {
    ModelInfo {
        name: "small".to_owned(),
        weight_bytes: 1,
        weight_sha256: "00".to_owned(),
        entity_types: vec!["PER".to_owned()],
        load_millis: 1.0,
        instructions: "simd128".to_owned(),
        threads: 1,
        memory_bytes: 1,
    }
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions
        .into_iter()
        .fold(state, |state, action| state.after(action, 0.0))
}

fn from_first(response: Response) -> Action {
    Action::Received(0, response)
}

fn loaded() -> [Action; 2] {
    [Response::Ready, Response::Loaded(model())].map(from_first)
}

fn ready() -> State {
    after(State::default(), loaded())
}

fn typed(text: &str) -> Action {
    Action::Typed(text.to_owned())
}

fn crash() -> Action {
    Action::Crashed(0, "trap".to_owned())
}

/// An answer for one sentence with names from its start to these bytes.
fn answer(id: u32, ends: &[usize]) -> Action {
    let entity = |end: &usize| SentenceEntity {
        entity_type: "PER".to_owned(),
        score: 0.9,
        span: SentenceSpan {
            start: 0,
            end: *end,
        },
    };
    from_first(Response::Recognized {
        id,
        found: vec![Found {
            entities: ends.iter().map(entity).collect(),
            millis: 5.0,
            wordpieces: 7,
        }],
    })
}

fn failed(id: Option<u32>) -> Action {
    from_first(Response::Failed {
        id,
        message: "it broke".to_owned(),
    })
}

fn entities(state: &State) -> usize {
    state.document.entities().count()
}

#[test]
fn every_change_of_the_text_is_an_edit_and_asks_for_its_sentence() {
    let state = after(
        ready(),
        [typed("A"), typed("Ad"), typed("Ad"), typed("Ada")],
    );
    assert_eq!(state.edits, 3);
    let batch = state.scheduler.workers[0].batch().unwrap();
    assert_eq!(
        batch
            .sentences
            .iter()
            .map(|text| &**text)
            .collect::<Vec<_>>(),
        ["Ada"]
    );
    assert!(state.is_pending());
}

#[test]
fn the_answer_to_the_newest_text_is_shown_with_what_it_took() {
    let state = ready()
        .after(typed("Ada"), 10.0)
        .after(answer(1, &[3]), 18.0);
    assert_eq!(entities(&state), 1);
    let run = state.run.unwrap();
    assert_eq!((run.wordpieces, run.millis, run.elapsed), (7, 5.0, 8.0));
    assert!(!state.is_pending());
}

#[test]
fn the_answer_to_an_older_text_is_not_shown_but_kept() {
    let state = after(ready(), [typed("Ada"), typed("Bo"), answer(1, &[3])]);
    assert_eq!(entities(&state), 0);
    assert!(state.is_pending());
    let state = after(state, [typed("Ada")]);
    assert_eq!(entities(&state), 1);
}

#[test]
fn a_pending_text_keeps_the_names_that_it_still_has() {
    let analysed = after(ready(), [typed("Ada"), answer(1, &[3])]);
    assert_eq!(entities(&after(analysed.clone(), [typed("Ada and")])), 1);
    assert_eq!(entities(&after(analysed.clone(), [typed("Adam")])), 0);
    assert_eq!(entities(&after(analysed, [typed("")])), 0);
}

#[test]
fn text_typed_before_the_model_is_ready_stays_and_waits() {
    let state = after(after(State::default(), [typed("Ada")]), loaded());
    assert_eq!(
        (&**state.document.text(), state.scheduler.phase()),
        ("Ada", Phase::Ready)
    );
    assert!(state.is_pending() && state.scheduler.workers[0].batch().is_some());
}

#[test]
fn progress_is_shown_only_while_loading() {
    let progress = || {
        from_first(Response::Progress {
            loaded: 1,
            total: 2,
        })
    };
    let loading = after(State::default(), [from_first(Response::Ready), progress()]);
    assert_eq!(
        loading.scheduler.phase(),
        Phase::Loading {
            loaded: 1,
            total: 2
        }
    );
    assert_eq!(after(ready(), [progress()]).scheduler.phase(), Phase::Ready);
}

#[test]
fn a_model_that_cannot_be_loaded_is_a_failure_that_a_retry_starts_over() {
    let state = after(State::default(), [failed(None)]);
    assert_eq!(state.scheduler.phase(), Phase::Failed);
    assert!(state.problem.as_ref().unwrap().retry);

    let number = state.scheduler.workers[0].number;
    let state = after(state, [Action::Retry]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
    assert_ne!(state.scheduler.workers[0].number, number);
    assert_eq!(state.problem, None);
}

#[test]
fn a_failed_analysis_can_be_asked_for_again() {
    let state = after(ready(), [typed("Ada"), failed(Some(1))]);
    assert!(state.problem.as_ref().unwrap().retry);
    assert!(!state.is_pending());

    let state = after(state, [Action::Retry]);
    assert_eq!(state.scheduler.workers[0].batch().unwrap().id, 2);
    assert_eq!(after(state, [answer(2, &[3])]).problem, None);
}

#[test]
fn a_crash_is_shown_and_starts_a_fresh_worker() {
    let state = after(ready(), [typed("Ada"), crash()]);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Starting, 1)
    );
    let problem = state.problem.clone().unwrap();
    assert!(problem.message.contains("trap") && !problem.retry);

    let state = after(state, loaded());
    assert!(state.problem.is_some(), "the text may crash it again");
    assert_eq!(after(state, [answer(1, &[3])]).problem, None);
}

#[test]
fn the_fourth_crash_in_a_row_leaves_it_to_the_person() {
    let state = after(ready(), [crash(), crash(), crash()]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
    let state = after(state, [crash()]);
    assert_eq!(state.scheduler.phase(), Phase::Failed);
    assert!(state.problem.unwrap().retry);
}

#[test]
fn an_answer_in_between_starts_the_count_of_crashes_anew() {
    let state = after(ready(), [typed("Ada"), crash(), crash(), crash()]);
    let state = after(after(state, loaded()), [answer(1, &[3]), crash()]);
    assert_eq!(state.scheduler.phase(), Phase::Starting);
}

#[test]
fn a_worker_that_never_starts_is_a_failure() {
    let late = after(State::default(), [Action::StartOverdue(0, 0)]);
    assert_eq!(late.scheduler.phase(), Phase::Failed);
    assert_eq!(
        after(ready(), [Action::StartOverdue(0, 0)])
            .scheduler
            .phase(),
        Phase::Ready
    );
    let fresh = after(State::default(), [crash(), Action::StartOverdue(0, 0)]);
    assert_eq!(fresh.scheduler.phase(), Phase::Starting);
}

#[test]
fn a_further_worker_without_a_model_is_done_without() {
    let long = "This is a long text.\n".repeat(2000);
    let state = after(ready(), [Action::Cores(2), typed(&long)]);
    assert_eq!(state.scheduler.workers.len(), 2);
    let message = "no memory".to_owned();
    let state = after(
        state,
        [Action::Received(1, Response::Failed { id: None, message })],
    );
    assert_eq!(
        (state.scheduler.phase(), state.problem),
        (Phase::Ready, None)
    );
}

#[test]
fn a_stopped_analysis_asks_for_nothing_until_it_goes_on() {
    let long = "This is a long text.\n".repeat(500);
    let stopped = after(ready(), [typed(&long), Action::Stop]);
    let asked = stopped.scheduler.workers[0]
        .batch()
        .unwrap()
        .sentences
        .len();
    let done = from_first(Response::Recognized {
        id: 1,
        found: vec![Found::default(); asked],
    });
    let stopped = after(stopped, [done]);
    assert!(!stopped.is_pending());
    assert!(after(stopped, [Action::Resume]).is_pending());
}

#[test]
fn a_sentence_is_explained_once() {
    let sentence: Rc<str> = Rc::from("Ada.");
    let ask = || Action::Explain(sentence.clone());
    let state = after(ready(), [ask(), ask()]);
    assert_eq!(state.questions.len(), 1);
    let explanation = Explanation {
        sentence: "Ada.".to_owned(),
        ..Explanation::default()
    };
    let state = after(state, [from_first(Response::Explained(explanation)), ask()]);
    assert_eq!((state.questions.len(), state.explanations.len()), (0, 1));
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

fn loaded_weights(weights: &str) -> Action {
    Action::Received(
        0,
        Response::Loaded(ModelInfo {
            weight_sha256: weights.to_owned(),
            ..model()
        }),
    )
}

#[test]
fn a_chosen_model_is_loaded_while_the_one_in_use_stays() {
    let state = after(ready(), [Action::Choose(base())]);
    assert_eq!(
        (state.model_choice.load, &state.model_choice.source),
        (1, &base())
    );
    assert!(matches!(state.scheduler.phase(), Phase::Loading { .. }));
    assert!(state.model().is_some());

    let state = after(state, [loaded_weights("base")]);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Ready, 0)
    );
    assert_eq!(state.model().unwrap().weight_sha256, "base");
}

#[test]
fn another_model_analyses_the_text_anew() {
    let analysed = after(ready(), [typed("Ada"), answer(1, &[3])]);
    let state = after(analysed, [Action::Choose(base()), loaded_weights("base")]);
    assert!(state.is_pending());
    assert_eq!(entities(&state), 0);
    // An empty text has nothing to analyse.
    let state = after(ready(), [Action::Choose(base()), loaded_weights("base")]);
    assert!(!state.is_pending());
}

#[test]
fn a_later_choice_loads_another_model_still() {
    let own = ModelSource::Local(own(0));
    let choices = [Action::Choose(base()), Action::Choose(own.clone())];
    let state = after(ready(), choices);
    assert_eq!(
        (state.model_choice.load, &state.model_choice.source),
        (2, &own)
    );
}

#[test]
fn a_model_that_cannot_be_loaded_leaves_the_one_in_use() {
    let own = ModelSource::Local(own(0));
    let state = after(ready(), [Action::Choose(own), failed(None)]);
    assert_eq!(state.scheduler.phase(), Phase::Ready);
    assert!(state.model().is_some());
    assert_eq!(
        (state.model_choice.source, state.model_choice.own),
        (ModelSource::default(), None)
    );
    assert_eq!(state.model_choice.load, 1, "nothing is loaded again");
    assert_eq!(state.problem.unwrap().message, "it broke");
}

#[test]
fn a_model_of_ones_own_can_be_chosen_again() {
    let choices = [
        Action::Choose(ModelSource::Local(own(0))),
        loaded_weights("own"),
        Action::Choose(base()),
        loaded_weights("base"),
    ];
    assert_eq!(after(ready(), choices).model_choice.own, Some(own(0)));
}

#[test]
fn a_model_that_stops_the_worker_is_not_loaded_again() {
    let own = ModelSource::Local(own(0));
    let state = after(ready(), [Action::Choose(own), crash()]);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Starting, 1)
    );
    assert_eq!(state.model_choice.source, ModelSource::default());
}

#[test]
fn a_choice_before_the_worker_listens_is_the_first_model() {
    let choice = [Action::Choose(base()), from_first(Response::Ready)];
    let state = after(State::default(), choice);
    assert_eq!(
        (
            state.model_choice.source,
            state.model_choice.load,
            state.scheduler.workers[0].number
        ),
        (base(), 0, 0)
    );
}

#[test]
fn a_choice_after_a_failure_starts_over_with_that_model() {
    let state = after(State::default(), [failed(None), Action::Choose(base())]);
    assert_eq!(
        (state.scheduler.phase(), state.scheduler.workers[0].number),
        (Phase::Starting, 2)
    );
    assert_eq!(state.model_choice.source, base());
}

#[test]
fn what_is_no_model_is_told_and_changes_nothing_else() {
    let refused = Action::Refused("config.json is missing".to_owned());
    let state = after(ready(), [refused]);
    assert_eq!(
        (state.scheduler.phase(), state.model_choice.load),
        (Phase::Ready, 0)
    );
    assert_eq!(state.problem.unwrap().message, "config.json is missing");
}

#[test]
fn another_model_is_asked_by_workers_that_have_it_alone() {
    let long = "This is a long text.\n".repeat(2000);
    let crowd = after(ready(), [Action::Cores(3), typed(&long)]);
    assert_eq!(crowd.scheduler.workers.len(), 3);
    let chosen = after(crowd, [Action::Choose(base())]);
    assert_eq!(chosen.scheduler.workers.len(), 1);
    // What the model before still says is too late.
    let state = after(chosen, [loaded_weights("base"), answer(1, &[3])]);
    assert_eq!(entities(&state), 0);
}

#[test]
fn a_model_of_an_earlier_visit_that_is_gone_gives_way_to_the_first() {
    let choice = [Action::Choose(base()), from_first(Response::Ready)];
    let state = after(after(State::default(), choice), [failed(None)]);
    assert_eq!(state.model_choice.source, ModelSource::default());
    assert!(matches!(state.scheduler.phase(), Phase::Loading { .. }));
    assert!(state.problem.is_some());
    let state = after(state, [loaded_weights("small")]);
    assert_eq!(state.scheduler.phase(), Phase::Ready);
}

#[test]
fn a_text_too_long_for_a_field_comes_in_parts_and_is_whole_in_the_end() {
    let long = "Zoë was here.\n".repeat(40_000);
    let mut state = after(ready(), [typed(&long)]);
    assert!(state.has_more_to_come() && !state.document.fits_a_field());
    while state.has_more_to_come() {
        assert!(state.is_pending());
        state = after(state, [Action::AppendNextPart]);
    }
    assert_eq!(**state.document.text(), long);
    assert_eq!(state.document.sentences().len(), 40_000);
    assert_eq!(state.edits, 1);
}

#[test]
fn what_is_typed_over_a_long_text_stops_its_coming() {
    let long = "Zoë was here.\n".repeat(40_000);
    let state = after(
        ready(),
        [typed(&long), typed("Ada"), Action::AppendNextPart],
    );
    assert_eq!(
        (&**state.document.text(), state.has_more_to_come()),
        ("Ada", false)
    );
}

#[test]
fn a_late_answer_to_an_overtaken_question_is_no_run() {
    let state = after(ready(), [typed("Ada"), typed("Bo"), answer(2, &[2])]);
    assert_eq!(state.run.unwrap().wordpieces, 7);
    let late = from_first(Response::Recognized {
        id: 1,
        found: Vec::new(),
    });
    assert_eq!(after(state, [late]).run.unwrap().wordpieces, 7);
}

#[test]
fn what_still_comes_of_a_stopped_text_is_left_as_well() {
    let long = "Zoë was here.\n".repeat(40_000);
    let mut state = after(ready(), [typed(&long), Action::Stop]);
    while state.has_more_to_come() {
        state = after(state, [Action::AppendNextPart]);
    }
    assert!(!state.document.has(SentenceStatus::Waiting));
}
