//! The latency of inputs of a given length on this machine.

use namelight_encoder::{ForwardError, Stage};
use namelight_protocol::{Measurement, StageTime};
use namelight_recognizer::{Recognizer, RecognizerError};

use crate::scope::now;

/// More runs would keep the worker from listening for minutes.
const MAX_RUNS: usize = 1000;

/// Measures inputs of this length in wordpieces, first each run as a whole, then as many runs stage by stage.
pub(crate) fn measure(
    recognizer: &Recognizer,
    wordpieces: usize,
    runs: usize,
) -> Result<Measurement, RecognizerError> {
    let runs = runs.clamp(1, MAX_RUNS);
    let whole = |_| {
        let start = now();
        recognizer.run_dummy_input(wordpieces, &mut |_| ())?;
        Ok(now() - start)
    };
    let millis = (0..runs).map(whole).collect::<Result<_, ForwardError>>()?;
    let mut stages = [0.0; Stage::ALL.len()];
    for _ in 0..runs {
        let mut last = now();
        recognizer.run_dummy_input(wordpieces, &mut |stage| {
            let now = now();
            stages[stage as usize] += now - last;
            last = now;
        })?;
    }
    let stage_time = |stage: Stage| StageTime {
        name: stage.name().to_owned(),
        millis: stages[stage as usize] / runs as f64,
    };
    Ok(Measurement {
        wordpieces,
        millis,
        ops: Stage::ALL.map(stage_time).to_vec(),
    })
}
