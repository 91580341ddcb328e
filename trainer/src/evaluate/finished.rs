//! The scores of a finished float model on all data that nobody learnt from.

use anyhow::Result;
use candle_core::Device;
use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_scores::Scheme;
use namelight_scores::report::Evaluation;

use super::{latency, predict};
use crate::data::DataSet;

/// Scores the files, read back as everybody will read them, on a device; the latency of a pass is that of the CPU.
///
/// # Errors
/// When the files do not belong together, or the model fails.
pub fn finished(
    files: &ModelFiles,
    data: &DataSet,
    batch: usize,
    device: &Device,
) -> Result<Vec<Evaluation>> {
    let millis = latency::millis(&Recognizer::load(files)?)?;
    let recognizer = Recognizer::load_on(files, device)?;
    let rows = data.held_out().map(|(source, split)| {
        let predictions = predict(&recognizer, split, batch)?;
        let scored = predictions.scored(Scheme::Default, &source.type_filter())?;
        let (name, split) = (source.name.as_deref(), &split.facts.split);
        Ok(scored.report_row(name, split, "f32", files.weights.len(), millis))
    });
    rows.collect()
}
