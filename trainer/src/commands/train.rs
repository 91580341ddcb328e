//! `namelight train`.

use std::time::Instant;

use anyhow::{bail, ensure, Context, Result};

use namelight_encoder::manifest::sha256_hex;
use namelight_encoder::weights::{self, write_f32};
use namelight_encoder::{Config, ConfigError, Parameters};
use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_scores::report::{Evaluation, ModelFacts, Recipe, Report, REPORT_FORMAT};
use namelight_scores::Scheme;
use namelight_text::label_set_of;
use namelight_wordpieces::WordpieceTokenizer;

use super::compute;
use crate::card::{card, Weights};
use crate::checkpoint::{Checkpoint, CheckpointFile, Identity, Progress};
use crate::cli::{DeviceKind, TrainArgs};
use crate::data::{DataSet, Split};
use crate::evaluation::evaluate;
use crate::examples::encode_split;
use crate::hardware::hardware;
use crate::head::head_weight;
use crate::model_dir::{self, CARD, CONFIG, REPORT, TOKENIZER, TOKENIZER_CONFIG};
use crate::progress::TerminalProgress;
use crate::tokenizer_config::tokenizer_config;
use crate::training::{Keeping, Training};
use crate::watch::{LogFolder, Observers};

pub fn run(args: &TrainArgs) -> Result<()> {
    model_dir::check_output(&args.out, args.overwrite)?;
    check_checkpoint(args)?;
    let pool = compute::pool(args.compute.device, args.compute.threads)?;
    pool.install(|| train(args))
}

fn train(args: &TrainArgs) -> Result<()> {
    let device = compute::device(args.compute.device)?;
    let data = DataSet::read(&args.data)?;
    let base = model_dir::read(&args.base)?;
    let labels = label_set_of(&data.train.sentences);
    let config = base_config(args, &base.config)
        .with_context(|| args.base.display().to_string())?
        .with_labels(labels.names())
        .with_f32_weights();
    let tokenizer_config = tokenizer_config(&args.base, &config, &base.tokenizer)?;
    let start = weights::read_base(
        &base.weights,
        &config,
        head_weight(&config, args.seed),
        &device,
    )
    .with_context(|| args.base.join(weights::FILE_NAME).display().to_string())?;
    let tokenizer = WordpieceTokenizer::from_bytes(&base.tokenizer)
        .with_context(|| args.base.display().to_string())?;
    let examples = encode_split(&data.train, &tokenizer, &labels, config.max_positions)?;
    ensure!(
        !examples.is_empty(),
        "{}: no sentence has a wordpiece",
        data.train.file
    );

    let recipe = recipe(args, &config);
    let keeping = Keeping {
        file: CheckpointFile::beside(&args.out),
        every: args.save_every,
    };
    let training = Training {
        config: &config,
        recipe: &recipe,
        examples: &examples,
        validation: &data.validation,
        tokenizer: &base.tokenizer,
        device: &device,
        keeping: &keeping,
    };
    let identity = Identity {
        recipe: recipe.clone(),
        base: sha256_hex(&base.weights),
        layers: config.layers,
        data: data.train.facts.sha256.clone(),
        device: device_name(args.compute.device).to_owned(),
        threads: rayon::current_num_threads(),
    };
    let logs = LogFolder::beside(&args.out);
    let trained = if args.resume {
        let Checkpoint {
            progress,
            weights,
            optimizer,
        } = keeping.file.load(&identity, &device)?;
        eprintln!("going on from step {}", progress.step);
        let mut observers = observers(&logs, &progress)?;
        training.run(&weights, progress, Some(&optimizer), &mut observers)?
    } else {
        let progress = Progress::new(identity);
        let mut observers = observers(&logs, &progress)?;
        training.run(&start, progress, None, &mut observers)?
    };
    let weights = write_f32(&trained.parameters)?;
    let files = ModelFiles {
        config: config.to_json().into_bytes(),
        tokenizer: base.tokenizer,
        weights,
    };
    let scoring = Instant::now();
    let evaluations = score(&files, &data, recipe.eval_batch)?;
    let progress = trained.progress;
    let report = Report {
        format: REPORT_FORMAT,
        model: model_facts(args, &config, &trained.parameters),
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
    };
    save(args, &files, &tokenizer_config, &report)?;
    keeping.file.remove()
}

fn observers(logs: &LogFolder, progress: &Progress) -> Result<Observers> {
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
    let splits = [Some(&data.validation), data.test.as_ref()];
    splits
        .into_iter()
        .flatten()
        .map(|split| evaluation(&recognizer, split, files, "f32", batch))
        .collect()
}

/// A row of the report.
pub fn evaluation(
    recognizer: &Recognizer,
    split: &Split,
    files: &ModelFiles,
    weights: &str,
    batch: usize,
) -> Result<Evaluation> {
    let scored = evaluate(recognizer, split, batch, Scheme::Default)?;
    Ok(Evaluation {
        split: split.facts.split.clone(),
        weights: weights.to_owned(),
        weight_bytes: files.weights.len() as u64,
        loss: scored.loss,
        scores: scored.scores,
    })
}

fn save(
    args: &TrainArgs,
    files: &ModelFiles,
    tokenizer_config: &[u8],
    report: &Report,
) -> Result<()> {
    let card = card(report, Weights::F32)?;
    let report = serde_json::to_string_pretty(report)? + "\n";
    let files: [(&str, &[u8]); 6] = [
        (CONFIG, &files.config),
        (TOKENIZER, &files.tokenizer),
        (TOKENIZER_CONFIG, tokenizer_config),
        (weights::FILE_NAME, &files.weights),
        (CARD, card.as_bytes()),
        (REPORT, report.as_bytes()),
    ];
    model_dir::write(&args.out, &files, args.overwrite)?;
    println!("wrote {}", args.out.display());
    Ok(())
}

fn recipe(args: &TrainArgs, config: &Config) -> Recipe {
    Recipe {
        learning_rate: args.learning_rate,
        warmup_ratio: args.warmup_ratio,
        schedule: "linear".to_owned(),
        epochs: args.epochs.into(),
        train_batch: args.train_batch.into(),
        eval_batch: args.eval_batch.into(),
        betas: (args.beta1, args.beta2),
        epsilon: args.epsilon,
        weight_decay: args.weight_decay,
        max_grad_norm: args.max_grad_norm,
        seed: args.seed,
        group_by_length: args.group_by_length,
        hidden_dropout: config.hidden_dropout,
        attention_dropout: config.attention_dropout,
    }
}

fn model_facts(args: &TrainArgs, config: &Config, parameters: &Parameters) -> ModelFacts {
    ModelFacts {
        name: model_dir::name_of(&args.out),
        base: model_dir::name_of(&args.base),
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
