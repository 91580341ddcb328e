//! What inputs of a given length cost on this machine.

use namelight_encoder::{ForwardError, Part};
use namelight_protocol::{Measurement, PartTime};
use namelight_recognizer::Recognizer;

use crate::scope::now;

/// More runs than these would keep the worker from listening for minutes.
const MAX_RUNS: usize = 1000;

/// Runs inputs of this length, first in one piece, then part by part.
pub(crate) fn measure(
    recognizer: &Recognizer,
    wordpieces: usize,
    runs: usize,
) -> Result<Measurement, ForwardError> {
    let runs = runs.clamp(1, MAX_RUNS);
    let whole = |_| {
        let start = now();
        recognizer.run_blank(wordpieces, &mut |_| ())?;
        Ok(now() - start)
    };
    let millis = (0..runs).map(whole).collect::<Result<_, ForwardError>>()?;
    let mut parts = [0.0; Part::ALL.len()];
    for _ in 0..runs {
        let mut last = now();
        recognizer.run_blank(wordpieces, &mut |part| {
            let now = now();
            parts[part as usize] += now - last;
            last = now;
        })?;
    }
    let part_time = |part: Part| PartTime {
        name: part.name().to_owned(),
        millis: parts[part as usize] / runs as f64,
    };
    Ok(Measurement {
        wordpieces,
        millis,
        ops: Part::ALL.map(part_time).to_vec(),
    })
}
