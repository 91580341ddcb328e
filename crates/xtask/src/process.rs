//! Running other programs: what is run is printed, and every exit status is looked at.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// Variables that replace the flags of `.cargo/config.toml`, which a browser build cannot do without.
const FLAGS: [&str; 4] = [
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTDOCFLAGS",
    "CARGO_ENCODED_RUSTDOCFLAGS",
];

/// Runs a command with its output going to ours.
///
/// # Errors
/// When it cannot be started or does not end with success.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    println!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("starting `{line}`"))?;
    ended(&line, status)
}

fn ended(line: &str, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Does the same as [`run`], and shows each line that the command prints to somebody else as well.
///
/// # Errors
/// When it cannot be started or does not end with success.
pub fn watched(command: &mut Command, mut reader: impl FnMut(&str)) -> Result<()> {
    let line = shown(command);
    println!("$ {line}");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{line}`"))?;
    if let Some(output) = child.stdout.take() {
        for printed in BufReader::new(output).split(b'\n') {
            let printed = printed.with_context(|| format!("reading what `{line}` prints"))?;
            let printed = String::from_utf8_lossy(&printed);
            println!("{printed}");
            reader(&printed);
        }
    }
    ended(&line, child.wait()?)
}

/// What a command prints, or nothing when it is not there or does not succeed.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8(output.stdout).ok()
}

/// Whether a command succeeds; nothing of it is shown.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Takes compiler flags out of the environment of a command that builds for the browser.
pub fn without_flags(command: &mut Command) -> &mut Command {
    for name in FLAGS {
        command.env_remove(name);
    }
    command
}

/// Says that browser builds do without the caller's compiler flags, where there are any.
pub fn note_flags() {
    for name in FLAGS {
        if std::env::var_os(name).is_some() {
            println!(
                "note: {name} is set; it would replace the flags of .cargo/config.toml, \
                 so builds for the browser go without it"
            );
        }
    }
}

/// A command line as a person would type it, with the variables that it sets.
pub fn shown(command: &Command) -> String {
    let variables = command.get_envs().filter_map(|(name, value)| {
        let value = value.filter(|_| name != "PATH")?;
        Some(format!("{}={}", name.display(), quoted(value)))
    });
    variables
        .chain(std::iter::once(quoted(command.get_program())))
        .chain(command.get_args().map(quoted))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    if word.is_empty() || word.contains(char::is_whitespace) {
        return format!("'{word}'");
    }
    word.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_with_its_variables_but_without_the_path() {
        let mut command = Command::new("cargo");
        command
            .args(["doc", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings")
            .env("PATH", "/somewhere");
        assert_eq!(
            shown(&command),
            "RUSTDOCFLAGS='-D warnings' cargo doc --no-deps"
        );
    }

    #[test]
    fn a_failing_or_missing_command_is_an_error_that_names_it() {
        for program in ["false", "no-such-program-anywhere"] {
            let error = run(&mut Command::new(program)).unwrap_err().to_string();
            assert!(error.contains(program), "{error}");
        }
    }

    #[test]
    fn the_lines_of_a_watched_command_are_read() {
        let mut lines = 0;
        watched(Command::new("cargo").arg("--version"), |line| {
            lines += usize::from(line.starts_with("cargo "));
        })
        .unwrap();
        assert_eq!(lines, 1);
    }
}
