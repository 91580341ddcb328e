//! What the page knows: one state, changed by actions alone. Nothing here needs a browser.
//!
//! [`State::after`] is the state after an [`Action`]. [`Document`] is the text in sentences with what is known of each,
//! [`Scheduler`] decides which worker is asked what, [`ModelChoice`] which model they use, and `failures.rs` what happens
//! when one of them fails. `workers/engine.rs` holds the state and lets workers and page follow it.

mod block_content;
mod blocks;
mod carry_over;
mod document;
mod explanations;
mod failures;
mod findings;
mod model_choice;
mod opened_texts;
mod recently_removed;
mod resplit;
mod scheduler;
mod segments;
mod sentence;
mod view;
mod worker_state;

#[cfg(test)]
pub(crate) mod tests;

use std::rc::Rc;

use namelight_masking::{Entry, List};
use namelight_protocol::{Found, ModelInfo, Response, VERSION};
use namelight_text::Entity;

use crate::models::ModelSource;

pub use block_content::BlockContent;
pub use blocks::Block;
pub use document::Document;
pub use explanations::{Explained, Explanations};
pub use failures::{CHECK_MILLIS, OTHER_VERSION};
pub use findings::Findings;
pub use model_choice::ModelChoice;
pub use opened_texts::{OpenedText, OpenedTexts};
pub use scheduler::Scheduler;
pub use segments::{Segment, segments};
pub use sentence::{Sentence, SentenceStatus};
pub use view::{Change, Filter, View};
pub use worker_state::{OpenRequest, Phase, SentenceBatch, Work, WorkerState};

/// How much of a text too long for a field is taken at once: just more than a field takes, and then in parts of this
/// size.
const FIRST_BYTES: usize = document::FIELD_BYTES + 4;
const PART_BYTES: usize = 64_000;

/// For so many milliseconds after a key the page has a core for itself: the next key comes soon.
const TYPING_MILLIS: f64 = 1_500.0;

/// While more bytes than these wait, not every answer is shown at once.
const LONG_RUN_BYTES: usize = 10_000;

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

/// All that the page knows of text and recognizer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The text, and what is known of it.
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
    /// What the model thinks of single sentences.
    pub explanations: Explanations,
    /// Whether the person has stopped the analysis of this text.
    pub stopped: bool,
    /// When the person last typed within a text.
    typed_at: Option<f64>,
    /// The rest of a long text, which is still to come.
    rest: Option<Rc<str>>,
    /// The analysis that goes on, with the time of its first question.
    current: Option<(f64, Run)>,
}

/// Something that changes the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text is now this.
    Typed(String),
    /// The next part of a long text.
    AppendNextPart,
    /// This machine has so many cores.
    Cores(usize),
    /// This byte of the text is the first in the viewport.
    Scrolled(usize),
    /// The worker in this place answered.
    Received(usize, Response),
    /// The worker in this place is lost.
    Crashed(usize, String),
    /// It is time to look for workers that hang.
    CheckWorkers,
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
    /// The person's own list of what is always a name and what never is now this.
    SetList(Rc<List>),
    /// The person corrects this text: something in it is a name, or is none.
    Correct(Entry),
    /// The person takes all corrections of this text back.
    ForgetCorrections,
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
        self.rest.is_some()
    }

    /// Whether a worker owes an answer, so that [`Action::CheckWorkers`] is due every [`CHECK_MILLIS`].
    pub fn awaits_workers(&self) -> bool {
        self.scheduler.workers.iter().any(WorkerState::is_busy)
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
        let filter = &next.view.filter;
        next.document
            .set_extent(filter.point.recall_bias, filter.fixed_forms);
        let is_recent = |at: f64| now - at < TYPING_MILLIS;
        next.scheduler.spares_core = next.typed_at.is_some_and(is_recent);
        let first = next.document.sentence_at(next.view.first_visible);
        next.scheduler.assign(&mut next.document, first);
        if let Some(worker) = next.scheduler.workers.first_mut() {
            next.explanations.ask(worker);
        }
        next.keep_time(now);
        next
    }

    fn apply(&mut self, action: Action, now: f64) {
        match action {
            Action::Typed(text) => self.typed(text, now),
            Action::AppendNextPart => self.append_next_part(),
            Action::Cores(cores) => self.scheduler.cores = cores.max(1),
            Action::Scrolled(byte) => self.view.first_visible = byte,
            Action::Received(worker, response) => self.received(worker, response, now),
            Action::Crashed(worker, message) => self.crashed(worker, &message),
            Action::CheckWorkers => self.check_workers(),
            Action::Retry => self.retry(),
            Action::Choose(source) => self.choose(source),
            Action::Refused(message) => self.tell(message),
            Action::Stop => self.stop(),
            Action::Resume => self.resume(),
            Action::ChangeView(change) => {
                self.view.apply(change);
                if let Some((_, sentence)) = self.selected() {
                    self.explanations
                        .want(&self.document.sentence_text(sentence).into());
                }
            }
            Action::Explain(sentence) => self.explanations.want(&sentence),
            Action::SetList(list) => self.document.set_list(list),
            Action::Correct(entry) => {
                let corrections = self.document.corrections().with(entry);
                self.document.set_corrections(corrections);
            }
            Action::ForgetCorrections => self.document.set_corrections(List::default()),
        }
    }

    fn typed(&mut self, text: String, now: f64) {
        if *text == **self.document.text() && self.rest.is_none() {
            return;
        }
        self.rest = None;
        self.stopped = false;
        if Document::is_for_a_field(&text) {
            self.edit(text, now);
            return;
        }
        let first = text.floor_char_boundary(FIRST_BYTES);
        self.rest = Some(text[first..].into());
        self.edit(text[..first].to_owned(), now);
    }

    fn append_next_part(&mut self) {
        let Some(rest) = self.rest.take() else {
            return;
        };
        let next = rest.floor_char_boundary(PART_BYTES);
        let text = [self.document.text(), &rest[..next]].concat();
        let rest = &rest[next..];
        self.rest = (!rest.is_empty()).then(|| rest.into());
        let (document, moved) = self.document.edited(text);
        self.document = document;
        self.scheduler.shift(moved);
        if self.stopped {
            self.stop();
        }
    }

    fn edit(&mut self, text: String, now: f64) {
        let is_empty = text.is_empty();
        let (document, moved) = self.document.edited(text);
        self.document = document;
        // A whole new text is pasted or opened.
        if moved.before + moved.behind > 0 {
            self.typed_at = Some(now);
        }
        if is_empty {
            // What comes next is another text.
            self.document.set_corrections(List::default());
        }
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

    fn stop(&mut self) {
        self.stopped = true;
        self.document
            .replace_status(SentenceStatus::Waiting, SentenceStatus::Abandoned);
    }

    fn resume(&mut self) {
        self.stopped = false;
        self.document
            .replace_status(SentenceStatus::Abandoned, SentenceStatus::Waiting);
    }

    fn received(&mut self, place: usize, response: Response, now: f64) {
        let Some(worker) = self.scheduler.workers.get_mut(place) else {
            return;
        };
        worker.silent_checks = 0;
        if let Response::Progress {
            request,
            loaded,
            total,
        } = response
        {
            return worker.progress(request, loaded, total);
        }
        let Some(request) = response.request() else {
            return self.ready(place, &response);
        };
        let Some(work) = worker.finish(request) else {
            // Nobody waits for the answer any more.
            return;
        };
        match (work, response) {
            (Work::Load(source), Response::Loaded { model, .. }) => {
                self.loaded(place, source, model)
            }
            (Work::Recognize(batch), Response::Recognized { found, .. }) => {
                worker.crashes = 0;
                self.recognized(&batch, found, now);
            }
            (Work::Explain(sentence), Response::Explained { explanation, .. }) => {
                worker.crashes = 0;
                self.explanations.put(sentence, Ok(Rc::new(explanation)));
            }
            (work, Response::Failed { kind, message, .. }) => {
                self.failed(place, work, kind, message)
            }
            (Work::Ping, _) => (),
            _ => self.crashed(place, "it answered something else than it was asked"),
        }
    }

    /// A worker listens; if it speaks the page's language it is told what to load.
    fn ready(&mut self, place: usize, response: &Response) {
        if *response == (Response::Ready { version: VERSION }) {
            self.scheduler.workers[place].load(self.model_choice.source.clone());
        } else {
            self.fail_worker(place, OTHER_VERSION.to_owned());
        }
    }

    fn recognized(&mut self, batch: &SentenceBatch, found: Vec<Found>, now: f64) {
        let (wordpieces, millis) = self.scheduler.answer(batch, found, &mut self.document);
        // What an overtaken question still brings when all is known belongs to no run.
        if let Some((start, run)) = &mut self.current {
            run.wordpieces += wordpieces;
            run.millis += millis;
            run.elapsed = now - *start;
        }
        let is_open =
            |problem: &Problem| problem.retry && self.document.has(SentenceStatus::Abandoned);
        if self.scheduler.phase() != Phase::Failed && !self.problem.as_ref().is_some_and(is_open) {
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
}
