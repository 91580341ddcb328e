//! The workers, as the state sees them: how far each is and what it has been asked.

use std::rc::Rc;

use namelight_protocol::{Found, ModelInfo};

use super::document::{Document, Moved};
use super::sentence::SentenceStatus;

/// Bytes of sentences that a worker gets at once. The first are few, about 40 milliseconds of work, so that something is
/// to be seen soon; later ones are more, so that workers seldom wait for the page. A newer edit waits for neither.
const FIRST_BATCH_BYTES: usize = 800;
const BATCH_BYTES: usize = 4_000;

/// Bytes that wait before further workers are started. Fewer are done before they would have read the model.
const CROWD_BYTES: usize = 20_000;

/// More workers than these would take more memory than they are worth.
const MAX_WORKERS: usize = 8;

/// Where a worker and its model stand.
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
    /// Sentences can be analysed.
    Ready,
    /// It is of no use, and only the person can ask for another try.
    Failed,
}

/// Sentences that a worker has been asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceBatch {
    /// The request's number.
    pub id: u32,
    /// The sentences.
    pub sentences: Rc<[Rc<str>]>,
    /// Where each stands in the document, if it still does.
    places: Vec<Option<usize>>,
}

/// A worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkerState {
    /// Which one in its place: a change means a fresh one.
    pub number: u32,
    /// How far it is.
    pub phase: Phase,
    /// What it has been asked, the newest last. It answers the others with what it has.
    batches: Vec<SentenceBatch>,
    /// Grows with every batch.
    last_id: u32,
}

impl WorkerState {
    /// What it is to work on.
    pub fn batch(&self) -> Option<&SentenceBatch> {
        self.batches.last()
    }

    fn is_idle(&self) -> bool {
        self.phase == Phase::Ready && self.batches.is_empty()
    }
}

/// All workers. The first is the one that the page speaks of; further ones come when there is much to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduler {
    /// Each in its place.
    pub workers: Vec<WorkerState>,
    /// Workers that this machine has cores for.
    pub cores: usize,
    /// The model, as the first worker describes it.
    pub model: Option<ModelInfo>,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self {
            workers: vec![WorkerState::default()],
            cores: 1,
            model: None,
        }
    }
}

impl Scheduler {
    /// How far the first worker is.
    pub fn phase(&self) -> Phase {
        self.workers
            .first()
            .map_or(Phase::Failed, |worker| worker.phase)
    }

    /// Gives idle workers sentences that wait, from one on and then from the start; takes on more workers when there is much to do.
    pub fn assign(&mut self, document: &mut Document, from: usize) {
        while let Some(worker) = self.workers.iter_mut().find(|worker| worker.is_idle()) {
            if !ask(worker, document, from) {
                return;
            }
        }
        let room = self.cores.min(MAX_WORKERS);
        if self.phase() == Phase::Ready && document.bytes(SentenceStatus::Waiting) > CROWD_BYTES {
            while self.workers.len() < room {
                self.workers.push(WorkerState::default());
            }
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
        if let Some(batch) = first.batches.last() {
            for place in batch.places.iter().flatten() {
                document.set_status(*place, SentenceStatus::Asked, SentenceStatus::Waiting);
            }
        }
        ask(first, document, from);
    }

    /// Follows an edit: sentences are elsewhere now, or no longer in the text.
    pub fn shift(&mut self, moved: Moved) {
        let batches = self
            .workers
            .iter_mut()
            .flat_map(|worker| &mut worker.batches);
        for place in batches.flat_map(|batch| &mut batch.places) {
            *place = place.and_then(|old| moved.place(old));
        }
    }

    /// Takes an answer; gives the wordpieces and milliseconds that it took. `None` when nobody asked.
    pub fn answer(
        &mut self,
        index: usize,
        id: u32,
        found: Vec<Found>,
        document: &mut Document,
    ) -> Option<(usize, f64)> {
        let batch = self.finish(index, id)?;
        let (mut wordpieces, mut millis) = (0, 0.0);
        let answered = found.len();
        let asked = batch.sentences.iter().zip(&batch.places);
        for (found, (sentence, place)) in found.into_iter().zip(asked) {
            wordpieces += found.wordpieces;
            millis += found.millis;
            match place {
                Some(place) => document.learn(*place, found.entities),
                None => document.remember(sentence, found.entities),
            }
        }
        for place in batch.places[answered.min(batch.places.len())..]
            .iter()
            .flatten()
        {
            self.unask(*place, document);
        }
        Some((wordpieces, millis))
    }

    /// Gives up what a worker was asked under this number. `None` when nobody asked.
    pub fn give_up(&mut self, index: usize, id: u32, document: &mut Document) -> Option<()> {
        let batch = self.finish(index, id)?;
        for place in batch.places.iter().flatten() {
            document.set_status(*place, SentenceStatus::Asked, SentenceStatus::Abandoned);
        }
        Some(())
    }

    /// Sends all but the first worker home.
    pub fn stop_secondary(&mut self, document: &mut Document) {
        for worker in self.workers.split_off(1.min(self.workers.len())) {
            self.abandon(&worker, document);
        }
    }

    /// Forgets what the first worker was asked: it answers for the model before.
    pub fn forget_requests(&mut self) {
        if let Some(worker) = self.workers.first_mut() {
            worker.batches.clear();
        }
    }

    /// Puts a fresh worker in the place of one that is lost.
    pub fn replace(&mut self, index: usize, document: &mut Document) {
        let Some(worker) = self.workers.get_mut(index) else {
            return;
        };
        let fresh = WorkerState {
            number: worker.number.wrapping_add(1),
            ..WorkerState::default()
        };
        let lost = std::mem::replace(worker, fresh);
        self.abandon(&lost, document);
        if index == 0 {
            self.model = None;
        }
    }

    /// What a worker was asked waits again.
    fn abandon(&self, worker: &WorkerState, document: &mut Document) {
        let batches = worker.batches.iter();
        for place in batches.flat_map(|batch| batch.places.iter().flatten()) {
            self.unask(*place, document);
        }
    }

    /// A sentence that a worker did not come to waits again, unless another one has been asked.
    fn unask(&self, place: usize, document: &mut Document) {
        let mut batches = self.workers.iter().flat_map(|worker| &worker.batches);
        if !batches.any(|batch| batch.places.contains(&Some(place))) {
            document.set_status(place, SentenceStatus::Asked, SentenceStatus::Waiting);
        }
    }

    fn finish(&mut self, index: usize, id: u32) -> Option<SentenceBatch> {
        let batches = &mut self.workers.get_mut(index)?.batches;
        let at = batches.iter().position(|batch| batch.id == id)?;
        Some(batches.remove(at))
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
    worker.last_id += 1;
    worker.batches.push(SentenceBatch {
        id: worker.last_id,
        sentences: places
            .iter()
            .map(|place| document.sentence_text(*place).into())
            .collect(),
        places: places.into_iter().map(Some).collect(),
    });
    true
}

#[cfg(test)]
#[path = "scheduler_tests.rs"]
mod tests;
