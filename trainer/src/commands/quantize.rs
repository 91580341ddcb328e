//! `namelight quantize`.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use candle_core::{Device, Tensor};
use flate2::Compression;
use flate2::write::GzEncoder;
use namelight_encoder::weights::{self, GroupedBits, QuantizedMetadata, write_grouped, write_int8};
use namelight_encoder::{Config, Parameters};
use namelight_manifest::COMPRESSED_SUFFIX;
use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_scores::Scheme;
use namelight_scores::report::Report;

use super::compute;
use crate::card::{Weights, card};
use crate::cli::{DeviceKind, QuantizeArgs};
use crate::data::DataSet;
use crate::evaluate::diagnostics;
use crate::evaluate::latency;
use crate::evaluate::outside_bias;
use crate::evaluate::predict;
use crate::model_dir::{self, CARD, CONFIG, REPORT, TOKENIZER, TOKENIZER_CONFIG, tokenizer_config};
use crate::other_runs::{published, variants};

/// What the report calls these weights, and those that they were made of.
const INT8: &str = "int8";
const F32: &str = "f32";

/// The label of words outside of all entities.
const OUTSIDE: &str = "O";
/// The bias of the head.
const HEAD_BIAS: &str = "classifier.bias";

pub fn run(args: &QuantizeArgs) -> Result<()> {
    model_dir::check_output(&args.out, args.overwrite)?;
    let started = Instant::now();
    let source = model_dir::read(&args.model)?;
    let mut report = model_dir::read_report(&args.model)?;
    // Both forms are timed on this machine, or their times could not stand beside each other.
    let f32_millis = match &args.data {
        Some(_) => latency::f32_millis(&source)?,
        None => None,
    };
    let mut float = Float::read(source, &args.model)?;
    let mut files = float.quantized(report.as_ref(), args)?;
    // Read back what will be read, before anything is written.
    let mut recognizer = Recognizer::load(&files).context("reading back the quantized model")?;
    // A model that has a bias already, and is measured anew, keeps it.
    let mut outside_bias = report
        .as_ref()
        .and_then(|report| report.diagnostics.as_ref()?.outside_bias);
    if let (Some(data), true) = (&args.data, args.fit_outside_bias) {
        let batch = needed(&mut report, args)?.recipe.eval_batch;
        let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
        let bias = pool.install(|| fit_outside_bias(&recognizer, &files, data, batch))?;
        float.add_to_outside(bias)?;
        files = float.quantized(report.as_ref(), args)?;
        recognizer = Recognizer::load(&files)?;
        outside_bias = Some(bias + outside_bias.unwrap_or_default());
    }
    if let Some(data) = &args.data {
        let report = needed(&mut report, args)?;
        let pool = compute::pool(DeviceKind::Cpu, args.threads)?;
        for row in report
            .evaluations
            .iter_mut()
            .filter(|row| row.weights == F32)
        {
            row.millis = f32_millis;
        }
        pool.install(|| score(recognizer, &mut files, data, report))?;
        if let Some(diagnostics) = &mut report.diagnostics {
            diagnostics.outside_bias = outside_bias;
        }
        report.duration_seconds += started.elapsed().as_secs_f64();
    }
    if !args.variant.is_empty() || !args.published.is_empty() {
        let report = needed(&mut report, args)?;
        report.variants = variants::table(&args.model, report, &args.variant)?;
        if report.seeds.is_empty() {
            report.seeds = variants::seeds(&report.variants);
        }
        report.published = published::comparisons(&args.published)?;
    }
    save(args, &files, report)
}

/// The form of the weights that are written.
fn form(args: &QuantizeArgs) -> Weights {
    match (args.word_bits, args.layer_bits) {
        (Some(words), Some(layers)) => Weights::Grouped {
            bits: GroupedBits {
                words: words.into(),
                layers: layers.into(),
            },
            group: args.group.into(),
        },
        _ => Weights::Int8,
    }
}

fn needed<'a>(report: &'a mut Option<Report>, args: &QuantizeArgs) -> Result<&'a mut Report> {
    report.as_mut().with_context(|| {
        format!(
            "{} has no {REPORT} to add to; leave --data, --variant and --published out",
            args.model.display()
        )
    })
}

/// A model in floats.
struct Float {
    files: ModelFiles,
    config: Config,
    parameters: Parameters,
    /// The name of its folder.
    name: String,
}

impl Float {
    fn read(files: ModelFiles, directory: &Path) -> Result<Self> {
        let config =
            Config::from_json(&files.config).with_context(|| directory.display().to_string())?;
        let parameters = weights::read(&files.weights, &config, &Device::Cpu)
            .with_context(|| directory.join(weights::FILE_NAME).display().to_string())?;
        Ok(Self {
            files,
            config,
            parameters,
            name: model_dir::name_of(directory),
        })
    }

    /// Adds to the bias of the head's output for `O`.
    fn add_to_outside(&mut self, bias: f64) -> Result<()> {
        let outside = self.config.labels.iter().position(|label| label == OUTSIDE);
        let outside = outside.context("no label O")?;
        let present = self.parameters.get_mut(HEAD_BIAS);
        let present = present.with_context(|| format!("no {HEAD_BIAS}"))?;
        let mut values = present.to_vec1::<f32>()?;
        values[outside] += bias as f32;
        *present = Tensor::new(values, &Device::Cpu)?;
        Ok(())
    }

    fn quantized(&self, report: Option<&Report>, args: &QuantizeArgs) -> Result<ModelFiles> {
        let base = report.map_or(self.name.as_str(), |report| report.model.base.as_str());
        let labels = &self.config.labels;
        let weights = match form(args) {
            Weights::Grouped { bits, group } => {
                let metadata = QuantizedMetadata::grouped(base, labels, group);
                write_grouped(&self.parameters, &metadata, bits)?
            }
            _ => write_int8(&self.parameters, &QuantizedMetadata::int8(base, labels))?,
        };
        Ok(ModelFiles {
            weights,
            config: self.files.config.clone(),
            tokenizer: self.files.tokenizer.clone(),
        })
    }
}

/// The bias of `O` with the best F1 on the validation data of all sources.
fn fit_outside_bias(
    recognizer: &Recognizer,
    files: &ModelFiles,
    data: &Path,
    batch: usize,
) -> Result<f64> {
    ensure!(
        recognizer.labels().index_of(OUTSIDE).is_some(),
        "--fit-outside-bias: the model has no label {OUTSIDE}"
    );
    let data = DataSet::read_held_out(data, model_dir::task_of(files)?)?;
    let splits = data.validation().map(|(source, split)| {
        let predictions = predict(recognizer, split, batch)?;
        Ok((predictions, source.type_filter()))
    });
    let found = outside_bias::best(&splits.collect::<Result<Vec<_>>>()?)?;
    println!(
        "{} is added to the logit of {OUTSIDE}: the mean F1 on validation data goes from {:.4} to {:.4}",
        found.bias, found.before, found.after
    );
    Ok(found.bias)
}

/// Scores the int8 weights, gives the model the temperature that the validation data asks for, and measures its
/// diagnostics.
fn score(
    recognizer: Recognizer,
    files: &mut ModelFiles,
    data: &Path,
    report: &mut Report,
) -> Result<()> {
    let batch = report.recipe.eval_batch;
    let data = DataSet::read_held_out(data, model_dir::task_of(files)?)?;
    let recognizer = recognizer.uncalibrated();
    let millis = latency::millis(&recognizer)?;
    let first = data.first_held_out().map(|split| {
        let predictions = predict(&recognizer, split, batch)?;
        Ok((split.facts.split.as_str(), predictions))
    });
    let mut diagnostics = diagnostics::measure(INT8, &first.collect::<Result<Vec<_>>>()?)?;
    // A model that was int8 before is measured anew.
    report.evaluations.retain(|row| row.weights != INT8);
    for (source, split) in data.held_out() {
        let predictions = predict(&recognizer, split, batch)?;
        let types = source.type_filter();
        let mut scored = predictions.scored(Scheme::Default, &types)?;
        scored.loss = predictions.loss(diagnostics.temperature, &types)?;
        let (name, split) = (source.name.as_deref(), &split.facts.split);
        let row = scored.report_row(name, split, INT8, files.weights.len(), millis);
        report.evaluations.push(row);
    }
    let config = Config::from_json(&files.config)?.with_temperature(diagnostics.temperature);
    files.config = config.to_json().into_bytes();
    let recognizer = Recognizer::load(files)?;
    for (source, split) in data.validation() {
        let predictions = predict(&recognizer, split, batch)?;
        let name = source.name.as_deref();
        let rows = diagnostics::operating_points(name, &predictions, &source.type_filter());
        diagnostics.operating_points.extend(rows);
    }
    for split in data.first_held_out() {
        let rows = diagnostics::conditions(&recognizer, split, batch)?;
        diagnostics.conditions.extend(rows);
    }
    report.diagnostics = Some(diagnostics);
    Ok(())
}

fn save(args: &QuantizeArgs, files: &ModelFiles, report: Option<Report>) -> Result<()> {
    let mut list: Vec<(&str, &[u8])> = vec![
        (CONFIG, &files.config),
        (TOKENIZER, &files.tokenizer),
        (weights::FILE_NAME, &files.weights),
    ];
    let compressed = gzip(&files.tokenizer)?;
    let compressed_name = format!("{TOKENIZER}{COMPRESSED_SUFFIX}");
    list.push((&compressed_name, &compressed));
    let tokenizer_config = tokenizer_config::read(&args.model)?;
    if let Some(tokenizer_config) = &tokenizer_config {
        list.push((TOKENIZER_CONFIG, tokenizer_config));
    }
    let texts = report.map(|mut report| -> Result<_> {
        report.model.name = model_dir::name_of(&args.out);
        let json = serde_json::to_string_pretty(&report)? + "\n";
        Ok((json, card(&report, form(args))?))
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

/// The compressed form for hosts that compress nothing. The weights have none: they are as good as random.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
