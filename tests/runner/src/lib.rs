//! Runs tests that need something which not every machine has: data that cannot be part of the repository, a Python with
//! other people's libraries, a set of instructions. Where it is missing, a test is reported as ignored, with the reason,
//! and never as passed.
//!
//! A test asks for what it needs in its first lines, and gets it or ends there:
//!
//! ```no_run
//! //! In Cargo.toml: [[test]] name = "conll2003", harness = false
//! use namelight_test_runner::{conll2003, tests};
//!
//! tests![the_training_data_are_there];
//!
//! fn the_training_data_are_there() {
//!     let folder = conll2003();
//!     assert!(folder.join("eng.train").is_file());
//! }
//! ```
//!
//! A function that [`tests!`] does not name is dead code, of which the compiler warns.

mod python;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Failed, Trial};

pub use python::{json_of, program_of, python, reference};

/// Makes these functions the tests of the file.
#[macro_export]
macro_rules! tests {
    ($($test:ident),* $(,)?) => {
        fn main() -> std::process::ExitCode {
            $crate::run([$((stringify!($test), $test as fn())),*])
        }
    };
}

/// Why a test ended before it tested anything; the payload of an unwinding that is no panic.
struct Ignored(String);

/// Ends the present test and has it reported as ignored for this reason.
pub fn ignore(reason: impl Into<String>) -> ! {
    resume_unwind(Box::new(Ignored(reason.into())))
}

/// The folder with CoNLL-2003 (`eng.train`, `eng.testa`, `eng.testb`) that `NAMELIGHT_DATA` names, or else
/// `../shared/data/conll2003` beside the repository. Where there is none, the test is ignored.
pub fn conll2003() -> PathBuf {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/conll2003");
    let folder = std::env::var_os("NAMELIGHT_DATA").map_or_else(usual, PathBuf::from);
    if !folder.is_dir() {
        ignore("no CoNLL-2003: set NAMELIGHT_DATA to the folder that holds eng.train");
    }
    folder
}

/// Runs tests by name as libtest does; [`tests!`] calls this.
pub fn run<N, T>(tests: impl IntoIterator<Item = (N, T)>) -> ExitCode
where
    N: Into<String>,
    T: FnOnce() + Send + 'static,
{
    let trial = |(name, test): (N, T)| Trial::ignorable_test(name, move || outcome(test));
    let trials = tests.into_iter().map(trial).collect();
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn outcome(test: impl FnOnce()) -> Result<Completion, Failed> {
    // Nothing that the test has touched is looked at again.
    let Err(payload) = catch_unwind(AssertUnwindSafe(test)) else {
        return Ok(Completion::Completed);
    };
    match payload.downcast::<Ignored>() {
        Ok(ignored) => Ok(Completion::ignored_with(ignored.0)),
        // The runner reports it as a failure.
        Err(payload) => resume_unwind(payload),
    }
}
