//! Everything that the page shows, and what changes it. Free of browser types.

use std::rc::Rc;

use namelight_protocol::{Analysis, ModelInfo, Response};
use namelight_text::Entity;
use yew::Reducible;

/// Fresh workers that are started after one broke, until an analysis succeeds again.
pub const MOST_RESTARTS: u32 = 3;

/// Where the model is.
#[derive(Clone, Debug, PartialEq)]
pub enum Model {
    /// The worker is on its way.
    Starting,
    /// Bytes are coming in.
    Loading {
        /// Bytes here.
        loaded: u64,
        /// Bytes in all.
        total: u64,
    },
    /// It can be used.
    Ready(ModelInfo),
    /// It cannot be used.
    Failed,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// As typed.
    pub text: String,
    /// Number of the newest request.
    pub request: u32,
    /// The newest answer, and the number of its request.
    pub analysed: u32,
    /// Its entities; those that the typing since then touched are taken out.
    pub entities: Vec<Entity>,
    /// What the last run took.
    pub run: Option<Run>,
    /// The model.
    pub model: Model,
    /// What went wrong last.
    pub error: Option<String>,
    /// Workers that broke since the last analysis.
    pub restarts: u32,
}

/// What a run took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Milliseconds of computing.
    pub millis: f64,
    /// Wordpieces read.
    pub wordpieces: usize,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Action {
    /// The person changed the text.
    Type(String),
    /// The worker said something.
    Heard(Response),
    /// The worker broke.
    Broke(String),
    /// The person asks for another try.
    Retry,
}

impl Default for State {
    fn default() -> Self {
        Self {
            text: String::new(),
            request: 0,
            analysed: 0,
            entities: Vec::new(),
            run: None,
            model: Model::Starting,
            error: None,
            restarts: 0,
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Type(text) => next.set_text(text),
            Action::Heard(response) => next.hear(response),
            Action::Broke(reason) => {
                next.restarts += 1;
                next.model = if next.restarts > MOST_RESTARTS {
                    Model::Failed
                } else {
                    Model::Starting
                };
                next.error = Some(format!(
                    "The recogniser stopped ({reason}). A fresh one is started."
                ));
                if next.model == Model::Failed {
                    next.error = Some(format!(
                        "The recogniser keeps stopping ({reason}). Try again or shorten the text."
                    ));
                }
            }
            Action::Retry => {
                next = Self {
                    text: next.text,
                    request: next.request,
                    ..Self::default()
                }
            }
        }
        Rc::new(next)
    }
}

impl State {
    /// Whether the worker has yet to answer for the text as it is.
    pub fn is_pending(&self) -> bool {
        self.analysed != self.request
    }

    /// The text field's change: entities that it cannot have touched stay, and the rest waits for the worker.
    fn set_text(&mut self, text: String) {
        let same = self
            .text
            .bytes()
            .zip(text.bytes())
            .take_while(|(old, new)| old == new)
            .count();
        self.entities.retain(|entity| {
            entity.span.end < same || (entity.span.end == same && text.len() == same)
        });
        self.text = text;
        self.request += 1;
    }

    fn hear(&mut self, response: Response) {
        match response {
            Response::Ready => self.model = Model::Starting,
            Response::Progress { loaded, total } => self.model = Model::Loading { loaded, total },
            Response::Loaded(info) => {
                self.model = Model::Ready(info);
                self.error = None;
            }
            Response::Recognized { id, analysis } if id == self.request => self.take(id, analysis),
            Response::Recognized { .. } => (),
            Response::Failed { id: None, message } => {
                self.model = Model::Failed;
                self.error = Some(format!("The model could not be loaded: {message}"));
            }
            Response::Failed {
                id: Some(id),
                message,
            } => {
                self.analysed = id;
                self.error = Some(format!("This text could not be read: {message}"));
            }
        }
    }

    fn take(&mut self, id: u32, analysis: Analysis) {
        self.analysed = id;
        self.run = Some(Run {
            millis: analysis.millis,
            wordpieces: analysis.wordpieces,
        });
        self.entities = analysis.entities;
        self.error = None;
        self.restarts = 0;
    }
}

#[cfg(test)]
mod tests {
    use namelight_text::Span;

    use super::*;

    fn after(actions: Vec<Action>) -> Rc<State> {
        actions
            .into_iter()
            .fold(Rc::new(State::default()), |state, action| {
                state.reduce(action)
            })
    }

    fn answer(id: u32, start: usize, end: usize) -> Action {
        let entity = Entity {
            kind: "LOC".into(),
            score: 0.9,
            span: Span { start, end },
        };
        let analysis = Analysis {
            entities: vec![entity],
            ..Analysis::default()
        };
        Action::Heard(Response::Recognized { id, analysis })
    }

    #[test]
    fn an_answer_to_an_older_text_is_not_shown() {
        let state = after(vec![
            Action::Type("Oslo".into()),
            Action::Type("Oslo or".into()),
            answer(1, 0, 4),
        ]);
        assert!(state.entities.is_empty() && state.is_pending());
    }

    #[test]
    fn entities_in_front_of_a_change_stay_and_those_behind_it_go() {
        let typed = |text: &str| {
            after(vec![
                Action::Type("to Oslo now".into()),
                answer(1, 3, 7),
                Action::Type(text.into()),
            ])
        };
        assert_eq!(typed("to Oslo now!").entities.len(), 1);
        assert_eq!(typed("To Oslo now").entities.len(), 0);
        assert_eq!(typed("to Oslon now").entities.len(), 0);
        assert_eq!(typed("to Os").entities.len(), 0);
    }

    #[test]
    fn a_broken_worker_is_replaced_three_times_and_then_no_more() {
        let broke = || Action::Broke("unreachable".into());
        let state = after(vec![broke(), broke(), broke()]);
        assert_eq!(state.model, Model::Starting);
        assert!(
            state
                .error
                .as_ref()
                .is_some_and(|error| error.contains("fresh"))
        );
        assert_eq!(state.reduce(broke()).model, Model::Failed);
    }

    #[test]
    fn an_analysis_forgives_earlier_breaks() {
        let state = after(vec![
            Action::Type("Oslo".into()),
            Action::Broke("x".into()),
            answer(1, 0, 4),
        ]);
        assert_eq!((state.restarts, state.error.clone()), (0, None));
    }

    #[test]
    fn trying_again_keeps_the_text() {
        let failed = Response::Failed {
            id: None,
            message: "gone".into(),
        };
        let state = after(vec![
            Action::Type("Oslo".into()),
            Action::Heard(failed),
            Action::Retry,
        ]);
        assert_eq!(
            (state.text.as_str(), &state.model, &state.error),
            ("Oslo", &Model::Starting, &None)
        );
    }
}
