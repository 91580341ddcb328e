//! What happens when a request fails, and when a worker is lost. Either concerns one worker alone.

use namelight_protocol::FailureKind;

use super::worker_state::{Phase, Work, WorkerState};
use super::{Problem, State};
use crate::models::ModelSource;

/// Fresh workers in a row in one place, without an answer in between, before the page gives that place up.
const MAX_RESTARTS: u32 = 3;

/// What is told of a worker whose code is older or newer than the page's.
pub const OTHER_VERSION: &str =
    "The page and its recogniser are of different versions; load the page again.";

/// Milliseconds between two checks of the workers that owe an answer.
pub const CHECK_MILLIS: u32 = 1_000;

/// Checks after which a worker that has not said that it listens will not. Its code is fetched within this time.
const MAX_CHECKS_TO_START: u32 = 60;

/// Checks after which a worker that says nothing while it loads a model hangs. A slow device may take long to pack weights.
const MAX_SILENT_CHECKS_TO_LOAD: u32 = 120;

/// Checks after which a worker with a model that answers nothing hangs: it is found within 5 seconds. It looks for messages
/// between two windows of a text. A slow device may take longer for one window of a large model, so each time that a worker
/// is given up the next one is given twice as many.
pub(super) const SILENT_CHECKS: u32 = 3;
const MAX_SILENT_CHECKS: u32 = 120;

impl State {
    /// A request failed; the worker goes on.
    pub(super) fn failed(&mut self, place: usize, work: Work, kind: FailureKind, message: String) {
        let message = match kind {
            FailureKind::Internal => format!("Namelight made a mistake: {message}"),
            _ => message,
        };
        match work {
            Work::Load(_) => self.failed_to_load(place, message),
            Work::Recognize(batch) => {
                self.scheduler.give_up(&batch, &mut self.document);
                self.ask_for_retry(message);
            }
            Work::Explain(sentence) => self.explanations.put(sentence, Err(message.into())),
            Work::Ping => (),
        }
    }

    fn failed_to_load(&mut self, place: usize, message: String) {
        if self.scheduler.workers[place].is_loading() {
            // A newer choice is on its way.
            return;
        }
        if place > 0 {
            self.fail_worker(place, message);
        } else if self.scheduler.model.is_some() {
            self.scheduler.workers[0].phase = Phase::Ready;
            self.model_choice.go_back();
            self.tell(message);
        } else if self.model_choice.source != ModelSource::default() {
            // One that was chosen in an earlier visit may be gone since.
            self.choose(ModelSource::default());
            self.tell(message);
        } else {
            self.fail_worker(0, message);
        }
    }

    /// A worker trapped, could not be started or does not answer: a fresh one takes its place.
    pub(super) fn crashed(&mut self, place: usize, message: &str) {
        let Some(worker) = self.scheduler.workers.get_mut(place) else {
            return;
        };
        worker.crashes += 1;
        if worker.crashes > MAX_RESTARTS {
            return self.fail_worker(place, format!("The recogniser keeps stopping: {message}."));
        }
        // The others do the work of a secondary worker, so nobody needs to hear of it.
        if place == 0 {
            if worker.is_loading() {
                // A model that stops it would stop the next one as well.
                self.model_choice.go_back();
            }
            self.tell(format!(
                "The recogniser stopped: {message}. A fresh one is starting."
            ));
        }
        self.replace_worker(place, message);
    }

    /// Looks for workers that owe an answer and have not been heard for long.
    pub(super) fn check_workers(&mut self) {
        for place in 0..self.scheduler.workers.len() {
            let worker = &mut self.scheduler.workers[place];
            if !worker.is_busy() {
                continue;
            }
            worker.silent_checks += 1;
            let checks = worker.silent_checks;
            let patience = match worker.is_loading() {
                true => MAX_SILENT_CHECKS_TO_LOAD,
                false => self.scheduler.silent_checks,
            };
            if worker.phase == Phase::Starting {
                if checks > MAX_CHECKS_TO_START {
                    self.fail_worker(place, "The recogniser does not start.".to_owned());
                }
            } else if checks > patience {
                if !worker.is_loading() {
                    self.scheduler.silent_checks = (2 * patience).min(MAX_SILENT_CHECKS);
                }
                self.crashed(place, "it does not answer any more");
            } else if !worker.is_asked(|work| *work == Work::Ping) {
                worker.ask(Work::Ping);
            }
        }
    }

    /// The person wants another try.
    pub(super) fn retry(&mut self) {
        self.problem = None;
        self.resume();
        for place in 0..self.scheduler.workers.len() {
            if self.scheduler.workers[place].phase == Phase::Failed {
                self.scheduler.workers[place].crashes = 0;
                self.scheduler.replace(place, &mut self.document);
            }
        }
    }

    /// A worker is of no use. Without the first one it is up to the person to try again; the others can be done without.
    pub(super) fn fail_worker(&mut self, place: usize, message: String) {
        self.replace_worker(place, &message);
        self.scheduler.workers[place].phase = Phase::Failed;
        if place == 0 {
            self.ask_for_retry(message);
        }
    }

    fn replace_worker(&mut self, place: usize, reason: &str) {
        let lost = self.scheduler.replace(place, &mut self.document);
        // A sentence that stopped one worker might stop the next one as well.
        for request in lost.iter().flat_map(WorkerState::requests) {
            if let Work::Explain(sentence) = &request.work {
                self.explanations.put(sentence.clone(), Err(reason.into()));
            }
        }
    }

    pub(super) fn tell(&mut self, message: String) {
        let retry = false;
        self.problem = Some(Problem { message, retry });
    }

    fn ask_for_retry(&mut self, message: String) {
        let retry = true;
        self.problem = Some(Problem { message, retry });
    }
}

#[cfg(test)]
#[path = "failures_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "silent_workers_tests.rs"]
mod silent_workers_tests;
