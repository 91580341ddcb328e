//! Runs that go on from where no signal would interrupt them.

use std::path::Path;

use candle_core::Tensor;
use clap::Parser;
use namelight_encoder::Parameters;
use namelight_encoder::weights::write_f32;
use namelight_scores::report::EpochRow;
use namelight_tokenizer::Tokenizer;

use super::prepare::PreparedRun;
use crate::cli::{Cli, Command};
use crate::data::examples::{Example, ExampleEncoder};
use crate::train::Trained;
use crate::train::checkpoint::{CheckpointFile, CheckpointPolicy, TrainState};
use crate::train::observer::Observer;
use crate::train::rounding::Rounding;
use crate::train::train_step::TrainableModel;

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

/// The weights before and after one step on the first sentences of the data, without chance.
fn step(run: &PreparedRun, start: &Parameters, rounding: Option<&Rounding>) -> Parameters {
    let tokenizer = Tokenizer::from_bytes(&run.tokenizer).unwrap();
    let encoder = ExampleEncoder {
        tokenizer: &tokenizer,
        labels: &run.labels,
        max_positions: run.config.max_positions,
        word_shapes: false,
    };
    let source = &run.data.sources[0];
    let outside = source.outside(&run.labels);
    let examples = encoder.split(source.train.as_ref().unwrap(), &outside, |_| None);
    let examples = examples.unwrap();
    let mut model = TrainableModel::new(start, &run.config, &run.recipe, run.ops).unwrap();
    let batch: Vec<&Example> = examples.iter().take(4).collect();
    model.step(&batch, 0, 1e-3, rounding).unwrap();
    model.parameters()
}

#[test]
fn a_step_with_rounded_weights_moves_the_weights_that_were_rounded() {
    let folder = tempfile::tempdir().unwrap();
    let rounded = [
        "--rounded-epochs",
        "1",
        "--word-bits",
        "2",
        "--layer-bits",
        "3",
    ];
    let exact = ["--hidden-dropout", "0", "--attention-dropout", "0"];
    let more = [
        &rounded[..],
        &exact,
        &["--classifier-dropout", "0", "--group", "8"],
    ]
    .concat();
    let run = prepared(&folder.path().join("out"), &more);
    let rounding = Rounding::of(&run.recipe).unwrap();
    let at_rounded = rounding.rounded_parameters(&run.start).unwrap();
    let moved = step(&run, &run.start, Some(&rounding));
    // The same gradient, from weights that were rounded for good.
    let expected = step(&run, &at_rounded, None);
    let numbers = |tensor: &Tensor| tensor.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    let mut rounded = 0;
    for (name, start) in &run.start {
        let by = |to: &Parameters, from: &Tensor| numbers(&(&to[name] - from).unwrap());
        let (found, expected) = (by(&moved, start), by(&expected, &at_rounded[name]));
        for (found, expected) in found.iter().zip(expected) {
            assert!(
                (found - expected).abs() < 1e-6,
                "{name}: {found}, {expected}"
            );
        }
        rounded += usize::from(numbers(start) != numbers(&at_rounded[name]));
    }
    assert!(rounded > 10, "{rounded} matrices were rounded");
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
        let rounded = ["--rounded-epochs", "28", "--group", "8"];
        assert_last_step_is_scored(&[&["--max-steps", steps][..], &rounded].concat());
    }
}
