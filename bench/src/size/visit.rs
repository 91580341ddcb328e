//! Which files one visit downloads.

use super::{Row, Size};

/// What the names of the worker's builds start with; `_relaxed` and the like follows.
const WORKER: &str = "worker";

/// All wasm, JavaScript and styles that one visit downloads: everything of the page and the largest build of the worker,
/// since a browser takes only the one that it can run best. Model files are none of these kinds, so they do not count.
pub fn size(rows: &[Row]) -> Size {
    let (worker, rest): (Vec<&Row>, Vec<_>) = rows
        .iter()
        .filter(|row| is_program(&row.name))
        .partition(|row| build(&row.name).is_some());
    let builds = worker.iter().map(|row| {
        let same = |other: &&&Row| build(&other.name) == build(&row.name);
        worker.iter().filter(same).map(|row| row.size).sum()
    });
    let largest = builds.max_by_key(Size::sent);
    let rest = rest.iter().map(|row| row.size);
    rest.chain(largest).sum()
}

fn is_program(name: &str) -> bool {
    [".wasm", ".js", ".css"]
        .iter()
        .any(|kind| name.ends_with(kind))
}

/// The build of the worker that a file is of.
fn build(name: &str) -> Option<&str> {
    let ends = ["_loader.js", "_helper.js", "_bg.wasm", ".js"];
    let build = ends.iter().find_map(|end| name.strip_suffix(end))?;
    let rest = build.strip_prefix(WORKER)?;
    (rest.is_empty() || rest.starts_with('_')).then_some(build)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, brotli: u64) -> Row {
        let size = Size {
            raw: 10 * brotli,
            gzip: 2 * brotli,
            brotli: Some(brotli),
        };
        Row {
            name: name.to_owned(),
            size,
        }
    }

    #[test]
    fn a_visit_takes_the_page_and_the_largest_worker_and_no_model() {
        let rows = [
            row("index.html", 1_000_000),
            row("boot.js", 1),
            row("page-0123456789abcdef.js", 2),
            row("page-0123456789abcdef_bg.wasm", 4),
            row("base-0123456789abcdef.css", 8),
            row("snippets/helper/worker_helpers.js", 16),
            row("worker.js", 32),
            row("worker_bg.wasm", 64),
            row("worker_loader.js", 128),
            row("worker_relaxed.js", 256),
            row("worker_relaxed_bg.wasm", 512),
            row("worker_relaxed_loader.js", 1024),
            row("model/small/tokenizer.json", 1_000_000),
        ];
        let size = size(&rows);
        assert_eq!(size.brotli, Some(31 + 256 + 512 + 1024));
        assert_eq!(size.raw, 10 * size.sent());
    }

    #[test]
    fn a_file_belongs_to_the_build_whose_name_it_bears() {
        assert_eq!(build("worker_bg.wasm"), Some("worker"));
        assert_eq!(build("worker_threads_loader.js"), Some("worker_threads"));
        assert_eq!(build("workers.js"), None);
        assert_eq!(build("boot.js"), None);
    }
}
