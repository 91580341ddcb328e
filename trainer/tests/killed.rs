//! A run that is killed again and again, at any moment, also while it saves.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::interrupted::train_args;
use common::{Workspace, fixture, run, stderr};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How often the run is killed; `NAMELIGHT_KILLS=100 cargo test -p namelight-trainer --test killed` is the long form.
const KILLS: usize = 6;

/// A run is killed within this time after its start, which is about what a run that is left alone takes.
const MOST_MILLIS: u64 = 700;

#[test]
fn the_newest_complete_checkpoint_always_loads_and_leads_to_the_same_weights() {
    let kills = match std::env::var("NAMELIGHT_KILLS") {
        Ok(kills) => kills.parse().expect("NAMELIGHT_KILLS is a number"),
        Err(_) => KILLS,
    };
    let workspace = Workspace::new();
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let alone = workspace.path("alone");
    let answer = run(&train_args(&alone, &base, &data));
    assert!(answer.status.success(), "{}", stderr(&answer));

    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mut killed = 0;
    for round in 0.. {
        let out = workspace.path(&format!("killed-{round}"));
        killed += finish(&train_args(&out, &base, &data), kills - killed, &mut rng);
        let weights = |out: &Path| fs::read(out.join("model.safetensors")).unwrap();
        assert!(
            weights(&out) == weights(&alone),
            "round {round}: the weights differ"
        );
        if killed >= kills {
            break;
        }
    }
    // `cargo xtask trust` reads this.
    println!("trust: checkpoints.kills {killed}");
}

/// Lets a run end, which is killed at most so many times; returns how often it was.
fn finish(args: &[&str], kills: usize, rng: &mut ChaCha8Rng) -> usize {
    for killed in 0..kills {
        let patience = Duration::from_millis(rng.random_range(0..MOST_MILLIS));
        if !ends_within(args, killed > 0, patience) {
            continue;
        }
        return killed;
    }
    // Left alone, it ends.
    assert!(ends_within(args, kills > 0, Duration::MAX));
    kills
}

/// Starts a run and kills it after some time; says whether it had ended by then.
fn ends_within(args: &[&str], resumes: bool, patience: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_namelight"))
        .args(args)
        .args(resumes.then_some("--resume"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while started.elapsed() < patience {
        if child.try_wait().unwrap().is_some() {
            let answer = child.wait_with_output().unwrap();
            let told = stderr(&answer);
            // A run that was killed before its first checkpoint has nothing to go on from.
            if told.contains("nothing to resume") {
                return ends_within(args, false, patience);
            }
            assert!(answer.status.success(), "{told}");
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    false
}
