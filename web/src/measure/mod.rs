//! A benchmark of the visitor's own device. Which worker is asked what, and when, is decided here without a browser;
//! [`Session`] has the workers.

mod result;
mod session;

pub use result::{Rate, Results, Timing};
pub use session::Session;

use std::collections::VecDeque;

use namelight_protocol::{Measurement, ModelInfo, Response, Task, VERSION};

use crate::state::OTHER_VERSION;

/// Lengths of the inputs that are timed, in wordpieces. Those that the model cannot read at once are left out.
pub const LENGTHS: [usize; 5] = [16, 32, 64, 128, 256];

/// Number of runs of each length. The first few warm up and do not count.
const RUNS: usize = 24;
const WARM_UP: usize = 4;

/// What workers side by side run: inputs of this length, or of as many wordpieces as the model reads at once, so often.
const PARALLEL_LENGTH: usize = 128;
const PARALLEL_RUNS: usize = 12;

/// More workers than these are not tried.
const MAX_WORKERS: usize = 8;

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Start a worker in this place.
    Start(usize),
    /// Let the worker in this place load the model.
    Load(usize),
    /// Ask the worker in this place.
    Ask(usize, Task),
}

/// What the benchmark does now.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The worker in this place has not said that it listens.
    Starting(usize),
    /// The worker in this place reads the model.
    Loading(usize),
    /// The first worker runs inputs of this length, in wordpieces.
    Length(usize),
    /// All workers run, and so many have not answered.
    Parallel {
        open: usize,
        since: f64,
    },
    Done,
    Failed(String),
}

/// A benchmark under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    cores: usize,
    workers: usize,
    stage: Stage,
    /// Lengths that are still to be timed.
    lengths: VecDeque<usize>,
    /// Length of the inputs that workers run side by side.
    parallel_length: usize,
    results: Results,
}

impl Benchmark {
    /// A benchmark on a machine with so many cores, and what to do first.
    pub fn start(cores: usize) -> (Self, Vec<Command>) {
        let benchmark = Self {
            cores: cores.clamp(1, MAX_WORKERS),
            workers: 1,
            stage: Stage::Starting(0),
            lengths: VecDeque::new(),
            parallel_length: PARALLEL_LENGTH,
            results: Results::default(),
        };
        (benchmark, vec![Command::Start(0)])
    }

    /// What has been measured so far.
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// What went wrong, if something did.
    pub fn error(&self) -> Option<&str> {
        match &self.stage {
            Stage::Failed(message) => Some(message),
            _ => None,
        }
    }

    /// Whether nothing more will come.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done | Stage::Failed(_))
    }

    /// What it does now, for a person.
    pub fn activity(&self) -> String {
        match &self.stage {
            Stage::Starting(index) | Stage::Loading(index) => {
                format!("Starting worker {} of {} …", index + 1, self.cores)
            }
            Stage::Length(length) => format!("Timing inputs of {length} wordpieces …"),
            Stage::Parallel { .. } if self.workers == 1 => "Running 1 worker …".to_owned(),
            Stage::Parallel { .. } => format!("Running {} workers side by side …", self.workers),
            Stage::Done => "Done.".to_owned(),
            Stage::Failed(message) => message.clone(),
        }
    }

    /// Ends it with an error.
    pub fn fail(&mut self, message: String) {
        self.stage = Stage::Failed(message);
    }

    /// The worker in this place had its time to start.
    pub fn overdue(&mut self, worker: usize) {
        if self.stage == Stage::Starting(worker) {
            self.fail("A worker does not start.".to_owned());
        }
    }

    /// Takes what the worker in this place says, at a time in milliseconds; gives what is to be done next.
    pub fn take(&mut self, worker: usize, response: Response, now: f64) -> Vec<Command> {
        match response {
            Response::Ready { version: VERSION } => {
                self.stage = Stage::Loading(worker);
                vec![Command::Load(worker)]
            }
            Response::Ready { .. } => {
                self.fail(OTHER_VERSION.to_owned());
                Vec::new()
            }
            Response::Loaded { model, .. } => self.loaded(model, now),
            Response::Measured { measurement, .. } => self.measured(&measurement, now),
            Response::Failed { message, .. } => {
                self.fail(message);
                Vec::new()
            }
            Response::Alive { .. }
            | Response::Progress { .. }
            | Response::Recognized { .. }
            | Response::Explained { .. } => Vec::new(),
        }
    }

    fn loaded(&mut self, model: ModelInfo, now: f64) -> Vec<Command> {
        if self.stage == Stage::Loading(0) {
            let (fit, too_long): (Vec<usize>, Vec<usize>) = LENGTHS
                .iter()
                .partition(|length| **length <= model.max_wordpieces);
            self.lengths = fit.into();
            self.results.too_long = too_long;
            self.parallel_length = PARALLEL_LENGTH.min(model.max_wordpieces);
            self.results.model = Some(model);
        }
        self.next_length(now)
    }

    /// Times the next length, or workers side by side when all lengths are timed.
    fn next_length(&mut self, now: f64) -> Vec<Command> {
        let Some(length) = self.lengths.pop_front() else {
            return self.parallel(now);
        };
        self.stage = Stage::Length(length);
        vec![Command::Ask(0, measure(length, RUNS))]
    }

    fn parallel(&mut self, now: f64) -> Vec<Command> {
        self.stage = Stage::Parallel {
            open: self.workers,
            since: now,
        };
        let task = measure(self.parallel_length, PARALLEL_RUNS);
        let ask = |worker| Command::Ask(worker, task.clone());
        (0..self.workers).map(ask).collect()
    }

    fn measured(&mut self, measurement: &Measurement, now: f64) -> Vec<Command> {
        match self.stage {
            Stage::Length(_) => {
                self.results.timings.push(Timing::of(measurement, WARM_UP));
                self.next_length(now)
            }
            Stage::Parallel { open, since } if open > 1 => {
                self.stage = Stage::Parallel {
                    open: open - 1,
                    since,
                };
                Vec::new()
            }
            Stage::Parallel { since, .. } => {
                // A worker runs as often again to time its parts.
                let wordpieces = self.workers * 2 * PARALLEL_RUNS * self.parallel_length;
                self.results.rates.push(Rate {
                    workers: self.workers,
                    wordpieces_per_second: wordpieces as f64 / (now - since) * 1000.0,
                });
                self.another()
            }
            Stage::Starting(_) | Stage::Loading(_) | Stage::Done | Stage::Failed(_) => Vec::new(),
        }
    }

    /// One worker more, or the end.
    fn another(&mut self) -> Vec<Command> {
        if self.workers == self.cores {
            self.stage = Stage::Done;
            return Vec::new();
        }
        self.stage = Stage::Starting(self.workers);
        self.workers += 1;
        vec![Command::Start(self.workers - 1)]
    }
}

fn measure(wordpieces: usize, runs: usize) -> Task {
    Task::Measure { wordpieces, runs }
}

#[cfg(test)]
mod tests {
    use namelight_protocol::{FailureKind, RequestId};

    use super::*;

    const REQUEST: RequestId = RequestId(1);

    fn model(max_wordpieces: usize) -> ModelInfo {
        ModelInfo {
            max_wordpieces,
            ..crate::state::tests::model()
        }
    }

    /// Answers every request until nothing is asked any more; a second goes by with each.
    fn run(cores: usize, model: &ModelInfo) -> (Benchmark, Vec<Command>) {
        let request = REQUEST;
        let (mut benchmark, mut open) = Benchmark::start(cores);
        let (mut done, mut now) = (Vec::new(), 0.0);
        while !open.is_empty() {
            let command = open.remove(0);
            done.push(command.clone());
            now += 1000.0;
            let (worker, response) = match command {
                Command::Start(worker) => (worker, Response::Ready { version: VERSION }),
                Command::Load(worker) => {
                    let model = model.clone();
                    (worker, Response::Loaded { request, model })
                }
                Command::Ask(worker, Task::Measure { wordpieces, runs }) => {
                    assert!(
                        wordpieces <= model.max_wordpieces,
                        "the worker would refuse"
                    );
                    let measurement = Measurement {
                        wordpieces,
                        millis: (0..runs).map(|run| run as f64).collect(),
                        ops: Vec::new(),
                    };
                    let measured = Response::Measured {
                        request,
                        measurement,
                    };
                    (worker, measured)
                }
                Command::Ask(..) => panic!("nothing else is asked"),
            };
            open.extend(benchmark.take(worker, response, now));
        }
        (benchmark, done)
    }

    fn lengths(benchmark: &Benchmark) -> Vec<usize> {
        let timings = benchmark.results().timings.iter();
        timings.map(|timing| timing.wordpieces).collect()
    }

    #[test]
    fn every_length_and_every_number_of_workers_is_measured() {
        let (benchmark, _) = run(3, &model(512));
        assert!(benchmark.is_over() && benchmark.error().is_none());
        assert_eq!(lengths(&benchmark), LENGTHS);
        let rates = benchmark.results().rates.iter();
        let workers: Vec<_> = rates.map(|rate| rate.workers).collect();
        assert_eq!(workers, [1, 2, 3]);
    }

    #[test]
    fn lengths_that_the_model_cannot_read_are_left_out_and_told() {
        let (benchmark, _) = run(2, &model(128));
        assert!(benchmark.is_over() && benchmark.error().is_none());
        assert_eq!(lengths(&benchmark), [16, 32, 64, 128]);
        assert_eq!(benchmark.results().too_long, [256]);
        let card = benchmark.results().to_card();
        assert!(
            card.contains("256 wordpieces: more than the 128 that the model reads at once"),
            "{card}"
        );

        let (benchmark, _) = run(2, &model(8));
        assert_eq!(lengths(&benchmark), [0; 0]);
        assert_eq!(benchmark.results().rates.len(), 2);
    }

    #[test]
    fn a_worker_is_started_only_when_it_is_its_turn() {
        let (_, done) = run(2, &model(512));
        let is_start = |command: &&Command| matches!(command, Command::Start(_));
        let starts: Vec<_> = done.iter().filter(is_start).collect();
        assert_eq!(starts, [&Command::Start(0), &Command::Start(1)]);
    }

    #[test]
    fn a_worker_that_does_not_start_or_is_of_another_version_ends_it() {
        let (mut benchmark, _) = Benchmark::start(1);
        benchmark.overdue(0);
        assert_eq!(benchmark.error(), Some("A worker does not start."));

        let (mut benchmark, _) = Benchmark::start(1);
        let version = VERSION;
        benchmark.take(0, Response::Ready { version }, 0.0);
        benchmark.overdue(0);
        assert!(!benchmark.is_over(), "it has started");

        let (mut benchmark, _) = Benchmark::start(1);
        benchmark.take(0, Response::Ready { version: 0 }, 0.0);
        assert_eq!(benchmark.error(), Some(OTHER_VERSION));
    }

    #[test]
    fn a_failure_ends_it_with_its_reason() {
        let (mut benchmark, _) = Benchmark::start(1);
        let failed = Response::Failed {
            request: REQUEST,
            kind: FailureKind::Network,
            message: "no model".to_owned(),
        };
        assert_eq!(benchmark.take(0, failed, 0.0), []);
        assert_eq!(
            (benchmark.is_over(), benchmark.error()),
            (true, Some("no model"))
        );
    }
}
