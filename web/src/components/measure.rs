//! A benchmark of the visitor's own device.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::table::TableView;
use crate::measure::{Benchmark, Command, Rate, Results, Timing};
use crate::models::ModelSource;
use crate::presentation::format;
use crate::report::Table;
use crate::workers::client::{Client, Message, WorkerEvent, load_request};
use crate::workers::engine::{cores, now};

/// The properties of [`Measure`].
#[derive(Clone, PartialEq, Properties)]
pub struct MeasureProps {
    /// The model that is measured.
    pub source: ModelSource,
}

/// The view: a button, and what was measured.
#[component]
pub fn Measure(props: &MeasureProps) -> Html {
    let source = props.source.clone();
    let bench = use_state(|| None::<Benchmark>);
    let session = use_mut_ref(|| None::<Rc<Session>>);
    let onclick = {
        let (bench, session) = (bench.setter(), session.clone());
        move |_: MouseEvent| {
            let started = Session::start(
                source.clone(),
                Callback::from({
                    let bench = bench.clone();
                    move |state| bench.set(Some(state))
                }),
            );
            *session.borrow_mut() = Some(started);
        }
    };
    let runs = bench.as_ref().is_some_and(|bench| !bench.is_over());
    html! {
        <div class="measure">
            <div class="intro">
                <h1>{ "How fast is it here?" }</h1>
                <p>{ "Runs the model on this device, some seconds long. Nothing is sent anywhere." }</p>
            </div>
            <section class="card" aria-labelledby="measure-title">
                <h2 id="measure-title">{ "Measure this device" }</h2>
                <button id="measure" type="button" disabled={runs} {onclick}>{ "Measure" }</button>
                <p id="activity" role="status">
                    { bench.as_ref().map(Benchmark::activity).unwrap_or_default() }
                </p>
            </section>
            if let Some(bench) = &*bench {
                { results(bench.results(), bench.is_over() && bench.error().is_none()) }
            }
        </div>
    }
}

fn results(results: &Results, is_whole: bool) -> Html {
    html! {
        <section class="card" aria-labelledby="measured-title" id="measured">
            <h2 id="measured-title">{ "Measured" }</h2>
            if let Some(line) = results.model_line() {
                <p>{ line }</p>
            }
            <TableView table={timings(results)} />
            <TableView table={rates(results)} />
            if is_whole {
                <div class="copies">
                    <CopyButton id="copy-card" label="Copy as text" text={results.to_card()} />
                    <CopyButton id="copy-json" label="Copy as JSON" text={results.to_json()} />
                </div>
            }
        </section>
    }
}

fn timings(results: &Results) -> Table {
    let millis = |value: f64| format!("{value:.1} ms");
    let row = |timing: &Timing| {
        let count = timing.wordpieces.to_string();
        vec![count, millis(timing.median), millis(timing.p95)]
    };
    let columns = ["Wordpieces", "Median", "95 % within"];
    let rows = results.timings.iter().map(row);
    Table::new("timings", "A sentence", &columns, rows)
}

fn rates(results: &Results) -> Table {
    let row = |rate: &Rate| {
        let count = format::count(rate.wordpieces_per_second.round() as usize);
        vec![rate.workers.to_string(), count]
    };
    let columns = ["Workers", "Wordpieces a second"];
    let rows = results.rates.iter().map(row);
    Table::new("rates", "Workers side by side", &columns, rows)
}

/// A benchmark with the workers that it has. They end when it is dropped.
struct Session {
    source: ModelSource,
    bench: RefCell<Benchmark>,
    clients: RefCell<Vec<Client>>,
    on_change: Callback<Benchmark>,
}

impl Session {
    fn start(source: ModelSource, on_change: Callback<Benchmark>) -> Rc<Self> {
        let (bench, commands) = Benchmark::start(cores());
        let session = Rc::new(Self {
            source,
            bench: RefCell::new(bench),
            clients: RefCell::default(),
            on_change,
        });
        session.follow(commands);
        session
    }

    fn follow(self: &Rc<Self>, commands: Vec<Command>) {
        for command in commands {
            let done = match command {
                Command::Start(worker) => self.start_worker(worker),
                Command::Load(worker) => {
                    load_request(&self.source).and_then(|request| self.send(worker, &request))
                }
                Command::Send(worker, request) => self.send(worker, &request.into()),
            };
            if let Err(message) = done {
                self.bench.borrow_mut().fail(message);
            }
        }
        let bench = self.bench.borrow().clone();
        if bench.is_over() {
            self.clients.borrow_mut().clear();
        }
        self.on_change.emit(bench);
    }

    fn send(&self, worker: usize, message: &Message) -> Result<(), String> {
        match self.clients.borrow().get(worker) {
            Some(client) => client.send(message),
            None => Err("a worker is missing".to_owned()),
        }
    }

    fn start_worker(self: &Rc<Self>, worker: usize) -> Result<(), String> {
        let session = Rc::downgrade(self);
        let on_event = Callback::from(move |event| {
            if let Some(session) = session.upgrade() {
                session.take(worker, event);
            }
        });
        let client = Client::start(worker == 0, on_event)?;
        self.clients.borrow_mut().push(client);
        Ok(())
    }

    fn take(self: &Rc<Self>, worker: usize, event: WorkerEvent) {
        let commands = match event {
            WorkerEvent::Message(response) => self.bench.borrow_mut().take(worker, response, now()),
            WorkerEvent::Crashed(message) => {
                self.bench.borrow_mut().fail(message);
                Vec::new()
            }
        };
        self.follow(commands);
    }
}
