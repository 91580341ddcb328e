//! `namelight average`: the mean of the weights of several models that were trained from one start.
//!
//! Runs that differ in seed or data end in one valley, and the middle of it is better than its sides (Wortsman et al., "Model
//! soups", 2022).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use candle_core::Device;
use namelight_encoder::weights::{self, write_f32};
use namelight_encoder::{Config, Parameters};
use namelight_recognizer::ModelFiles;
use namelight_scores::report::Report;

use super::compute;
use crate::card::{Weights, card};
use crate::cli::{AverageArgs, DeviceKind};
use crate::data::DataSet;
use crate::evaluate::finished::finished;
use crate::model_dir::{self, CARD, CONFIG, REPORT, TOKENIZER, TOKENIZER_CONFIG, tokenizer_config};

pub fn run(args: &AverageArgs) -> Result<()> {
    ensure!(
        args.models.len() > 1,
        "--models: the mean is that of two models or more"
    );
    model_dir::check_output(&args.out, args.overwrite)?;
    let first = &args.models[0];
    let files = mean(&args.models)?;
    let report = model_dir::read_report(first)?;
    let report = report.with_context(|| format!("{} has no {REPORT}", first.display()))?;
    let data = DataSet::read_held_out(&args.data, model_dir::task_of(&files)?)?;
    let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
    let batch = report.recipe.eval_batch;
    let evaluations = pool.install(|| finished(&files, &data, batch, &Device::Cpu))?;
    let report = Report {
        evaluations,
        ..of_mean(report, args)?
    };
    for row in &report.evaluations {
        let source = row.source.as_deref().unwrap_or_default();
        println!(
            "{source:<20} {:<12} F1 {:.4}",
            row.split, row.scores.overall.f1
        );
    }
    save(args, &files, &report)
}

/// The files of the mean. All but the weights are those of the first model.
fn mean(models: &[PathBuf]) -> Result<ModelFiles> {
    let (first, others) = models.split_first().context("no model")?;
    let (files, mut sum) = read(first)?;
    for other in others {
        let (other_files, parameters) = read(other)?;
        let same = files.config == other_files.config && files.tokenizer == other_files.tokenizer;
        ensure!(
            same,
            "{} and {} have another {CONFIG} or {TOKENIZER}: they cannot have been trained from one start",
            first.display(),
            other.display()
        );
        for (name, tensor) in parameters {
            let sum = sum
                .get_mut(&name)
                .with_context(|| format!("{name} is not in both"))?;
            *sum = (&*sum + tensor)?;
        }
    }
    let share = 1.0 / models.len() as f64;
    let mean = sum.into_iter();
    let mean = mean.map(|(name, sum)| Ok((name, (sum * share)?)));
    let mean: Parameters = mean.collect::<Result<_>>()?;
    Ok(ModelFiles {
        weights: write_f32(&mean)?,
        ..files
    })
}

fn read(directory: &Path) -> Result<(ModelFiles, Parameters)> {
    let name = || directory.display().to_string();
    let files = model_dir::read(directory)?;
    let config = Config::from_json(&files.config).with_context(name)?;
    let parameters = weights::read(&files.weights, &config, &Device::Cpu).with_context(name)?;
    Ok((files, parameters))
}

/// The report of the first model as that of the mean: it says what the models were, and how long all took.
fn of_mean(mut report: Report, args: &AverageArgs) -> Result<Report> {
    report.model.name = model_dir::name_of(&args.out);
    report.model.mean_of = args
        .models
        .iter()
        .map(|path| model_dir::name_of(path))
        .collect();
    for other in &args.models[1..] {
        if let Some(other) = model_dir::read_report(other)? {
            report.duration_seconds += other.duration_seconds;
        }
    }
    Ok(report)
}

fn save(args: &AverageArgs, files: &ModelFiles, report: &Report) -> Result<()> {
    let card = card(report, Weights::F32)?;
    let json = model_dir::to_json(report)?;
    let mut list: Vec<(&str, &[u8])> = vec![
        (CONFIG, &files.config),
        (TOKENIZER, &files.tokenizer),
        (weights::FILE_NAME, &files.weights),
        (CARD, card.as_bytes()),
        (REPORT, json.as_bytes()),
    ];
    let tokenizer_config = tokenizer_config::read(&args.models[0])?;
    if let Some(tokenizer_config) = &tokenizer_config {
        list.push((TOKENIZER_CONFIG, tokenizer_config));
    }
    model_dir::write(&args.out, &list, args.overwrite)?;
    println!("wrote {}", args.out.display());
    Ok(())
}
