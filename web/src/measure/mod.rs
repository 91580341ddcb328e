//! A benchmark of the visitor's own device. What is asked of which worker when is decided here, without a browser.

mod result;

pub use result::{Rate, Results, Timing};

use namelight_protocol::{Measurement, ModelInfo, Request, Response};

/// Wordpieces of the inputs that are timed.
pub const LENGTHS: [usize; 5] = [16, 32, 64, 128, 256];

/// Runs of each length. The first few warm up and do not count.
const RUNS: usize = 24;
const WARM_UP: usize = 4;

/// What workers side by side run: inputs of this length, so often.
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
    /// Send a request to the worker in this place.
    Send(usize, Request),
}

/// How far the benchmark is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The worker in this place is being started.
    Starting(usize),
    /// The first worker runs inputs of the length with this index.
    Length(usize),
    /// All workers run; so many have not answered.
    Parallel {
        open: usize,
        since: f64,
    },
    Done,
    Failed(String),
}

/// A benchmark that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    cores: usize,
    workers: usize,
    stage: Stage,
    results: Results,
}

impl Benchmark {
    /// A benchmark on a machine with so many cores, and what to do first.
    pub fn start(cores: usize) -> (Self, Vec<Command>) {
        let benchmark = Self {
            cores: cores.clamp(1, MAX_WORKERS),
            workers: 1,
            stage: Stage::Starting(0),
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
            Stage::Starting(index) => format!("Starting worker {} of {} …", index + 1, self.cores),
            Stage::Length(index) => format!("Timing inputs of {} wordpieces …", LENGTHS[*index]),
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

    /// Takes what the worker in this place says, at a time in milliseconds; gives what is to be done next.
    pub fn take(&mut self, worker: usize, response: Response, now: f64) -> Vec<Command> {
        match response {
            Response::Ready => {
                vec![Command::Load(worker)]
            }
            Response::Loaded(info) => self.loaded(info, now),
            Response::Measured(measurement) => self.measured(measurement, now),
            Response::Failed { message, .. } => {
                self.fail(message);
                Vec::new()
            }
            Response::Progress { .. } | Response::Recognized { .. } | Response::Explained(_) => {
                Vec::new()
            }
        }
    }

    fn loaded(&mut self, info: ModelInfo, now: f64) -> Vec<Command> {
        if self.stage != Stage::Starting(0) {
            return self.parallel(now);
        }
        self.results.model = Some(info);
        self.length(0)
    }

    fn length(&mut self, index: usize) -> Vec<Command> {
        self.stage = Stage::Length(index);
        vec![Command::Send(0, measure(LENGTHS[index], RUNS))]
    }

    fn parallel(&mut self, now: f64) -> Vec<Command> {
        self.stage = Stage::Parallel {
            open: self.workers,
            since: now,
        };
        let request = |worker| Command::Send(worker, measure(PARALLEL_LENGTH, PARALLEL_RUNS));
        (0..self.workers).map(request).collect()
    }

    fn measured(&mut self, measurement: Measurement, now: f64) -> Vec<Command> {
        match self.stage {
            Stage::Length(index) => {
                self.results.timings.push(Timing::of(&measurement, WARM_UP));
                if index + 1 < LENGTHS.len() {
                    self.length(index + 1)
                } else {
                    self.parallel(now)
                }
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
                let wordpieces = self.workers * 2 * PARALLEL_RUNS * PARALLEL_LENGTH;
                self.results.rates.push(Rate {
                    workers: self.workers,
                    wordpieces_per_second: wordpieces as f64 / (now - since) * 1000.0,
                });
                self.another()
            }
            Stage::Starting(_) | Stage::Done | Stage::Failed(_) => Vec::new(),
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

fn measure(wordpieces: usize, runs: usize) -> Request {
    Request::Measure { wordpieces, runs }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> ModelInfo {
        ModelInfo {
            name: "small".to_owned(),
            weight_bytes: 22_900_000,
            weight_sha256: "00".to_owned(),
            entity_types: Vec::new(),
            load_millis: 300.0,
            instructions: "relaxed simd".to_owned(),
            threads: 1,
            memory_bytes: 32_000_000,
        }
    }

    /// Answers every request until nothing is asked any more; a second goes by with each.
    fn run(cores: usize) -> (Benchmark, Vec<Command>) {
        let (mut benchmark, mut open) = Benchmark::start(cores);
        let (mut done, mut now) = (Vec::new(), 0.0);
        while !open.is_empty() {
            let command = open.remove(0);
            done.push(command.clone());
            now += 1000.0;
            let (worker, response) = match command {
                Command::Start(worker) => (worker, Response::Ready),
                Command::Load(worker) => (worker, Response::Loaded(info())),
                Command::Send(worker, Request::Measure { wordpieces, runs }) => {
                    let measurement = Measurement {
                        wordpieces,
                        millis: (0..runs).map(|run| run as f64).collect(),
                        ops: Vec::new(),
                    };
                    (worker, Response::Measured(measurement))
                }
                Command::Send(..) => panic!("nothing else is asked"),
            };
            open.extend(benchmark.take(worker, response, now));
        }
        (benchmark, done)
    }

    #[test]
    fn every_length_and_every_number_of_workers_is_measured() {
        let (benchmark, _) = run(3);
        assert!(benchmark.is_over() && benchmark.error().is_none());
        let results = benchmark.results();
        let lengths: Vec<_> = results
            .timings
            .iter()
            .map(|timing| timing.wordpieces)
            .collect();
        assert_eq!(lengths, LENGTHS);
        let workers: Vec<_> = results.rates.iter().map(|rate| rate.workers).collect();
        assert_eq!(workers, [1, 2, 3]);
    }

    #[test]
    fn a_worker_is_started_only_when_it_is_its_turn() {
        let (_, done) = run(2);
        let starts: Vec<_> = done
            .iter()
            .filter(|command| matches!(command, Command::Start(_)))
            .collect();
        assert_eq!(starts, [&Command::Start(0), &Command::Start(1)]);
    }

    #[test]
    fn a_failure_ends_it_with_its_reason() {
        let (mut benchmark, _) = Benchmark::start(1);
        let failed = Response::Failed {
            id: None,
            message: "no model".to_owned(),
        };
        assert_eq!(benchmark.take(0, failed, 0.0), []);
        assert_eq!(
            (benchmark.is_over(), benchmark.error()),
            (true, Some("no model"))
        );
    }
}
