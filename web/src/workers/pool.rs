//! The workers that run, kept as the state has them: an action is told to them before the page is drawn.

use namelight_protocol::{FailureKind, Request, RequestId, Response, Task};
use namelight_scores::recall_biases;
use namelight_text::DecodingOptions;
use yew::Callback;

use super::client::{Client, WorkerEvent};
use crate::platform::BrowserError;
use crate::state::{Action, OpenRequest, Phase, State, Work, WorkerState};

/// All workers that run, each in its place.
#[derive(Default)]
pub struct Pool {
    slots: Vec<Option<Slot>>,
}

/// A worker that runs.
struct Slot {
    /// Which worker in its place it is.
    number: u32,
    client: Client,
    /// The newest request that it was sent.
    sent: RequestId,
}

impl Pool {
    /// Starts, ends and asks workers until they are where the state has them. What goes wrong is returned.
    pub fn follow(&mut self, state: &State, dispatch: &Callback<Action>) -> Vec<Action> {
        let workers = &state.scheduler.workers;
        self.slots.resize_with(workers.len(), || None);
        let mut wrong = Vec::new();
        for (place, (slot, worker)) in self.slots.iter_mut().zip(workers).enumerate() {
            // Ends a worker that is out of date before the new one claims memory.
            *slot = slot.take().filter(|slot| slot.number == worker.number);
            if slot.is_none() && worker.phase != Phase::Failed {
                *slot = Some(Slot::start(place, worker, dispatch));
            }
            let failed = slot.iter_mut().flat_map(|slot| slot.ask(worker));
            wrong.extend(failed.map(|failed| Action::Received(place, failed)));
        }
        wrong
    }
}

impl Slot {
    fn start(place: usize, worker: &WorkerState, dispatch: &Callback<Action>) -> Self {
        let on_event = dispatch.reform(move |event| match event {
            WorkerEvent::Message(response) => Action::Received(place, response),
            WorkerEvent::Crashed(message) => Action::Crashed(place, message),
        });
        Self {
            number: worker.number,
            client: Client::start(place == 0, on_event),
            sent: RequestId::default(),
        }
    }

    /// Sends the requests that have not been sent. One that cannot be sent has failed.
    fn ask(&mut self, worker: &WorkerState) -> Vec<Response> {
        let mut failed = Vec::new();
        for request in worker.requests() {
            if request.id <= self.sent {
                continue;
            }
            self.sent = request.id;
            if let Err((kind, error)) = self.send(request) {
                let request = request.id;
                failed.push(Response::Failed {
                    request,
                    kind,
                    message: error.to_string(),
                });
            }
        }
        failed
    }

    fn send(
        &self,
        OpenRequest { id, work }: &OpenRequest,
    ) -> Result<(), (FailureKind, BrowserError)> {
        let task = match work {
            Work::Load(source) => {
                let loading = self.client.load(*id, source);
                return loading.map_err(|error| (FailureKind::File, error));
            }
            Work::Recognize(batch) => Task::Recognize {
                sentences: batch.sentences.iter().map(ToString::to_string).collect(),
                options: DecodingOptions::default(),
                recall_biases: recall_biases().collect(),
            },
            Work::Explain(sentence) => Task::Explain {
                sentence: sentence.to_string(),
            },
            Work::Ping => Task::Ping,
        };
        let sent = self.client.send(&Request { id: *id, task }, None);
        sent.map_err(|error| (FailureKind::Internal, error))
    }
}
