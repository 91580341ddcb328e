//! The latency of a forward pass.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use candle_core::Device;
use namelight_encoder::{TokenClassifier, weights};
use namelight_recognizer::{ModelFiles, Recognizer, read_texts};

/// The length of the input in wordpieces: a sentence of about twenty words. The report names the number.
const WORDPIECES: usize = 32;
/// The number of passes before any counts, in which buffers grow and caches fill.
const WARM_UP: usize = 3;
const RUNS: usize = 21;

/// Measures the median latency of a pass over 32 wordpieces in milliseconds, on one thread, whatever pool this is called
/// from. It is `None` for a model that reads fewer at once: another length would stand among the others as if it were this.
pub fn millis(recognizer: &Recognizer) -> Result<Option<f64>> {
    if recognizer.max_positions() < WORDPIECES {
        return Ok(None);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.context("starting a thread")?;
    pool.install(|| {
        let mut runs = Vec::with_capacity(RUNS);
        for _ in 0..WARM_UP + RUNS {
            let start = Instant::now();
            recognizer.run_dummy_input(WORDPIECES, &mut |_| ())?;
            runs.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        median(runs.split_off(WARM_UP)).map(Some)
    })
}

/// Measures the same for the model in f32, to which int8 weights are widened: the latency depends on the sizes alone.
pub fn f32_millis(files: &ModelFiles) -> Result<Option<f64>> {
    let (config, tokenizer) = read_texts(&files.config, &files.tokenizer)?;
    let parameters = weights::read(&files.weights, &config, &Device::Cpu)?;
    let model = TokenClassifier::load(&parameters, &config)?;
    millis(&Recognizer::new(tokenizer, model, &config)?)
}

fn median(mut runs: Vec<f64>) -> Result<f64> {
    ensure!(!runs.is_empty(), "nothing was measured");
    runs.sort_by(f64::total_cmp);
    Ok(runs[runs.len() / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_run_changes_no_median() {
        assert_eq!(median(vec![2.0, 900.0, 1.0]).unwrap(), 2.0);
        assert!(median(Vec::new()).is_err());
    }
}
