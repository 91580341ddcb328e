//! A worker as the state sees it: how far it is, and which requests it has not answered.

use std::rc::Rc;

use namelight_protocol::RequestId;

use crate::models::ModelSource;

/// Where a worker and its model stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Phase {
    /// The worker has not said that it listens.
    #[default]
    Starting,
    /// The model is being fetched and read.
    Loading {
        /// Bytes that have arrived.
        loaded: u64,
        /// Bytes of all files; 0 as long as that is not known.
        total: u64,
    },
    /// Sentences can be analysed.
    Ready,
    /// The worker is of no use, and only the person can ask for another try.
    Failed,
}

impl Phase {
    /// Nothing of the model has arrived.
    pub const LOADING: Self = Self::Loading {
        loaded: 0,
        total: 0,
    };
}

/// A request that a worker has not answered.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRequest {
    /// Its number.
    pub id: RequestId,
    /// What the worker was asked to do.
    pub work: Work,
}

/// What a worker is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Load this model.
    Load(ModelSource),
    /// Find the entities of these sentences.
    Recognize(SentenceBatch),
    /// Explain this sentence.
    Explain(Rc<str>),
    /// Show that it is alive.
    Ping,
}

/// Sentences that a worker is asked about together.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceBatch {
    /// The sentences.
    pub sentences: Rc<[Rc<str>]>,
    /// The index of each in the document, if it is still there.
    pub places: Vec<Option<usize>>,
}

/// A worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkerState {
    /// Which worker in its place this is: a change means a fresh one.
    pub number: u32,
    /// How far it is.
    pub phase: Phase,
    /// Workers in this place that were lost in a row, without an answer in between.
    pub(super) crashes: u32,
    /// Checks in a row that heard nothing from this worker, though it had something to do.
    pub(super) silent_checks: u32,
    requests: Vec<OpenRequest>,
    last_id: RequestId,
}

impl WorkerState {
    /// The requests that it has not answered, the newest last.
    pub fn requests(&self) -> &[OpenRequest] {
        &self.requests
    }

    /// The sentences that it works on. Older batches it will answer soon, with what it has of them.
    pub fn batch(&self) -> Option<&SentenceBatch> {
        self.batches().last()
    }

    /// A fresh worker for its place.
    pub(super) fn successor(&self) -> Self {
        Self {
            number: self.number.wrapping_add(1),
            crashes: self.crashes,
            ..Self::default()
        }
    }

    /// Whether it owes the page a message.
    pub fn is_busy(&self) -> bool {
        self.phase == Phase::Starting || !self.requests.is_empty()
    }

    pub(super) fn is_idle(&self) -> bool {
        self.phase == Phase::Ready && self.batch().is_none()
    }

    /// Whether a model is on its way, be there another one in use or not.
    pub(super) fn is_loading(&self) -> bool {
        self.is_asked(|work| matches!(work, Work::Load(_)))
    }

    pub(super) fn is_asked(&self, is_meant: impl Fn(&Work) -> bool) -> bool {
        self.requests.iter().any(|request| is_meant(&request.work))
    }

    pub(super) fn batches(&self) -> impl Iterator<Item = &SentenceBatch> {
        self.requests
            .iter()
            .filter_map(|request| match &request.work {
                Work::Recognize(batch) => Some(batch),
                _ => None,
            })
    }

    pub(super) fn batches_mut(&mut self) -> impl Iterator<Item = &mut SentenceBatch> {
        let requests = self.requests.iter_mut();
        requests.filter_map(|request| match &mut request.work {
            Work::Recognize(batch) => Some(batch),
            _ => None,
        })
    }

    pub(super) fn ask(&mut self, work: Work) {
        self.last_id = self.last_id.next();
        let id = self.last_id;
        self.requests.push(OpenRequest { id, work });
    }

    /// Asks for a model in place of any that is being loaded.
    pub(super) fn load(&mut self, source: ModelSource) {
        self.phase = Phase::LOADING;
        self.ask(Work::Load(source));
    }

    /// Takes note of how much of a model has arrived. An older model that is still coming counts no more.
    pub(super) fn progress(&mut self, id: RequestId, loaded: u64, total: u64) {
        let mut loads = self.requests.iter().rev();
        let newest = loads.find(|request| matches!(request.work, Work::Load(_)));
        if newest.is_some_and(|newest| newest.id == id) {
            self.phase = Phase::Loading { loaded, total };
        }
    }

    /// Takes an answered request from the list; `None` when nobody waits for the answer.
    pub(super) fn finish(&mut self, id: RequestId) -> Option<Work> {
        let at = self.requests.iter().position(|request| request.id == id)?;
        Some(self.requests.remove(at).work)
    }

    /// Forgets what it was asked about the text: it answers for a model that is no longer in use.
    pub(super) fn forget_questions(&mut self) {
        self.requests
            .retain(|request| matches!(request.work, Work::Load(_) | Work::Ping));
    }
}
