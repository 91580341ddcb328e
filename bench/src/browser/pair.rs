//! Tokens a second of two workers beside those of one.

use super::effort::Effort;
use super::engine::{Engine, Measured, Workers};
use super::models::Model;
use super::results::Pair;

/// Lengths of a usual sentence and of a long one, in wordpieces.
const LENGTHS: [usize; 2] = [32, 128];

/// Measures every build of one thread.
pub async fn pairs(workers: &Workers, model: &Model, effort: &Effort) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for engine in model.our_single_engines() {
        let second = Engine {
            variant: Some("second worker".to_owned()),
            ..engine.clone()
        };
        let both = [&engine, &second];
        for engine in both {
            workers.start(engine).await;
        }
        for wordpieces in LENGTHS {
            pairs.push(pair(workers, both, wordpieces, effort).await);
        }
        for engine in both {
            workers.stop(engine).await;
        }
    }
    pairs
}

async fn pair(workers: &Workers, both: [&Engine; 2], wordpieces: usize, effort: &Effort) -> Pair {
    for engine in both {
        workers.warm_up(engine, wordpieces, effort.warm_up).await;
    }
    let (mut one, mut two) = (Vec::new(), [Vec::new(), Vec::new()]);
    for _ in 0..effort.rounds {
        // Twice as many, so that both wake and meet for the most part.
        let runs = 2 * effort.turn;
        let Measured { millis, .. } = workers.measure(both[0], wordpieces, runs).await;
        one.extend(millis);
        let measured = workers.measure_all(&both, wordpieces, runs).await;
        for (all, measured) in two.iter_mut().zip(measured) {
            all.extend(measured.millis);
        }
    }
    let one = rate(wordpieces, &one);
    let two: f64 = two.iter().map(|millis| rate(wordpieces, millis)).sum();
    Pair {
        engine: both[0].name.clone(),
        wordpieces,
        one_tokens_per_second: one,
        two_tokens_per_second: two,
        two_by_one: two / one,
    }
}

fn rate(wordpieces: usize, millis: &[f64]) -> f64 {
    let seconds = millis.iter().sum::<f64>() / 1000.0;
    (wordpieces * millis.len()) as f64 / seconds
}
