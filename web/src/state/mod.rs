//! What the page knows: one state, changed by actions alone. Nothing here needs a browser.

mod block_content;
mod blocks;
mod carry_over;
mod document;
mod model_choice;
mod recently_removed;
mod resplit;
mod scheduler;
mod segments;
mod sentence;
mod view;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::rc::Rc;

use namelight_protocol::{Explanation, ModelInfo, Response};
use namelight_text::Entity;

use crate::models::ModelSource;

pub use block_content::BlockContent;
pub use blocks::Block;
pub use document::Document;
pub use model_choice::ModelChoice;
pub use scheduler::{Phase, Scheduler, SentenceBatch, WorkerState};
pub use segments::{Segment, segments};
pub use sentence::{Sentence, SentenceStatus};
pub use view::{Change, Filter, View};

/// Fresh workers in a row, without an answer in between, before the page asks the person.
pub const MAX_RESTARTS: u32 = 3;

/// How much of a text too long for a field is taken at once: just more than a field takes, and then in parts of this
/// size.
const FIRST_BYTES: usize = document::FIELD_BYTES + 4;
const FEED_BYTES: usize = 64_000;

/// Bytes that wait while not every answer is shown at once.
const LONG_RUN_BYTES: usize = 10_000;

/// Explanations that are kept.
const MAX_EXPLANATIONS: usize = 200;

/// Something the person must be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Whether trying again is up to the person.
    pub retry: bool,
}

/// What an analysis took, from an edit until everything was known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Run {
    /// Milliseconds of computing, of all workers together.
    pub millis: f64,
    /// Wordpieces run through the model.
    pub wordpieces: usize,
    /// Milliseconds from the first question to the last answer.
    pub elapsed: f64,
}

/// All that the page knows of text and recogniser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The text and what is known of it.
    pub document: Document,
    /// The workers.
    pub scheduler: Scheduler,
    /// The model that is asked for.
    pub model_choice: ModelChoice,
    /// How many edits there have been.
    pub edits: u32,
    /// What the last analysis took.
    pub run: Option<Run>,
    /// What is wrong, if something is.
    pub problem: Option<Problem>,
    /// What the person looks at and how.
    pub view: View,
    /// Sentences that the model is to explain.
    pub questions: Rc<[Rc<str>]>,
    /// What it said, by sentence.
    pub explanations: Rc<HashMap<String, Rc<Explanation>>>,
    /// What is still to come of a long text.
    coming: Option<Rc<str>>,
    /// The analysis that goes on, with the time of its first question.
    current: Option<(f64, Run)>,
    restarts: u32,
}

/// What changes the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text is now this.
    Typed(String),
    /// The next part of a long text.
    AppendNextPart,
    /// So many workers can run side by side.
    Cores(usize),
    /// This byte of the text is the first that is to be seen.
    Scrolled(usize),
    /// The worker in this place answered.
    Received(usize, Response),
    /// The worker in this place is lost.
    Crashed(usize, String),
    /// The worker in this place, of this number, had its time to start.
    StartOverdue(usize, u32),
    /// The person wants another try.
    Retry,
    /// The person wants this model.
    Choose(ModelSource),
    /// What the person opened is no model, for this reason.
    Refused(String),
    /// The person does not want to wait for the rest.
    Stop,
    /// The person wants the rest after all.
    Resume,
    /// The person looks at something else.
    ChangeView(Change),
    /// The person wants to know what the model thinks of a sentence.
    Explain(Rc<str>),
}

impl State {
    /// The model in use.
    pub fn model(&self) -> Option<&ModelInfo> {
        self.scheduler.model.as_ref()
    }

    /// Whether something has not been analysed yet and will be.
    pub fn is_pending(&self) -> bool {
        self.document.has(SentenceStatus::Waiting)
            || self.document.has(SentenceStatus::Asked)
            || self.has_more_to_come()
    }

    /// Whether more of a long text is to come, with [`Action::AppendNextPart`]: all at once it would keep the page from
    /// answering.
    pub fn has_more_to_come(&self) -> bool {
        self.coming.is_some()
    }

    /// Whether so much is to be done that not every answer has to be shown at once.
    pub fn is_long_run(&self) -> bool {
        self.document.bytes(SentenceStatus::Waiting) > LONG_RUN_BYTES
    }

    /// The name whose details are open, and the index of its sentence.
    pub fn selected(&self) -> Option<(Entity, usize)> {
        let span = self.view.selected?;
        let index = self.document.sentence_at(span.start);
        let mut entities = self.document.entities_in(index);
        let entity = entities.find(|entity| entity.span == span)?;
        Some((entity, index))
    }

    /// The state after an action at a time, in milliseconds from any moment on.
    pub fn after(&self, action: Action, now: f64) -> Self {
        let mut next = self.clone();
        next.apply(action, now);
        let first = next.document.sentence_at(next.view.seen);
        next.scheduler.assign(&mut next.document, first);
        next.keep_time(now);
        next
    }

    fn apply(&mut self, action: Action, now: f64) {
        match action {
            Action::Typed(text) => self.typed(text),
            Action::AppendNextPart => self.append_next_part(),
            Action::Cores(cores) => self.scheduler.cores = cores.max(1),
            Action::Scrolled(byte) => self.view.seen = byte,
            Action::Received(worker, response) => self.received(worker, response, now),
            Action::Crashed(worker, message) => self.crashed(worker, &message),
            Action::StartOverdue(worker, number) => self.overdue(worker, number),
            Action::Retry => self.retry(),
            Action::Choose(source) => self.choose(source),
            Action::Refused(message) => self.tell(message),
            Action::Stop => self
                .document
                .replace_status(SentenceStatus::Waiting, SentenceStatus::Abandoned),
            Action::Resume => self
                .document
                .replace_status(SentenceStatus::Abandoned, SentenceStatus::Waiting),
            Action::ChangeView(change) => {
                self.view.apply(change);
                if let Some((_, sentence)) = self.selected() {
                    self.explain(&self.document.sentence_text(sentence).into());
                }
            }
            Action::Explain(sentence) => self.explain(&sentence),
        }
    }

    fn typed(&mut self, text: String) {
        if *text == **self.document.text() && self.coming.is_none() {
            return;
        }
        self.coming = None;
        if Document::is_for_a_field(&text) {
            self.edit(text);
            return;
        }
        let first = text.floor_char_boundary(FIRST_BYTES);
        self.coming = Some(text[first..].into());
        self.edit(text[..first].to_owned());
    }

    fn append_next_part(&mut self) {
        let Some(coming) = self.coming.take() else {
            return;
        };
        let next = coming.floor_char_boundary(FEED_BYTES);
        let text = [self.document.text(), &coming[..next]].concat();
        let rest = &coming[next..];
        self.coming = (!rest.is_empty()).then(|| rest.into());
        let is_stopped = self.document.has(SentenceStatus::Abandoned);
        let (document, moved) = self.document.edited(text);
        self.document = document;
        self.scheduler.shift(moved);
        if is_stopped {
            self.document
                .replace_status(SentenceStatus::Waiting, SentenceStatus::Abandoned);
        }
    }

    fn edit(&mut self, text: String) {
        let (document, moved) = self.document.edited(text);
        self.document = document;
        self.edits = self.edits.wrapping_add(1);
        self.scheduler.shift(moved);
        self.view.selected = None;
        // What was just typed comes first, even where many other sentences wait.
        let edited = moved.before;
        let waits = |sentence: &Sentence| sentence.status == SentenceStatus::Waiting;
        if self.document.sentences().get(edited).is_some_and(waits) {
            self.scheduler.overtake(&mut self.document, edited);
        }
    }

    fn received(&mut self, worker: usize, response: Response, now: f64) {
        match response {
            Response::Ready => self.set_phase(
                worker,
                Phase::Loading {
                    loaded: 0,
                    total: 0,
                },
            ),
            Response::Progress { loaded, total } => {
                let phase = self
                    .scheduler
                    .workers
                    .get(worker)
                    .map(|worker| worker.phase);
                if matches!(phase, Some(Phase::Loading { .. })) {
                    self.set_phase(worker, Phase::Loading { loaded, total });
                }
            }
            Response::Loaded(model) => self.loaded(worker, model),
            Response::Recognized { id, found } => {
                let Self {
                    scheduler,
                    document,
                    ..
                } = self;
                if let Some((wordpieces, millis)) = scheduler.answer(worker, id, found, document) {
                    self.answered(wordpieces, millis, now);
                }
            }
            Response::Explained(explanation) => self.explained(explanation),
            Response::Measured(_) => {}
            Response::Failed { id: None, message } => self.failed(worker, message),
            Response::Failed {
                id: Some(id),
                message,
            } => {
                if self
                    .scheduler
                    .give_up(worker, id, &mut self.document)
                    .is_some()
                {
                    self.problem = Some(Problem {
                        message,
                        retry: true,
                    });
                }
            }
        }
    }

    fn set_phase(&mut self, worker: usize, phase: Phase) {
        if let Some(worker) = self.scheduler.workers.get_mut(worker) {
            worker.phase = phase;
        }
    }

    fn loaded(&mut self, worker: usize, model: ModelInfo) {
        self.set_phase(worker, Phase::Ready);
        if worker > 0 {
            return;
        }
        if self.model_choice.is_another(&model) {
            self.scheduler.forget_requests();
            self.document.forget();
            self.explanations = Rc::default();
        }
        self.scheduler.model = Some(model);
        // After a crash the text is analysed again, and only that shows whether all is well.
        if !self.is_pending() {
            self.problem = None;
        }
    }

    fn answered(&mut self, wordpieces: usize, millis: f64, now: f64) {
        // What an overtaken question still brings when all is known belongs to no run.
        if let Some((start, run)) = &mut self.current {
            run.wordpieces += wordpieces;
            run.millis += millis;
            run.elapsed = now - *start;
        }
        self.restarts = 0;
        if !self.document.has(SentenceStatus::Abandoned) {
            self.problem = None;
        }
    }

    /// An analysis begins with the first question, and is told when nothing is left to do.
    fn keep_time(&mut self, now: f64) {
        if self.document.has(SentenceStatus::Asked) {
            self.current.get_or_insert((now, Run::default()));
        } else if !self.document.has(SentenceStatus::Waiting)
            && let Some((_, run)) = self.current.take()
        {
            self.run = Some(run);
        }
    }

    fn failed(&mut self, worker: usize, message: String) {
        if worker == 0 && self.scheduler.model.is_some() {
            self.keep_model(message);
        } else if worker == 0 && self.model_choice.source != ModelSource::default() {
            // One that was chosen in an earlier visit may be gone since.
            self.choose(ModelSource::default());
            self.tell(message);
        } else if worker == 0 {
            self.fail(message);
        } else {
            // The others can do without it.
            self.set_phase(worker, Phase::Failed);
        }
    }

    fn crashed(&mut self, worker: usize, message: &str) {
        if self.restarts == MAX_RESTARTS {
            self.fail(format!("The recogniser keeps stopping: {message}."));
            return;
        }
        self.problem = Some(Problem {
            message: format!("The recogniser stopped: {message}. A fresh one is starting."),
            retry: false,
        });
        self.restarts += 1;
        let phase = self
            .scheduler
            .workers
            .get(worker)
            .map(|worker| worker.phase);
        if matches!(phase, Some(Phase::Loading { .. })) {
            // A model that stops it would stop the next one as well.
            self.model_choice.go_back();
        }
        self.scheduler.replace(worker, &mut self.document);
    }

    fn overdue(&mut self, worker: usize, number: u32) {
        let is_late =
            |worker: &WorkerState| worker.number == number && worker.phase == Phase::Starting;
        if self.scheduler.workers.get(worker).is_some_and(is_late) {
            self.failed(worker, "The recogniser does not start.".to_owned());
        }
    }

    fn retry(&mut self) {
        self.problem = None;
        self.document
            .replace_status(SentenceStatus::Abandoned, SentenceStatus::Waiting);
        if self.scheduler.phase() == Phase::Failed {
            self.restarts = 0;
            self.scheduler.replace(0, &mut self.document);
        }
    }

    fn fail(&mut self, message: String) {
        self.scheduler.replace(0, &mut self.document);
        self.set_phase(0, Phase::Failed);
        self.problem = Some(Problem {
            message,
            retry: true,
        });
    }

    fn explain(&mut self, sentence: &Rc<str>) {
        let known = self.explanations.contains_key(&**sentence);
        if known || self.questions.contains(sentence) {
            return;
        }
        self.questions = self.questions.iter().chain([sentence]).cloned().collect();
    }

    fn explained(&mut self, explanation: Explanation) {
        let sentence = explanation.sentence.clone();
        let others = self
            .questions
            .iter()
            .filter(|question| ***question != *sentence);
        self.questions = others.cloned().collect();
        let explanations = Rc::make_mut(&mut self.explanations);
        if explanations.len() >= MAX_EXPLANATIONS {
            explanations.clear();
        }
        explanations.insert(sentence, Rc::new(explanation));
    }
}
