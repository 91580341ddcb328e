//! The workers that run, kept as the state has them.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use namelight_protocol::Request;
use yew::Callback;

use crate::state::{Action, Phase, State, WorkerState};
use crate::workers::client::{Client, WorkerEvent, load_request};

/// A worker that has not said a word by then will not. Its code is fetched within this time.
const START_MILLIS: u32 = 60_000;

/// All workers that run.
#[derive(Default)]
pub struct Pool {
    slots: Vec<Option<Slot>>,
}

/// A worker that runs, and what it has been sent.
struct Slot {
    number: u32,
    client: Option<Client>,
    /// The number of the model that it was told to load.
    load: Option<u32>,
    last_batch: u32,
    questions: Rc<[Rc<str>]>,
    _overdue: Timeout,
}

impl Pool {
    /// Starts, ends and asks workers until they are where the state has them. What goes wrong is returned.
    pub fn follow(&mut self, state: &State, dispatch: &Callback<Action>) -> Vec<Action> {
        self.slots.truncate(state.scheduler.workers.len());
        let mut wrong = Vec::new();
        for (index, worker) in state.scheduler.workers.iter().enumerate() {
            if index == self.slots.len() {
                self.slots.push(None);
            }
            let slot = &mut self.slots[index];
            // Ends a worker that is out of date before the new one claims memory.
            *slot = slot.take().filter(|slot| slot.number == worker.number);
            if let Err(message) = keep(slot, index, worker, state, dispatch) {
                wrong.push(Action::Crashed(index, message));
            }
        }
        wrong
    }
}

/// Starts the worker of a slot if there is none, and asks it what it has not been asked.
fn keep(
    slot: &mut Option<Slot>,
    index: usize,
    worker: &WorkerState,
    state: &State,
    dispatch: &Callback<Action>,
) -> Result<(), String> {
    let slot = match slot {
        Some(slot) => slot,
        None => slot.insert(Slot::start(index, worker, dispatch)?),
    };
    slot.ask(worker, state, index == 0)
}

impl Slot {
    fn start(
        index: usize,
        worker: &WorkerState,
        dispatch: &Callback<Action>,
    ) -> Result<Self, String> {
        let number = worker.number;
        let on_event = dispatch.reform(move |event| match event {
            WorkerEvent::Message(response) => Action::Received(index, response),
            WorkerEvent::Crashed(message) => Action::Crashed(index, message),
        });
        let client = match worker.phase {
            Phase::Failed => None,
            _ => Some(Client::start(index == 0, on_event)?),
        };
        let dispatch = dispatch.clone();
        Ok(Self {
            number,
            client,
            load: None,
            last_batch: 0,
            questions: Rc::from([]),
            _overdue: Timeout::new(START_MILLIS, move || {
                dispatch.emit(Action::StartOverdue(index, number));
            }),
        })
    }

    fn ask(&mut self, worker: &WorkerState, state: &State, is_first: bool) -> Result<(), String> {
        let Some(client) = &self.client else {
            return Ok(());
        };
        let load = Some(state.model_choice.load);
        if self.load != load && worker.phase != Phase::Starting {
            client.send(&load_request(&state.model_choice.source)?)?;
            self.load = load;
        }
        if let Some(batch) = worker.batch()
            && batch.id > self.last_batch
        {
            let sentences = batch.sentences.iter().map(ToString::to_string).collect();
            let id = batch.id;
            client.send(&Request::Recognize { id, sentences }.into())?;
            self.last_batch = id;
        }
        if is_first && worker.phase == Phase::Ready {
            for question in state.questions.iter() {
                if !self.questions.contains(question) {
                    let sentence = question.to_string();
                    client.send(&Request::Explain { sentence }.into())?;
                }
            }
            self.questions = state.questions.clone();
        }
        Ok(())
    }
}
