//! The files that documents and comments name between backticks: they exist.

use crate::repository::{FOLDERS, assert_none, files, read, root};

#[test]
fn files_that_documents_and_comments_name_exist() {
    let sources = files(&["md", "rs", "toml", "js", "css"]);
    let is_there = |file: &str, named: &str| {
        let ending = format!("/{named}");
        leads_somewhere(file, named) || sources.iter().any(|source| source.ends_with(&ending))
    };
    let problems = sources.iter().flat_map(|path| {
        let missing = missing(&prose(path), |named| is_there(path, named));
        missing
            .into_iter()
            .map(move |named| format!("{path} names {named}, which is not there"))
    });
    assert_none(&problems.collect::<Vec<_>>());
}

/// A document, or the comments of a program.
fn prose(path: &str) -> String {
    let text = read(path);
    if !path.ends_with(".rs") {
        return text;
    }
    let comments = text
        .lines()
        .filter(|line| line.trim_start().starts_with("//"));
    comments.collect::<Vec<_>>().join("\n")
}

/// Whether a path leads somewhere from the root or from a folder around the file that names it, such as its crate's.
fn leads_somewhere(file: &str, named: &str) -> bool {
    let file = root().join(file);
    let around = file
        .ancestors()
        .take_while(|folder| folder.starts_with(root()));
    around.into_iter().any(|folder| folder.join(named).exists())
}

/// The paths between backticks that lead nowhere. Words in capitals stand for any name, and an asterisk for
/// several files.
fn missing(text: &str, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let mut missing = Vec::new();
    for line in text.lines() {
        // What stands between backticks is every second piece.
        for span in line.split('`').skip(1).step_by(2) {
            let path = span.split([':', '#']).next().unwrap_or_default();
            if is_path(path) && !is_there(path) {
                missing.push(path.to_owned());
            }
        }
    }
    missing
}

/// Whether this looks like a program's file, or like a path to one file or folder of this repository.
fn is_path(span: &str) -> bool {
    let folder = span.split_once('/').map(|(folder, _)| folder);
    let is_ours = folder.is_some_and(|folder| FOLDERS.contains(&folder));
    let is_program = [".rs", ".css"]
        .iter()
        .any(|end| span.len() > end.len() && span.ends_with(end));
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    let stands_for_any = |part: &str| part.chars().all(|letter| letter.is_ascii_uppercase());
    (is_ours || is_program)
        && span.chars().all(plain)
        && !span
            .split(['/', '.'])
            .filter(|part| !part.is_empty())
            .any(stands_for_any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_nowhere_is_found() {
        let is_there = |path: &str| path == "web/src/lib.rs";
        let named = |text| missing(text, is_there);
        assert_eq!(
            named("see `web/src/lib.rs` and `web/gone.rs`"),
            ["web/gone.rs"]
        );
        for text in [
            "`web/src/lib.rs:12`",
            "`web/model/NAME/`",
            "`runs/mine`",
            "`web/src/*.rs`",
            "`a/b`",
            "web/gone.rs",
        ] {
            assert!(named(text).is_empty(), "{text}");
        }
    }
}
