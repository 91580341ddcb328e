//! Damages inputs for as long as it is told to, and keeps those that break a reader.
//!
//! An input lies in a file while it is read, because an overflow of the stack and an abort end the program.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use cpu_time::ThreadTime;
use namelight_fuzz::corpus::{self, Refusals};
use namelight_fuzz::mutate::damaged;
use namelight_fuzz::{TARGETS, Target, seeds};
use peak_alloc::PeakAlloc;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Memory that a reader may take beside its input, in bytes: some times the input, and what a small model or a compressed
/// column needs.
const MEMORY_FACTOR: usize = 64;
const MEMORY_BYTES: usize = 64 << 20;

/// An input that is computed on for longer than this is kept as well.
const SLOW: Duration = Duration::from_secs(2);

/// Feeds damaged files, messages and texts to everything that reads them.
#[derive(Parser)]
struct Arguments {
    /// Minutes for each reader
    #[arg(long, default_value_t = 10.0)]
    minutes: f64,
    /// Readers to feed; all where none is named
    targets: Vec<String>,
    /// The first random number; another one gives other inputs
    #[arg(long, default_value_t = 1_000_000)]
    seed: u64,
}

/// What became of a reader.
#[derive(Default)]
struct Outcome {
    inputs: u64,
    taken: u64,
    broken: u64,
    slowest: Duration,
    most_memory: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let is_meant = |target: &Target| {
        arguments.targets.is_empty() || arguments.targets.iter().any(|name| name == target.name)
    };
    for name in &arguments.targets {
        let is_known = TARGETS.iter().any(|target| target.name == name);
        ensure!(is_known, "no reader is called {name}");
    }
    for target in TARGETS.iter().filter(|target| is_meant(target)) {
        let running = corpus::running(target);
        if let Ok(input) = std::fs::read(&running) {
            let path = corpus::keep_broken(target, &input)?;
            std::fs::remove_file(&running)?;
            eprintln!(
                "{}: it ended the last run; kept as {}",
                target.name,
                path.display()
            );
        }
    }
    println!(
        "| reader | inputs | taken | broken | slowest | most memory |\n|---|---|---|---|---|---|"
    );
    let mut broken = 0;
    for target in TARGETS.iter().filter(|target| is_meant(target)) {
        let patience = Duration::from_secs_f64(arguments.minutes * 60.0);
        let outcome = feed(target, patience, arguments.seed)?;
        println!(
            "| {} | {} | {} | {} | {} ms | {} MB |",
            target.name,
            outcome.inputs,
            outcome.taken,
            outcome.broken,
            outcome.slowest.as_millis(),
            outcome.most_memory >> 20,
        );
        outcome.print_figures(target.name);
        broken += outcome.broken;
    }
    if broken > 0 {
        bail!("{broken} inputs broke a reader; they lie in tests/fuzz/corpus/");
    }
    Ok(())
}

fn feed(target: &Target, patience: Duration, seed: u64) -> Result<Outcome> {
    let lawful = seeds::of(target.name);
    let kept = corpus::read(target)?.into_iter().map(|(_, input)| input);
    let mut outcome = Outcome::default();
    let mut refusals = Refusals::default();
    for input in lawful.iter().cloned().chain(kept) {
        outcome.run(target, &input, &mut refusals)?;
    }
    let started = Instant::now();
    while started.elapsed() < patience {
        let mut rng = ChaCha8Rng::seed_from_u64(seed + outcome.inputs);
        // What is refused early is soon refused again, so that lawful inputs are damaged as often.
        let refused = refusals.choose(&mut rng).filter(|_| rng.random_bool(0.5));
        let input = refused.or_else(|| lawful.choose(&mut rng));
        let input = input.context("each reader has seeds")?;
        let input = damaged(&mut rng, input, &lawful);
        outcome.run(target, &input, &mut refusals)?;
    }
    refusals.save(target)?;
    Ok(outcome)
}

impl Outcome {
    /// Prints what `cargo xtask trust` adds up.
    fn print_figures(&self, reader: &str) {
        for (name, number) in [
            ("inputs", u128::from(self.inputs)),
            ("taken", u128::from(self.taken)),
            ("broken", u128::from(self.broken)),
            ("slowest_millis_most", self.slowest.as_millis()),
            ("megabytes_most", (self.most_memory >> 20) as u128),
        ] {
            println!("trust: readers.{reader}.{name} {number}");
        }
    }

    /// Runs an input, and keeps it if it breaks the reader or is refused in a way of its own.
    fn run(&mut self, target: &Target, input: &[u8], refusals: &mut Refusals) -> Result<()> {
        self.inputs += 1;
        let running = corpus::running(target);
        std::fs::write(&running, input)?;
        let (answer, fault) = self.watch(target, input);
        std::fs::remove_file(&running)?;
        if let Some(fault) = fault {
            self.broken += 1;
            let path = corpus::keep_broken(target, input)?;
            eprintln!("{}: {fault}; kept as {}", target.name, path.display());
        }
        if let Some(reason) = answer {
            refusals.note(&reason, input);
        }
        Ok(())
    }

    /// The reason of a refusal, and what is wrong.
    fn watch(&mut self, target: &Target, input: &[u8]) -> (Option<String>, Option<String>) {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let started = ThreadTime::now();
        let result = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
        let took = started.elapsed();
        let memory = MEMORY.peak_usage().saturating_sub(before);
        self.slowest = self.slowest.max(took);
        self.most_memory = self.most_memory.max(memory);
        let Ok(answer) = result else {
            return (None, Some("it panicked".to_owned()));
        };
        self.taken += u64::from(answer.is_ok());
        let fault = if memory > MEMORY_FACTOR * input.len() + MEMORY_BYTES {
            Some(format!("it took {memory} bytes for {}", input.len()))
        } else {
            (took > SLOW).then(|| format!("it took {} ms", took.as_millis()))
        };
        (answer.err(), fault)
    }
}
