//! A run whose disk fills up or cannot be written: it says so, and goes on where it was once there is room.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::interrupted::train_args;
use common::{Workspace, fixture, run, stderr};
use namelight_test_runner::{ignore, tests};

tests![
    a_disk_that_fills_up_ends_a_run_that_goes_on_to_the_same_weights,
    a_disk_that_cannot_be_written_ends_a_run_before_it_trains,
];

/// Mounts a disk of some size, trains on it, runs `$2` and trains again with what is given behind it. Ends with 99 where
/// nothing can be mounted.
const SCRIPT: &str = r#"
disk=$1; size=$2; between=$3; copy=$4; program=$5; shift 5
mount -t tmpfs -o size="$size" tmpfs "$disk" 2>/dev/null || exit 99
eval "$between"
"$program" "$@" && exit 98
mount -o remount,rw,size=16m "$disk" || exit 97
[ -z "$copy" ] && exit 0
"$program" "$@" --resume && cp "$disk/model/model.safetensors" "$copy"
"#;

/// Runs the script in mounts of its own, and returns what the programs told.
fn train_on_disk(disk: &Path, size: &str, between: &str, copy: &str) -> String {
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let out = disk.join("model");
    let answer = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            SCRIPT,
            "sh",
        ])
        .arg(disk)
        .args([size, between, copy, env!("CARGO_BIN_EXE_namelight")])
        .args(train_args(&out, &base, &data))
        .output();
    let Ok(answer) = answer else {
        ignore("this machine has no unshare");
    };
    let told = stderr(&answer);
    match answer.status.code() {
        Some(0) => told,
        Some(99) => ignore("this machine lets no test mount a disk"),
        Some(1) if told.starts_with("unshare:") => ignore("this machine lets no test mount a disk"),
        code => panic!("{code:?}: {told}"),
    }
}

fn a_disk_that_fills_up_ends_a_run_that_goes_on_to_the_same_weights() {
    let workspace = Workspace::new();
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let alone = workspace.path("alone");
    let answer = run(&train_args(&alone, &base, &data));
    assert!(answer.status.success(), "{}", stderr(&answer));
    let disk = workspace.path("disk");
    fs::create_dir(&disk).unwrap();
    let copy = workspace.path("copy");
    // Room for one checkpoint, and not for the next one beside it.
    let told = train_on_disk(&disk, "400k", "", copy.to_str().unwrap());
    for part in [
        "model.checkpoint.safetensors at step 14",
        "make room and go on with --resume",
        "No space left",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert!(fs::read(copy).unwrap() == fs::read(alone.join("model.safetensors")).unwrap());
}

fn a_disk_that_cannot_be_written_ends_a_run_before_it_trains() {
    let workspace = Workspace::new();
    let disk = workspace.path("disk");
    fs::create_dir(&disk).unwrap();
    let told = train_on_disk(&disk, "16m", "mount -o remount,ro \"$disk\"", "");
    assert!(
        told.contains("model.logs") && told.contains("Read-only file system"),
        "{told}"
    );
    assert!(!told.contains("| loss"), "{told}");
}
