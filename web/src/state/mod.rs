//! What the page knows: one state, changed by actions alone. Nothing here needs a browser.

mod carry;
mod segments;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use namelight_protocol::{ModelInfo, Response};
use namelight_text::Entity;
use yew::Reducible;

use crate::models::{ModelSource, OwnModel};

pub use segments::{Limits, Segment, Segments, segments};

/// Fresh workers in a row, without an analysis in between, before the page asks the person.
pub const MAX_RESTARTS: u32 = 3;

/// Where the worker and its model stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Phase {
    /// The worker has not said that it listens.
    #[default]
    Starting,
    /// The model is being fetched and read.
    Loading {
        /// Bytes here.
        loaded: u64,
        /// Bytes in all; 0 as long as that is not known.
        total: u64,
    },
    /// Texts can be analysed.
    Ready,
    /// There is no model, and only the person can ask for another try.
    Failed,
}

/// Something the person must be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Whether trying again is up to the person.
    pub retry: bool,
}

/// What the last analysis took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Milliseconds of computing.
    pub millis: f64,
    /// Wordpieces run through the model.
    pub wordpieces: usize,
}

/// An analysed text.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysed {
    /// The text.
    pub text: Rc<str>,
    /// Its entities.
    pub entities: Rc<[Entity]>,
}

/// All that the page knows of text and recogniser.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Worker and model.
    pub phase: Phase,
    /// The model in use.
    pub model: Option<ModelInfo>,
    /// The text as typed.
    pub text: Rc<str>,
    /// The number of the newest analysis asked for; 0 before the first.
    pub requested: u32,
    /// The number of the newest analysis that came back.
    pub analysed: u32,
    /// What is known of the entities of `text`: all when `analysed` is `requested`, otherwise those where the text did
    /// not change.
    pub entities: Rc<[Entity]>,
    /// What the last analysis took.
    pub run: Option<Run>,
    /// What is wrong, if something is.
    pub problem: Option<Problem>,
    /// The number of the worker in use; a change starts a fresh one.
    pub worker: u32,
    /// The model that is asked for.
    pub source: ModelSource,
    /// A model of the person's own that can be asked for again.
    pub own: Option<OwnModel>,
    /// The number of the newest choice of a model; a change loads it.
    pub load: u32,
    /// The model that was loaded last.
    used: Option<ModelSource>,
    /// The hash of its weights.
    used_weights: Option<String>,
    last: Analysed,
    restarts: u32,
}

/// What changes the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text is now this.
    Typed(String),
    /// The worker answered.
    Received(Response),
    /// The worker is lost.
    Crashed(String),
    /// The worker of this number had its time to start.
    StartOverdue(u32),
    /// The person wants another try.
    Retry,
    /// The person wants this model.
    Choose(ModelSource),
    /// What the person opened is no model, for this reason.
    Refused(String),
}

impl Default for State {
    fn default() -> Self {
        let last = Analysed {
            text: Rc::from(""),
            entities: Rc::from([]),
        };
        Self {
            phase: Phase::Starting,
            model: None,
            text: last.text.clone(),
            requested: 0,
            analysed: 0,
            entities: last.entities.clone(),
            run: None,
            problem: None,
            worker: 0,
            source: ModelSource::default(),
            own: None,
            load: 0,
            used: None,
            used_weights: None,
            last,
            restarts: 0,
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        if next == *self { self } else { next.into() }
    }
}

impl State {
    /// Whether the newest text has not been analysed yet.
    pub fn is_pending(&self) -> bool {
        self.analysed != self.requested
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Typed(text) => self.typed(text),
            Action::Received(response) => self.received(response),
            Action::Crashed(message) => self.crashed(&message),
            Action::StartOverdue(worker) => self.overdue(worker),
            Action::Retry => self.retry(),
            Action::Choose(source) => self.choose(source),
            Action::Refused(message) => self.tell(message),
        }
    }

    fn typed(&mut self, text: String) {
        if *text == *self.text {
            return;
        }
        self.text = text.into();
        self.requested = self.requested.wrapping_add(1);
        self.entities = carry::carry(&self.last, &self.text);
    }

    fn received(&mut self, response: Response) {
        match response {
            Response::Ready => {
                self.phase = Phase::Loading {
                    loaded: 0,
                    total: 0,
                }
            }
            Response::Progress { loaded, total } => {
                if matches!(self.phase, Phase::Loading { .. }) {
                    self.phase = Phase::Loading { loaded, total };
                }
            }
            Response::Loaded(model) => self.loaded(model),
            // An answer to an older text would light up the wrong places.
            Response::Recognized { id, analysis } if id == self.requested => {
                self.analysed = id;
                self.run = Some(Run {
                    millis: analysis.millis,
                    wordpieces: analysis.wordpieces,
                });
                self.last = Analysed {
                    text: self.text.clone(),
                    entities: analysis.entities.into(),
                };
                self.entities = self.last.entities.clone();
                self.problem = None;
                self.restarts = 0;
            }
            Response::Failed { id: None, message } if self.model.is_some() => self.keep(message),
            Response::Failed { id: None, message } => self.fail(message),
            Response::Failed {
                id: Some(id),
                message,
            } if id == self.requested => {
                self.problem = Some(Problem {
                    message,
                    retry: true,
                });
            }
            Response::Recognized { .. } | Response::Measured(_) | Response::Failed { .. } => {}
        }
    }

    /// The model in use answers until the new one is there.
    fn choose(&mut self, source: ModelSource) {
        if let ModelSource::Own(own) = &source {
            self.own = Some(own.clone());
        }
        self.source = source;
        self.problem = None;
        match self.phase {
            // It is told what to load once it listens.
            Phase::Starting => (),
            Phase::Failed => self.retry(),
            Phase::Loading { .. } | Phase::Ready => {
                self.load += 1;
                self.phase = Phase::Loading {
                    loaded: 0,
                    total: 0,
                };
            }
        }
    }

    /// Another model could not be loaded: the one in use stays.
    fn keep(&mut self, message: String) {
        self.phase = Phase::Ready;
        self.return_to_used();
        self.tell(message);
    }

    fn return_to_used(&mut self) {
        if let Some(used) = self.used.clone().filter(|used| *used != self.source) {
            self.own = self
                .own
                .take()
                .filter(|own| ModelSource::Own(own.clone()) == used);
            self.source = used;
        }
    }

    fn tell(&mut self, message: String) {
        self.problem = Some(Problem {
            message,
            retry: false,
        });
    }

    fn loaded(&mut self, model: ModelInfo) {
        let weights = &model.weight_sha256;
        let is_another = self.used_weights.replace(weights.clone());
        // What the other model found is not what this one finds.
        if is_another.is_some_and(|used| used != *weights) && !self.text.is_empty() {
            self.requested = self.requested.wrapping_add(1);
        }
        self.used = Some(self.source.clone());
        self.phase = Phase::Ready;
        self.model = Some(model);
        // After a crash the text is analysed again, and only that shows whether all is well.
        if !self.is_pending() {
            self.problem = None;
        }
    }

    fn crashed(&mut self, message: &str) {
        if self.restarts == MAX_RESTARTS {
            self.fail(format!("The recogniser keeps stopping: {message}."));
            return;
        }
        self.problem = Some(Problem {
            message: format!("The recogniser stopped: {message}. A fresh one is starting."),
            retry: false,
        });
        self.restarts += 1;
        if matches!(self.phase, Phase::Loading { .. }) {
            // A model that stops it would stop the next one as well.
            self.return_to_used();
        }
        self.start_worker();
    }

    fn overdue(&mut self, worker: u32) {
        if worker == self.worker && self.phase == Phase::Starting {
            self.fail("The recogniser does not start.".to_owned());
        }
    }

    fn retry(&mut self) {
        self.problem = None;
        if self.phase == Phase::Failed {
            self.restarts = 0;
            self.start_worker();
        } else {
            self.requested = self.requested.wrapping_add(1);
        }
    }

    fn fail(&mut self, message: String) {
        self.phase = Phase::Failed;
        self.model = None;
        self.problem = Some(Problem {
            message,
            retry: true,
        });
    }

    fn start_worker(&mut self) {
        self.phase = Phase::Starting;
        self.model = None;
        self.worker += 1;
    }
}
