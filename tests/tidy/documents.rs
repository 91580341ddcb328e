//! The documents: their code blocks run or say why not, their links lead somewhere, and the summary has them all.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::markdown::{Block, Markdown};
use crate::repository::{assert_none, files, read, root};

/// Documents that programs write: their code blocks are checked by what writes them.
const GENERATED: [&str; 2] = ["bench/", "web/model/"];

/// The word behind the language of a block that is run.
const RUN: &str = "run";

/// The folder of the documents in the summary.
const DOCS: &str = "docs/";

#[test]
fn every_code_block_is_run_or_says_why_not() {
    let documents = documents();
    assert_none(&each(&documents, |document| unmarked(&document.blocks)));
}

#[test]
fn code_blocks_that_are_marked_to_run_do_run() {
    let documents = documents();
    let program = build_namelight();
    let run = each(&documents, |document| {
        let blocks = document.blocks.iter().filter(|block| is_run(block));
        let outcomes = blocks.map(|block| run(block, &program));
        outcomes.filter_map(Result::err).collect()
    });
    assert_none(&run);
}

#[test]
fn links_lead_to_files_and_headings_that_exist() {
    let all = files(&["md"]);
    let problems = all.iter().flat_map(|path| dead_links(path, &read(path)));
    assert_none(&problems.collect::<Vec<_>>());
}

#[test]
fn the_summary_has_every_document_of_its_folder() {
    let documents = files(&["md"]);
    let documents = documents.iter().filter_map(|path| path.strip_prefix(DOCS));
    let documents: Vec<_> = documents.collect();
    assert_none(&not_in_summary(&read("docs/SUMMARY.md"), &documents));
}

/// The documents that people write, by path.
fn documents() -> Vec<(String, Markdown)> {
    let mut paths = files(&["md"]);
    paths.retain(|path| !GENERATED.iter().any(|folder| path.starts_with(folder)));
    let parsed = |path: String| {
        let document = Markdown::parse(&read(&path));
        (path, document)
    };
    paths.into_iter().map(parsed).collect()
}

/// The problems of each document, behind its path.
fn each(documents: &[(String, Markdown)], check: impl Fn(&Markdown) -> Vec<String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, document) in documents {
        problems.extend(
            check(document)
                .iter()
                .map(|problem| format!("{path}:{problem}")),
        );
    }
    problems
}

fn is_run(block: &Block) -> bool {
    block.info.split_whitespace().nth(1) == Some(RUN)
}

fn unmarked(blocks: &[Block]) -> Vec<String> {
    let unmarked = blocks
        .iter()
        .filter(|block| block.info.split_whitespace().count() < 2);
    unmarked
        .map(|block| format!("{}: say `LANGUAGE run` or `LANGUAGE REASON`", block.line))
        .collect()
}

/// Builds the command line as the tests of the trainer do, so that nothing is compiled with other features once more,
/// and returns the folder that it lies in.
fn build_namelight() -> std::path::PathBuf {
    let status = Command::new(env!("CARGO"))
        .args([
            "test",
            "--quiet",
            "--workspace",
            "--exclude",
            "namelight-worker",
        ])
        .args(["--test", "cli", "--no-run"])
        .current_dir(root())
        .status()
        .unwrap();
    assert!(status.success(), "namelight was not built");
    let this = std::env::current_exe().unwrap();
    let folder = this.ancestors().nth(2).unwrap().to_owned();
    assert!(folder.join("namelight").is_file(), "{folder:?}");
    folder
}

/// Runs a block in a folder that looks like the repository's root, and takes what the block writes.
fn run(block: &Block, programs: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    for name in ["docs", "tests", "web"] {
        symlink(root().join(name), folder.path().join(name)).unwrap();
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &block.code])
        .current_dir(&folder)
        .env("PATH", format!("{}:{path}", programs.display()))
        .output()
        .unwrap();
    if output.status.success() {
        return Ok(());
    }
    let says = String::from_utf8_lossy(&output.stderr);
    Err(format!("{}: {}: {says}", block.line, output.status))
}

/// The links of a document that lead to no file, or to no heading in one. Addresses of the web are not asked.
fn dead_links(path: &str, source: &str) -> Vec<String> {
    let document = Markdown::parse(source);
    let folder = root().join(path).parent().unwrap().to_owned();
    let is_dead = |link: &&String| {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let target = folder.join(file);
        match (file, heading) {
            _ if link.contains("://") => false,
            ("", heading) => !document.anchors.iter().any(|anchor| anchor == heading),
            (_, "") => !target.exists(),
            (_, heading) => !std::fs::read_to_string(target)
                .is_ok_and(|text| Markdown::parse(&text).anchors.iter().any(|a| a == heading)),
        }
    };
    let dead = document.links.iter().filter(is_dead);
    dead.map(|link| format!("{path} leads to {link}, which is not there"))
        .collect()
}

fn not_in_summary(summary: &str, documents: &[&str]) -> Vec<String> {
    let listed = Markdown::parse(summary).links;
    let missing = documents
        .iter()
        .filter(|name| **name != "SUMMARY.md" && !listed.iter().any(|link| link == *name));
    missing
        .map(|name| format!("docs/SUMMARY.md does not have {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<Block> {
        Markdown::parse(source).blocks
    }

    #[test]
    fn a_block_without_mark_is_found() {
        for source in ["```\na\n```\n", "```sh\na\n```\n", "    a\n"] {
            assert_eq!(unmarked(&blocks(source)).len(), 1, "{source}");
        }
        for source in ["```sh run\na\n```\n", "```sh needs a GPU\na\n```\n"] {
            assert!(unmarked(&blocks(source)).is_empty(), "{source}");
        }
    }

    #[test]
    fn a_block_whose_command_fails_is_found() {
        let nowhere = Path::new("/");
        for (code, runs) in [
            ("true", true),
            ("false | true", false),
            ("test -d web", true),
        ] {
            let block = &blocks(&format!("```sh run\n{code}\n```\n"))[0];
            assert!(is_run(block));
            assert_eq!(run(block, nowhere).is_ok(), runs, "{code}");
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let dead = |source| dead_links("docs/a.md", source).len();
        assert_eq!(
            dead("# Here\n[a](../README.md) [b](#here) [c](https://example.org/x)"),
            0
        );
        assert_eq!(
            dead("# Here\n[a](../NOTHING.md) [b](#there) [c](../README.md#nothing-of-the-kind)"),
            3
        );
    }

    #[test]
    fn a_document_that_the_summary_leaves_out_is_found() {
        let summary = "- [A](a.md)\n";
        assert!(not_in_summary(summary, &["SUMMARY.md", "a.md"]).is_empty());
        assert_eq!(not_in_summary(summary, &["a.md", "b.md"]).len(), 1);
    }
}
