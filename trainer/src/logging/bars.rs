//! Progress bars of what takes a while besides training.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts up to `total`.
pub fn counting_bar(total: usize, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(total as u64);
    styled(bar, "{bar:30} {pos}/{len} {msg}, {eta} left").with_message(what)
}

/// A bar for the bytes of a file that is fetched; `size` is none where nobody tells it.
pub fn download_bar(size: Option<u64>, name: &str) -> ProgressBar {
    let bar = match size {
        Some(size) => styled(
            ProgressBar::new(size),
            "{bar:30} {bytes}/{total_bytes} of {msg}, {bytes_per_sec}, {eta} left",
        ),
        None => styled(
            ProgressBar::new_spinner(),
            "{spinner} {bytes} of {msg}, {bytes_per_sec}",
        ),
    };
    bar.with_message(name.to_owned())
}

/// Gives a bar its template; one that is not understood leaves the bar as it is.
pub fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
