//! One training run: reads the data and the base, trains, scores, and writes the model directory.

use std::time::Instant;

use anyhow::{Context, Result, bail};

use namelight_encoder::weights::{self, write_f32};
use namelight_encoder::{Config, ConfigError, Parameters};
use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_scores::Scheme;
use namelight_scores::report::{Evaluation, ModelFacts, REPORT_FORMAT, Recipe, Report};
use namelight_text::{LabelSet, Task};

use super::hardware::hardware;
use crate::base::Base;
use crate::base::classification_head::head_weight;
use crate::base::word_shapes;
use crate::card::{Weights, card};
use crate::cli::{DeviceKind, TrainArgs};
use crate::commands::compute;
use crate::data::{DataSet, Split};
use crate::distill::TeacherLabels;
use crate::evaluate::evaluate;
use crate::evaluate::latency;
use crate::logging::{LogFolder, Observers, TerminalProgress};
use crate::model_dir::tokenizer_config::tokenizer_config;
use crate::model_dir::{self, CARD, CONFIG, REPORT, TOKENIZER, TOKENIZER_CONFIG};
use crate::recipe;
use crate::train::checkpoint::{CheckpointFile, Identity, TrainState};
use crate::train::{CheckpointPolicy, Training};

/// Trains with one seed. `lesson` is what a teacher said before, or will have said.
pub fn run_once(args: &TrainArgs, lesson: &mut Option<TeacherLabels>) -> Result<Report> {
    model_dir::check_output(&args.out, args.overwrite)?;
    check_checkpoint(args)?;
    let pool = compute::pool(args.compute.device, args.compute.threads)?;
    pool.install(|| train(args, lesson))
}

fn train(args: &TrainArgs, known: &mut Option<TeacherLabels>) -> Result<Report> {
    let device = compute::device(args.compute.device)?;
    let data = DataSet::read(&args.data, args.task.into())?;
    let base = Base::open(&args.base)?;
    let labels = data.labels();
    let config = base_config(args, &base.files.config)
        .with_context(|| args.base.display().to_string())?
        .with_labels(labels.names())
        .with_f32_weights()
        .with_task(Task::from(args.task).name());
    let config = match labels.scheme() {
        Some(scheme) => config.with_label_scheme(scheme.name()),
        None => config,
    };
    let tokenizer_config = tokenizer_config(&base.directory, &config, &base.files.tokenizer)?;
    let teacher = args.teacher.as_deref().map(model_dir::name_of);
    let mut recipe = recipe::resolve_with_teacher(&args.recipe, &config, teacher)?;
    let head = head_weight(&config, recipe.seed);
    let start = base.files.parameters(&config, head, &device);
    let mut start = start.with_context(|| args.base.display().to_string())?;
    let config = match recipe.word_shapes {
        true => word_shapes::give(config, &mut start)?,
        false => config,
    };
    let data = data.limited(recipe.max_samples);
    let lesson = lesson(args, &mut recipe, &labels, &data.train, known)?;
    let keeping = CheckpointPolicy {
        file: CheckpointFile::beside(&args.out),
        every: args.save_every,
    };
    let ops = compute::ops(&args.compute, &device);
    let training = Training {
        config: &config,
        recipe: &recipe,
        labels: &labels,
        train: &data.train,
        softened: lesson.map(|it| it.softened.as_slice()),
        unlabelled: lesson.map_or((&[], &[]), |it| (&it.unlabelled, &it.unlabelled_softened)),
        validation: &data.validation,
        tokenizer: &base.files.tokenizer,
        device: &device,
        ops,
        keeping: &keeping,
    };
    let identity = Identity {
        recipe: recipe.clone(),
        base: base.files.sha256(),
        layers: config.layers,
        data: data.train.facts.sha256.clone(),
        device: device_name(args.compute.device).to_owned(),
        threads: rayon::current_num_threads(),
        ops: ops.name().to_owned(),
    };
    let logs = LogFolder::beside(&args.out);
    let trained = if args.resume {
        let checkpoint = keeping.file.load(&identity, &device)?;
        eprintln!("going on from step {}", checkpoint.progress.step);
        let mut observers = observers(&logs, &checkpoint.progress)?;
        training.resume(checkpoint, &mut observers)?
    } else {
        let progress = TrainState::new(identity);
        let mut observers = observers(&logs, &progress)?;
        training.run(&start, progress, &mut observers)?
    };
    let weights = write_f32(&trained.parameters)?;
    let files = ModelFiles {
        config: config.to_json().into_bytes(),
        tokenizer: base.files.tokenizer,
        weights,
    };
    let scoring = Instant::now();
    let evaluations = score(&files, &data, recipe.eval_batch)?;
    let progress = trained.progress;
    let report = Report {
        format: REPORT_FORMAT,
        model: model_facts(args, base.name, &config, &trained.parameters),
        recipe,
        data: facts(&data),
        evaluations,
        hardware: hardware(
            device_name(args.compute.device),
            rayon::current_num_threads(),
        ),
        duration_seconds: progress.seconds + scoring.elapsed().as_secs_f64(),
        loss_curve: progress.loss_curve,
        epochs: progress.epochs,
        seeds: Vec::new(),
        diagnostics: None,
        variants: Vec::new(),
        published: Vec::new(),
    };
    save(args, &files, &tokenizer_config, &report)?;
    keeping.file.remove()?;
    Ok(report)
}

fn observers(logs: &LogFolder, progress: &TrainState) -> Result<Observers> {
    let mut observers = logs.open(progress)?;
    observers.0.push(Box::new(TerminalProgress::new()));
    Ok(observers)
}

fn base_config(args: &TrainArgs, json: &[u8]) -> Result<Config, ConfigError> {
    let config = Config::from_json(json)?;
    match args.layers {
        Some(layers) => config.with_layers(layers),
        None => Ok(config),
    }
}

/// What the teacher says, if there is one, asked once for all seeds; completes what the recipe says of it.
fn lesson<'a>(
    args: &TrainArgs,
    recipe: &mut Recipe,
    labels: &LabelSet,
    train: &Split,
    known: &'a mut Option<TeacherLabels>,
) -> Result<Option<&'a TeacherLabels>> {
    let (Some(teacher), Some(distillation)) = (&args.teacher, &mut recipe.distillation) else {
        return Ok(None);
    };
    let lesson = match known {
        Some(lesson) => lesson,
        None => {
            let temperature = distillation.temperature;
            let lesson = TeacherLabels::ask(teacher, temperature, labels, train, &args.unlabelled)?;
            known.insert(lesson)
        }
    };
    distillation.sha256.clone_from(&lesson.sha256);
    distillation.unlabelled = lesson.unlabelled.len();
    Ok(Some(lesson))
}

/// A checkpoint is hours of work: it is neither overlooked nor overwritten.
fn check_checkpoint(args: &TrainArgs) -> Result<()> {
    let file = CheckpointFile::beside(&args.out);
    if file.exists() && !args.resume && !args.overwrite {
        bail!(
            "{} is what an interrupted run left; go on with --resume, or start anew with --overwrite",
            file.path().display()
        );
    }
    Ok(())
}

/// Scores the finished files, read back as everybody will read them.
fn score(files: &ModelFiles, data: &DataSet, batch: usize) -> Result<Vec<Evaluation>> {
    let recognizer = Recognizer::load(files)?;
    let millis = latency::millis(&recognizer)?;
    let splits = [Some(&data.validation), data.test.as_ref()];
    splits
        .into_iter()
        .flatten()
        .map(|split| {
            let scored = evaluate(&recognizer, split, batch, Scheme::Default)?;
            Ok(scored.report_row(&split.facts.split, "f32", files.weights.len(), millis))
        })
        .collect()
}

fn save(
    args: &TrainArgs,
    files: &ModelFiles,
    tokenizer_config: &[u8],
    report: &Report,
) -> Result<()> {
    let card = card(report, Weights::F32)?;
    let recipe = recipe::to_toml(&report.recipe)?;
    let report = serde_json::to_string_pretty(report)? + "\n";
    let files: [(&str, &[u8]); 7] = [
        (CONFIG, &files.config),
        (TOKENIZER, &files.tokenizer),
        (TOKENIZER_CONFIG, tokenizer_config),
        (weights::FILE_NAME, &files.weights),
        (recipe::FILE_NAME, recipe.as_bytes()),
        (CARD, card.as_bytes()),
        (REPORT, report.as_bytes()),
    ];
    model_dir::write(&args.out, &files, args.overwrite)?;
    println!("wrote {}", args.out.display());
    Ok(())
}

fn model_facts(
    args: &TrainArgs,
    base: String,
    config: &Config,
    parameters: &Parameters,
) -> ModelFacts {
    ModelFacts {
        name: model_dir::name_of(&args.out),
        base,
        model_type: config.model_type.name().to_owned(),
        layers: config.layers,
        hidden_size: config.hidden_size,
        parameters: parameters.values().map(|tensor| tensor.elem_count()).sum(),
        labels: config.labels.clone(),
    }
}

fn facts(data: &DataSet) -> Vec<namelight_scores::report::DataFacts> {
    let splits = [
        Some(&data.train),
        Some(&data.validation),
        data.test.as_ref(),
    ];
    splits
        .into_iter()
        .flatten()
        .map(|split| split.facts.clone())
        .collect()
}

fn device_name(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Cpu => "cpu",
        DeviceKind::Cuda => "cuda",
    }
}
