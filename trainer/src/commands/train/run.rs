//! One training run: trains, scores the result, and writes the model directory.

use std::time::Instant;

use anyhow::{Result, bail};
use namelight_encoder::Parameters;
use namelight_encoder::weights::{self, write_f32};
use namelight_recognizer::ModelFiles;
use namelight_scores::report::{ModelFacts, REPORT_FORMAT, Report};

use super::data_notes;
use super::hardware::hardware;
use super::prepare::PreparedRun;
use crate::card::{Weights, card};
use crate::cli::TrainArgs;
use crate::commands::compute;
use crate::distill::TeacherLabels;
use crate::evaluate::finished::finished as finished_scores;
use crate::logging::{LogFolder, Observers, TerminalProgress};
use crate::model_dir::{self, CARD, CONFIG, REPORT, TOKENIZER, TOKENIZER_CONFIG};
use crate::recipe;
use crate::train::Trained;
use crate::train::checkpoint::{CheckpointFile, CheckpointPolicy, TrainState};
use crate::train::identity::{self, RunIdentity};

/// Trains with one seed. The labels of a teacher are computed once and kept in `teacher_labels` for further seeds.
pub fn run_once(args: &TrainArgs, teacher_labels: &mut Option<TeacherLabels>) -> Result<Report> {
    model_dir::check_output(&args.out, args.overwrite)?;
    check_checkpoint(args)?;
    let pool = compute::pool(args.compute.device, args.compute.threads)?;
    pool.install(|| {
        let run = PreparedRun::new(args)?;
        if let Some(warning) = data_notes::rare_types(&run.data) {
            eprintln!("{warning}");
        }
        if let Some(note) = data_notes::unknown_words(&run.data) {
            eprintln!("{note}");
        }
        let trained = train(args, &run, teacher_labels)?;
        finish(args, run, trained)
    })
}

/// The report of a run that is finished, if it is exactly the run that these arguments ask for.
///
/// # Errors
/// When another run has its place.
pub fn finished(args: &TrainArgs) -> Result<Option<Report>> {
    let Some(report) = model_dir::read_report(&args.out)? else {
        return Ok(None);
    };
    let pool = compute::pool(args.compute.device, args.compute.threads)?;
    let wanted = pool.install(|| PreparedRun::new(args))?.identity;
    RunIdentity::read(&args.out)?.ensure_same(&wanted, &args.out)?;
    Ok(Some(report))
}

/// A checkpoint is hours of work: it is neither overlooked nor overwritten.
fn check_checkpoint(args: &TrainArgs) -> Result<()> {
    let file = CheckpointFile::beside(&args.out);
    if file.exists()? && !args.resume && !args.overwrite {
        bail!(
            "{} is what an interrupted run left; go on with --resume, or start anew with --overwrite",
            file.path().display()
        );
    }
    Ok(())
}

fn train(
    args: &TrainArgs,
    run: &PreparedRun,
    known: &mut Option<TeacherLabels>,
) -> Result<Trained> {
    let teacher_labels = teacher_labels(args, run, known)?;
    let checkpoints = CheckpointPolicy {
        file: CheckpointFile::beside(&args.out),
        every: args.save_every,
    };
    let training = run.training(teacher_labels, &checkpoints);
    if args.resume {
        let checkpoint = checkpoints.file.load(&run.identity, &run.device)?;
        eprintln!("going on from step {}", checkpoint.state.step);
        let mut observers = observers(args, &checkpoint.state)?;
        return training.resume(checkpoint, &mut observers);
    }
    let state = TrainState::new(run.identity.clone());
    let mut observers = observers(args, &state)?;
    training.run(&run.start, state, &mut observers)
}

/// What the teacher says, if there is one, asked once for all seeds.
fn teacher_labels<'a>(
    args: &TrainArgs,
    run: &PreparedRun,
    known: &'a mut Option<TeacherLabels>,
) -> Result<Option<&'a TeacherLabels>> {
    let (Some(teacher), Some(distillation)) = (&args.teacher, &run.recipe.distillation) else {
        return Ok(None);
    };
    if known.is_none() {
        *known = Some(TeacherLabels::ask(
            teacher,
            distillation.temperature,
            &run.labels,
            &run.data,
            &run.unlabelled.sentences,
            &run.device,
        )?);
    }
    Ok(known.as_ref())
}

fn observers(args: &TrainArgs, state: &TrainState) -> Result<Observers> {
    let mut observers = LogFolder::beside(&args.out).open(state)?;
    observers.0.push(Box::new(TerminalProgress::new()));
    Ok(observers)
}

/// Scores the trained model and writes its directory.
fn finish(args: &TrainArgs, run: PreparedRun, trained: Trained) -> Result<Report> {
    let scoring = Instant::now();
    let files = ModelFiles {
        config: run.config.to_json().into_bytes(),
        tokenizer: run.tokenizer.clone(),
        weights: write_f32(&trained.parameters)?,
    };
    compute::multiply_exactly();
    let batch = run.recipe.eval_batch;
    let evaluations = finished_scores(&files, &run.data, batch, &run.device)?;
    let never_found = |row| data_notes::never_found(&run.data, row);
    evaluations
        .iter()
        .filter_map(never_found)
        .for_each(|note| eprintln!("{note}"));
    let state = trained.state;
    let report = Report {
        format: REPORT_FORMAT,
        model: model_facts(args, &run, &trained.parameters),
        recipe: run.recipe.clone(),
        data: run.data.facts(),
        evaluations,
        hardware: hardware(&run.identity.device, run.identity.threads),
        duration_seconds: state.seconds + scoring.elapsed().as_secs_f64(),
        loss_curve: state.loss_curve,
        epochs: state.epochs,
        seeds: Vec::new(),
        diagnostics: None,
        variants: Vec::new(),
        published: Vec::new(),
    };
    save(args, &run, &files, &report)?;
    CheckpointFile::beside(&args.out).remove()?;
    Ok(report)
}

fn model_facts(args: &TrainArgs, run: &PreparedRun, parameters: &Parameters) -> ModelFacts {
    ModelFacts {
        name: model_dir::name_of(&args.out),
        base: run.base_name.clone(),
        model_type: run.config.model_type.name().to_owned(),
        layers: run.config.layers,
        hidden_size: run.config.hidden_size,
        parameters: parameters.values().map(|tensor| tensor.elem_count()).sum(),
        labels: run.config.labels.clone(),
        mean_of: Vec::new(),
    }
}

fn save(args: &TrainArgs, run: &PreparedRun, files: &ModelFiles, report: &Report) -> Result<()> {
    let card = card(report, Weights::F32)?;
    let report = model_dir::to_json(report)?;
    let identity = run.identity.to_toml()?;
    let files: [(&str, &[u8]); 8] = [
        (CONFIG, &files.config),
        (TOKENIZER, &files.tokenizer),
        (TOKENIZER_CONFIG, &run.tokenizer_config),
        (weights::FILE_NAME, &files.weights),
        (recipe::FILE_NAME, run.recipe_toml.as_bytes()),
        (identity::FILE_NAME, identity.as_bytes()),
        (CARD, card.as_bytes()),
        (REPORT, report.as_bytes()),
    ];
    model_dir::write(&args.out, &files, args.overwrite)?;
    println!("wrote {}", args.out.display());
    Ok(())
}
