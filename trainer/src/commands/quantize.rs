//! `namelight quantize`.

use std::path::Path;
use std::time::Instant;

use anyhow::{bail, Context, Result};
use candle_core::Device;
use namelight_encoder::weights::{self, write_int8, Int8Metadata};
use namelight_encoder::Config;
use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_scores::report::{Evaluation, Report, REPORT_FORMAT};

use super::compute;
use super::train::evaluation;
use crate::card::{card, Weights};
use crate::cli::{DeviceKind, QuantizeArgs};
use crate::data::DataSet;
use crate::model_dir::{self, CARD, CONFIG, REPORT, TOKENIZER, TOKENIZER_CONFIG};
use crate::tokenizer_config;

pub fn run(args: &QuantizeArgs) -> Result<()> {
    model_dir::check_output(&args.out, args.overwrite)?;
    let started = Instant::now();
    let source = model_dir::read(&args.model)?;
    let mut report = read_report(&args.model.join(REPORT))?;
    let files = quantize(source, report.as_ref(), &args.model)?;
    // Read back what will be read, before anything is written.
    let recognizer = Recognizer::load(&files).context("reading back the quantized model")?;
    if let Some(data) = &args.data {
        let Some(report) = &mut report else {
            bail!(
                "{} has no {REPORT} to add scores to; leave --data out",
                args.model.display()
            );
        };
        let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
        report
            .evaluations
            .extend(pool.install(|| score(&recognizer, &files, data, report.recipe.eval_batch))?);
        report.duration_seconds += started.elapsed().as_secs_f64();
    }
    save(args, &files, report)
}

fn quantize(source: ModelFiles, report: Option<&Report>, directory: &Path) -> Result<ModelFiles> {
    let config =
        Config::from_json(&source.config).with_context(|| directory.display().to_string())?;
    let parameters = weights::read(&source.weights, &config, &Device::Cpu)
        .with_context(|| directory.join(weights::FILE_NAME).display().to_string())?;
    let name = model_dir::name_of(directory);
    let base = report.map_or(name.as_str(), |report| report.model.base.as_str());
    let weights = write_int8(&parameters, &Int8Metadata::new(base, &config.labels))?;
    Ok(ModelFiles { weights, ..source })
}

fn score(
    recognizer: &Recognizer,
    files: &ModelFiles,
    data: &Path,
    batch: usize,
) -> Result<Vec<Evaluation>> {
    let (validation, test) = DataSet::read_held_out(data, model_dir::task_of(files)?)?;
    let splits = [Some(&validation), test.as_ref()];
    splits
        .into_iter()
        .flatten()
        .map(|split| evaluation(recognizer, split, files, "int8", batch))
        .collect()
}

/// The report beside a model, where there is one.
fn read_report(path: &Path) -> Result<Option<Report>> {
    if !path.exists() {
        return Ok(None);
    }
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let report: Report =
        serde_json::from_slice(&bytes).with_context(|| path.display().to_string())?;
    if report.format != REPORT_FORMAT {
        bail!(
            "{}: format {} is not supported, expected {REPORT_FORMAT}",
            path.display(),
            report.format
        );
    }
    Ok(Some(report))
}

fn save(args: &QuantizeArgs, files: &ModelFiles, report: Option<Report>) -> Result<()> {
    let mut list: Vec<(&str, &[u8])> = vec![
        (CONFIG, &files.config),
        (TOKENIZER, &files.tokenizer),
        (weights::FILE_NAME, &files.weights),
    ];
    let tokenizer_config = tokenizer_config::read(&args.model)?;
    if let Some(tokenizer_config) = &tokenizer_config {
        list.push((TOKENIZER_CONFIG, tokenizer_config));
    }
    let texts = report.map(|mut report| -> Result<_> {
        report.model.name = model_dir::name_of(&args.out);
        let json = serde_json::to_string_pretty(&report)? + "\n";
        Ok((json, card(&report, Weights::Int8)?))
    });
    let texts = texts.transpose()?;
    if let Some((report, card)) = &texts {
        list.push((REPORT, report.as_bytes()));
        list.push((CARD, card.as_bytes()));
    }
    model_dir::write(&args.out, &list, args.overwrite)?;
    println!(
        "wrote {} ({} bytes of weights)",
        args.out.display(),
        files.weights.len()
    );
    Ok(())
}
