//! The files that one visit downloads.

use super::{File, Size};

/// What the names of the worker's builds start with; `_relaxed` and the like follows.
const WORKER: &str = "worker";

/// What is fetched with the first document that is opened, and by most visits not at all.
const LATER: &str = "document_reader.js";

/// All wasm, JavaScript and styles that one visit downloads: everything of the page and the largest build of the worker,
/// since a browser takes only the one that it can run best. Model files are none of these kinds, so they do not count.
pub fn size(files: &[File]) -> Size {
    let (worker, rest): (Vec<&File>, Vec<_>) = files
        .iter()
        .filter(|file| is_program(&file.name) && file.name != LATER)
        .partition(|file| build(&file.name).is_some());
    let builds = worker.iter().map(|file| {
        let same = |other: &&&File| build(&other.name) == build(&file.name);
        worker.iter().filter(same).map(|file| file.size).sum()
    });
    let largest = builds.max_by_key(|size: &Size| size.brotli);
    let rest = rest.iter().map(|file| file.size);
    rest.chain(largest).sum()
}

fn is_program(name: &str) -> bool {
    [".wasm", ".js", ".css"]
        .iter()
        .any(|kind| name.ends_with(kind))
}

/// The build of the worker that a file is of.
fn build(name: &str) -> Option<&str> {
    let ends = ["_loader.js", "_bg.wasm", ".js"];
    let build = ends.iter().find_map(|end| name.strip_suffix(end))?;
    let rest = build.strip_prefix(WORKER)?;
    (rest.is_empty() || rest.starts_with('_')).then_some(build)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: u64) -> File {
        let size = Size {
            raw: 10 * brotli,
            gzip: 2 * brotli,
            brotli,
        };
        File {
            name: name.to_owned(),
            size,
        }
    }

    #[test]
    fn a_visit_takes_the_page_and_the_largest_worker() {
        let files = [
            file("index.html", 1_000_000),
            file("boot.js", 1),
            file("document_reader.js", 1_000_000),
            file("page-0123456789abcdef.js", 2),
            file("page-0123456789abcdef_bg.wasm", 4),
            file("base-0123456789abcdef.css", 8),
            file("snippets/helper/worker_helpers.js", 16),
            file("worker.js", 32),
            file("worker_bg.wasm", 64),
            file("worker_loader.js", 128),
            file("worker_relaxed.js", 256),
            file("worker_relaxed_bg.wasm", 512),
            file("worker_relaxed_loader.js", 1024),
        ];
        let size = size(&files);
        assert_eq!(size.brotli, 31 + 256 + 512 + 1024);
        assert_eq!(size.raw, 10 * size.brotli);
    }

    #[test]
    fn a_file_belongs_to_the_build_whose_name_it_bears() {
        assert_eq!(build("worker_bg.wasm"), Some("worker"));
        assert_eq!(build("worker_threads_loader.js"), Some("worker_threads"));
        assert_eq!(build("workers.js"), None);
        assert_eq!(build("boot.js"), None);
    }
}
