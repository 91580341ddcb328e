//! Milliseconds of a forward pass by engine and length.

use std::path::Path;

use super::effort::Effort;
use super::engine::{Engine, Workers};
use super::models::{Model, THREADS};
use super::results::{EnginePasses, PartTime, Passes};
use crate::summary::Summary;

/// Measures a model at every length, engines taking turns.
pub async fn passes(
    workers: &Workers,
    folder: &Path,
    model: &Model,
    effort: &Effort,
) -> Vec<Passes> {
    let mut theirs = Vec::new();
    for threads in THREADS {
        theirs.push(fastest(workers, &model.their_engines(folder, threads), effort).await);
    }
    let mut passes = Vec::new();
    for (index, wordpieces) in effort.lengths.iter().enumerate() {
        let mut engines = model.our_engines();
        engines.extend(theirs.iter().map(|fastest| fastest[index].clone()));
        for engine in &engines {
            workers.start(engine).await;
        }
        passes.push(Passes {
            model: model.name.to_owned(),
            wordpieces: *wordpieces,
            engines: in_turns(workers, engines.clone(), *wordpieces, effort).await,
        });
        for engine in &engines {
            workers.stop(engine).await;
        }
    }
    passes
}

/// Finds the fastest of an engine's variants of the model, for each length.
async fn fastest(workers: &Workers, engines: &[Engine], effort: &Effort) -> Vec<Engine> {
    let mut best: Vec<Option<(f64, &Engine)>> = vec![None; effort.lengths.len()];
    for engine in engines {
        workers.start(engine).await;
        for (wordpieces, best) in effort.lengths.iter().zip(&mut best) {
            let (warm_up, runs) = (effort.trial_warm_up, effort.trial_runs);
            workers.warm_up(engine, *wordpieces, warm_up).await;
            let measured = workers.measure(engine, *wordpieces, runs).await;
            let least = Summary::of(&measured.millis).min_millis;
            if best.is_none_or(|(millis, _)| least < millis) {
                *best = Some((least, engine));
            }
        }
        workers.stop(engine).await;
    }
    let engines = best.into_iter().flatten();
    engines.map(|(_, engine)| engine.clone()).collect()
}

/// Engines after each other, again and again, so that whatever else the machine does meets all of them.
async fn in_turns(
    workers: &Workers,
    engines: Vec<Engine>,
    wordpieces: usize,
    effort: &Effort,
) -> Vec<EnginePasses> {
    for engine in &engines {
        workers.warm_up(engine, wordpieces, effort.warm_up).await;
    }
    let mut millis = vec![Vec::new(); engines.len()];
    let mut parts = vec![Vec::new(); engines.len()];
    for round in 0..effort.rounds {
        for turn in 0..engines.len() {
            // Another one begins each round.
            let index = (turn + round) % engines.len();
            let measured = workers
                .measure(&engines[index], wordpieces, effort.turn)
                .await;
            millis[index].extend(measured.millis);
            parts[index].push(measured.ops);
        }
    }
    let results = engines.into_iter().zip(millis).zip(parts);
    let result =
        |((engine, millis), parts): ((Engine, Vec<f64>), Vec<Vec<PartTime>>)| EnginePasses {
            engine: engine.name,
            variant: engine.variant,
            summary: Summary::of(&millis),
            parts: mean(&parts),
        };
    results.map(result).collect()
}

/// The mean of the turns, part by part.
fn mean(turns: &[Vec<PartTime>]) -> Vec<PartTime> {
    let Some((first, rest)) = turns.split_first() else {
        return Vec::new();
    };
    let mut sums = first.clone();
    for turn in rest {
        for (sum, part) in sums.iter_mut().zip(turn) {
            sum.millis += part.millis;
        }
    }
    for sum in &mut sums {
        sum.millis /= turns.len() as f64;
    }
    sums
}
