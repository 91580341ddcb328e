//! Standard output, whose reader may have seen enough, as `head` does.

use std::io::{ErrorKind, Write};

use anyhow::Result;

/// Prints a text.
///
/// # Errors
/// When it cannot be written, unless the reader has closed its end.
pub fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    until_closed(written.map_err(Into::into))
}

/// What came of writing; that the reader has closed its end is no mistake.
///
/// # Errors
/// Any other error of `written`.
pub fn until_closed(written: Result<()>) -> Result<()> {
    match written {
        Err(error) if is_closed_pipe(&error) => Ok(()),
        other => other,
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
