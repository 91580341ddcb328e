//! A benchmark with the workers that it has.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use namelight_protocol::{Request, RequestId};
use yew::Callback;

use super::{Benchmark, Command};
use crate::models::ModelSource;
use crate::platform::BrowserError;
use crate::workers::client::{Client, WorkerEvent};
use crate::workers::engine::{cores, now};

/// A worker that has not said within this time that it listens will not.
const START_MILLIS: u32 = 60_000;

/// A benchmark with the workers that it has. They end when it is over or dropped.
pub struct Session {
    source: ModelSource,
    benchmark: RefCell<Benchmark>,
    clients: RefCell<Vec<Client>>,
    last_id: Cell<RequestId>,
    overdue: RefCell<Option<Timeout>>,
    on_change: Callback<Benchmark>,
}

impl Session {
    /// Starts a benchmark of a model; `on_change` is told how far it is.
    pub fn start(source: ModelSource, on_change: Callback<Benchmark>) -> Rc<Self> {
        let (benchmark, commands) = Benchmark::start(cores());
        let session = Rc::new(Self {
            source,
            benchmark: RefCell::new(benchmark),
            clients: RefCell::default(),
            last_id: Cell::default(),
            overdue: RefCell::default(),
            on_change,
        });
        session.follow(commands);
        session
    }

    fn follow(self: &Rc<Self>, commands: Vec<Command>) {
        for command in commands {
            if let Err(error) = self.carry_out(command) {
                self.benchmark.borrow_mut().fail(error.to_string());
            }
        }
        let benchmark = self.benchmark.borrow().clone();
        if benchmark.is_over() {
            self.clients.borrow_mut().clear();
        }
        self.on_change.emit(benchmark);
    }

    fn carry_out(self: &Rc<Self>, command: Command) -> Result<(), BrowserError> {
        match command {
            Command::Start(place) => {
                self.start_worker(place);
                Ok(())
            }
            Command::Load(place) => self.with(place, |client, id| client.load(id, &self.source)),
            Command::Ask(place, task) => {
                self.with(place, |client, id| client.send(&Request { id, task }, None))
            }
        }
    }

    /// Sends a request with a number of its own to the worker in this place.
    fn with(
        &self,
        place: usize,
        send: impl FnOnce(&Client, RequestId) -> Result<(), BrowserError>,
    ) -> Result<(), BrowserError> {
        let id = self.last_id.get().next();
        self.last_id.set(id);
        let clients = self.clients.borrow();
        send(
            clients.get(place).ok_or(BrowserError::Missing("worker"))?,
            id,
        )
    }

    fn start_worker(self: &Rc<Self>, place: usize) {
        let session = Rc::downgrade(self);
        let on_event = Callback::from(move |event| {
            if let Some(session) = session.upgrade() {
                session.take(place, event);
            }
        });
        let client = Client::start(place == 0, on_event);
        self.clients.borrow_mut().push(client);
        let session = Rc::downgrade(self);
        let overdue = Timeout::new(START_MILLIS, move || {
            if let Some(session) = session.upgrade() {
                session.benchmark.borrow_mut().overdue(place);
                session.follow(Vec::new());
            }
        });
        self.overdue.replace(Some(overdue));
    }

    fn take(self: &Rc<Self>, place: usize, event: WorkerEvent) {
        let commands = match event {
            WorkerEvent::Message(response) => {
                let mut benchmark = self.benchmark.borrow_mut();
                benchmark.take(place, response, now())
            }
            WorkerEvent::Crashed(message) => {
                self.benchmark.borrow_mut().fail(message);
                Vec::new()
            }
        };
        self.follow(commands);
    }
}
