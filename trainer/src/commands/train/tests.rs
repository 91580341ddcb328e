//! Runs that go on from where no signal would interrupt them.

use std::path::Path;

use clap::Parser;
use namelight_encoder::weights::write_f32;
use namelight_scores::report::EpochRow;

use super::prepare::PreparedRun;
use crate::cli::{Cli, Command};
use crate::train::Trained;
use crate::train::checkpoint::{CheckpointFile, CheckpointPolicy, TrainState};
use crate::train::observer::Observer;

struct NobodyWatches;

impl Observer for NobodyWatches {
    fn step(&mut self, _step: usize, _total: usize, _loss: f64) {}
    fn epoch(&mut self, _row: &EpochRow) {}
}

fn prepared(out: &Path, more: &[&str]) -> PreparedRun {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let (base, data) = (fixtures.join("tiny-base"), fixtures.join("conll"));
    let paths = [
        ("--base", base.as_path()),
        ("--data", &data),
        ("--out", out),
    ];
    let paths = paths.map(|(flag, path)| [flag, path.to_str().unwrap()]);
    let args = [&["namelight", "train"], &paths.concat()[..], more].concat();
    let Command::Train(args) = Cli::parse_from(args).command else {
        panic!("train is the command");
    };
    PreparedRun::new(&args).unwrap()
}

/// What a run ends with, but for its times.
fn outcome(trained: Trained) -> (Vec<u8>, Vec<EpochRow>) {
    let mut epochs = trained.state.epochs;
    epochs.iter_mut().for_each(|row| row.seconds = 0.0);
    (write_f32(&trained.parameters).unwrap(), epochs)
}

/// The only checkpoint is that of the last step, which is in the middle of an epoch or at its end; the run that goes on
/// from it is one that was killed while it scored.
fn assert_last_step_is_scored(more: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let many = [
        "--epochs",
        "30",
        "--train-batch",
        "4",
        "--learning-rate",
        "1e-3",
    ];
    let run = prepared(&out, &[&many[..], more].concat());
    let last = run.recipe.max_steps.unwrap();
    let checkpoints = CheckpointPolicy {
        file: CheckpointFile::beside(&out),
        every: last,
    };
    let training = run.training(None, &checkpoints);
    let state = TrainState::new(run.identity.clone());
    let alone = training.run(&run.start, state, &mut NobodyWatches).unwrap();
    assert_eq!(alone.state.epochs.last().unwrap().step, last);

    let checkpoint = checkpoints.file.load(&run.identity, &run.device).unwrap();
    assert_eq!(checkpoint.state.step, last);
    let resumed = training.resume(checkpoint, &mut NobodyWatches).unwrap();
    assert!(outcome(resumed) == outcome(alone), "{more:?}");
}

#[test]
fn a_run_that_goes_on_behind_its_last_step_still_scores_it() {
    for steps in ["5", "6"] {
        assert_last_step_is_scored(&["--max-steps", steps, "--average-last", "2"]);
        assert_last_step_is_scored(&["--max-steps", steps, "--keep", "best"]);
        assert_last_step_is_scored(&["--max-steps", steps, "--join-sentences", "0.4"]);
    }
}
