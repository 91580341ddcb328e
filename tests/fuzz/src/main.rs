//! Damages inputs for as long as it is told to, and keeps those that break a reader.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use namelight_fuzz::mutate::damaged;
use namelight_fuzz::{TARGETS, Target, corpus, folder, seeds};
use peak_alloc::PeakAlloc;
use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Memory that a reader may take beside its input, in bytes: some times the input, and what a small model or a compressed
/// column needs.
const MEMORY_FACTOR: usize = 64;
const MEMORY_BYTES: usize = 64 << 20;

/// An input that takes longer than this is kept as well.
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
        broken += outcome.broken;
    }
    if broken > 0 {
        bail!("{broken} inputs broke a reader; they lie in tests/fuzz/corpus/");
    }
    Ok(())
}

fn feed(target: &Target, patience: Duration, seed: u64) -> Result<Outcome> {
    let mut seeds = seeds::of(target.name);
    seeds.extend(corpus(target).into_iter().map(|(_, input)| input));
    let mut outcome = Outcome::default();
    let started = Instant::now();
    while started.elapsed() < patience {
        let number = seed + outcome.inputs;
        let mut rng = ChaCha8Rng::seed_from_u64(number);
        let input = seeds.choose(&mut rng).context("each reader has seeds")?;
        let input = damaged(&mut rng, input, &seeds);
        outcome.inputs += 1;
        if let Some(fault) = outcome.run(target, &input) {
            outcome.broken += 1;
            let path = folder(target).join(format!("{number}"));
            std::fs::create_dir_all(folder(target))?;
            std::fs::write(&path, &input)?;
            eprintln!(
                "{} {number}: {fault}; kept as {}",
                target.name,
                path.display()
            );
        }
    }
    Ok(outcome)
}

impl Outcome {
    /// Runs an input; says what is wrong.
    fn run(&mut self, target: &Target, input: &[u8]) -> Option<String> {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let started = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
        let took = started.elapsed();
        let memory = MEMORY.peak_usage().saturating_sub(before);
        self.slowest = self.slowest.max(took);
        self.most_memory = self.most_memory.max(memory);
        match result {
            Ok(is_taken) => self.taken += u64::from(is_taken),
            Err(_) => return Some("it panicked".to_owned()),
        }
        if memory > MEMORY_FACTOR * input.len() + MEMORY_BYTES {
            return Some(format!("it took {memory} bytes for {}", input.len()));
        }
        (took > SLOW).then(|| format!("it took {} ms", took.as_millis()))
    }
}
