//! Who is asked what: sentences go to idle workers in small batches, from those in the viewport on.
//!
//! What was just typed overtakes what the first worker does. A long text brings further workers, one a core. All of it is
//! decided here, without a browser; `workers/pool.rs` makes it so.

use namelight_protocol::{Found, ModelInfo};

use super::document::{Document, Moved};
use super::failures::SILENT_CHECKS;
use super::findings::Findings;
use super::sentence::SentenceStatus;
use super::worker_state::{Phase, SentenceBatch, Work, WorkerState};

/// Bytes of sentences that a worker gets at once. The first are few, about 40 milliseconds of work, so that something is
/// to be seen soon; later ones are more, so that workers seldom wait for the page. A newer edit waits for neither.
const FIRST_BATCH_BYTES: usize = 800;
const BATCH_BYTES: usize = 4_000;

/// Bytes that wait before further workers are started. Fewer are done before those would have read the model.
const SECONDARY_BYTES: usize = 20_000;

/// More workers than these would take more memory than they are worth.
const MAX_WORKERS: usize = 8;

/// All workers. The first is the one that the page speaks of; secondary ones come when there is much to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduler {
    /// Each worker in its place.
    pub workers: Vec<WorkerState>,
    /// How many workers this machine has cores for.
    pub cores: usize,
    /// The model, as the first worker describes it.
    pub model: Option<ModelInfo>,
    /// Whether one core is left to the page, where there are several.
    pub spares_core: bool,
    /// Checks that a worker with a model may be silent for.
    pub(super) silent_checks: u32,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self {
            workers: vec![WorkerState::default()],
            cores: 1,
            model: None,
            spares_core: false,
            silent_checks: SILENT_CHECKS,
        }
    }
}

impl Scheduler {
    /// How far the first worker is.
    pub fn phase(&self) -> Phase {
        let first = self.workers.first();
        first.map_or(Phase::Failed, |worker| worker.phase)
    }

    /// Gives idle workers sentences that wait, from one on and then from the start; starts secondary workers when there is
    /// much to do.
    pub fn assign(&mut self, document: &mut Document, from: usize) {
        let at_work = match self.spares_core {
            true => self.cores.saturating_sub(1).max(1),
            false => self.workers.len(),
        };
        let idle = |worker: &&mut WorkerState| worker.is_idle();
        while let Some(worker) = self.workers.iter_mut().take(at_work).find(idle) {
            if !ask(worker, document, from) {
                return;
            }
        }
        let room = self.cores.min(MAX_WORKERS);
        let is_long = document.bytes(SentenceStatus::Waiting) > SECONDARY_BYTES;
        if self.phase() == Phase::Ready && is_long && self.workers.len() < room {
            self.workers.resize_with(room, WorkerState::default);
        }
    }

    /// Lets the first worker drop what it does, so that sentences from this one on come first.
    pub fn overtake(&mut self, document: &mut Document, from: usize) {
        let is_idle = self.workers.iter().any(WorkerState::is_idle);
        let Some(first) = self.workers.first_mut() else {
            return;
        };
        if is_idle || first.phase != Phase::Ready {
            return;
        }
        // A batch that was overtaken already will be answered soon.
        if let Some(batch) = first.batch() {
            for place in batch.places.iter().flatten() {
                document.set_status(*place, SentenceStatus::Asked, SentenceStatus::Waiting);
            }
        }
        ask(first, document, from);
    }

    /// Follows an edit: sentences are elsewhere now, or no longer in the text.
    pub fn shift(&mut self, moved: Moved) {
        let batches = self.workers.iter_mut().flat_map(WorkerState::batches_mut);
        for place in batches.flat_map(|batch| &mut batch.places) {
            *place = place.and_then(|old| moved.place(old));
        }
    }

    /// Takes the answer to a batch; gives the wordpieces and milliseconds that it took.
    pub fn answer(
        &self,
        batch: &SentenceBatch,
        found: Vec<Found>,
        document: &mut Document,
    ) -> (usize, f64) {
        let (mut wordpieces, mut millis) = (0, 0.0);
        let answered = found.len();
        let asked = batch.sentences.iter().zip(&batch.places);
        for (found, (sentence, place)) in found.into_iter().zip(asked) {
            wordpieces += found.wordpieces;
            millis += found.millis;
            let findings = Findings::new(found.entities, found.with_recall_bias);
            match place {
                Some(place) => document.learn(*place, findings),
                None => document.remember(sentence, findings),
            }
        }
        self.unask(&batch.places[answered.min(batch.places.len())..], document);
        (wordpieces, millis)
    }

    /// Gives up a batch that could not be analysed.
    pub fn give_up(&self, batch: &SentenceBatch, document: &mut Document) {
        self.unask(&batch.places, document);
        for place in batch.places.iter().flatten() {
            document.set_status(*place, SentenceStatus::Waiting, SentenceStatus::Abandoned);
        }
    }

    /// Stops all workers but the first.
    pub fn stop_secondary(&mut self, document: &mut Document) {
        for worker in self.workers.split_off(1.min(self.workers.len())) {
            self.abandon(&worker, document);
        }
    }

    /// Puts a fresh worker in the place of one that is lost; gives the lost one.
    pub fn replace(&mut self, place: usize, document: &mut Document) -> Option<WorkerState> {
        let worker = self.workers.get_mut(place)?;
        let successor = worker.successor();
        let lost = std::mem::replace(worker, successor);
        self.abandon(&lost, document);
        if place == 0 {
            self.model = None;
        }
        Some(lost)
    }

    /// The sentences that a worker was asked about wait again.
    fn abandon(&self, worker: &WorkerState, document: &mut Document) {
        for batch in worker.batches() {
            self.unask(&batch.places, document);
        }
    }

    /// Sentences that a worker did not come to wait again, unless another request is about them.
    fn unask(&self, places: &[Option<usize>], document: &mut Document) {
        for place in places.iter().flatten() {
            let mut batches = self.workers.iter().flat_map(WorkerState::batches);
            if !batches.any(|batch| batch.places.contains(&Some(*place))) {
                document.set_status(*place, SentenceStatus::Asked, SentenceStatus::Waiting);
            }
        }
    }
}

/// Asks a worker about sentences that wait, from one on and then from the start. False when none waits.
fn ask(worker: &mut WorkerState, document: &mut Document, from: usize) -> bool {
    let room = match document.has(SentenceStatus::Known) {
        true => BATCH_BYTES,
        false => FIRST_BATCH_BYTES,
    };
    let sentences = document.sentences();
    let from = from.min(sentences.len());
    let waits = |index: &usize| sentences[*index].status == SentenceStatus::Waiting;
    let mut bytes = 0;
    let fits = |index: &usize| {
        let span = sentences[*index].span;
        let is_first = bytes == 0;
        bytes += span.end - span.start;
        is_first || bytes <= room
    };
    let order = (from..sentences.len()).chain(0..from);
    let places: Vec<usize> = order.filter(waits).take_while(fits).collect();
    if places.is_empty() {
        return false;
    }
    for place in &places {
        document.set_status(*place, SentenceStatus::Waiting, SentenceStatus::Asked);
    }
    let sentences = places
        .iter()
        .map(|place| document.sentence_text(*place).into());
    worker.ask(Work::Recognize(SentenceBatch {
        sentences: sentences.collect(),
        places: places.into_iter().map(Some).collect(),
    }));
    true
}

#[cfg(test)]
#[path = "scheduler_tests.rs"]
mod tests;
