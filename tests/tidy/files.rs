//! Rules for every file: it says what it is, it is short enough to be read at once, and its code is safe.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};

use crate::repository::{assert_none, files, read};

/// The number of lines that a file may have.
const MOST_LINES: usize = 400;

/// Longer files, each with the reason.
const LONGER: [(&str, &str); 1] = [(
    "bench/record/README.md",
    "a program makes it of the records, and every record adds to it",
)];

/// The folder where `unsafe` may stand: vector instructions take pointers and exist on some machines only.
pub const UNSAFE: &str = "crates/kernels/";

/// The extensions of files that people write, for which the limit of lines holds.
const WRITTEN: [&str; 7] = ["css", "html", "js", "md", "py", "rs", "toml"];

#[test]
fn every_rust_file_begins_with_what_it_is() {
    let sources = sources(&["rs"]);
    assert_none(&without_introduction(&sources));
}

#[test]
fn no_file_is_longer_than_400_lines_unless_it_is_listed_with_a_reason() {
    let sources = sources(&WRITTEN);
    assert_none(&too_long(&sources, &LONGER.into()));
}

#[test]
fn unsafe_code_stands_in_the_kernels_alone() {
    let sources = sources(&["rs"]);
    assert_none(&unsafe_elsewhere(&sources));
}

/// The text of every file with one of these extensions, by path.
pub fn sources(extensions: &[&str]) -> Vec<(String, String)> {
    let with_text = |path: String| {
        let text = read(&path);
        (path, text)
    };
    files(extensions).into_iter().map(with_text).collect()
}

fn without_introduction(sources: &[(String, String)]) -> Vec<String> {
    let silent = sources.iter().filter(|(_, text)| {
        let introduction = text.strip_prefix("//!");
        introduction.is_none_or(|rest| rest.lines().next().unwrap_or("").trim().is_empty())
    });
    silent
        .map(|(path, _)| format!("{path} does not begin with a line of //! that says what it is"))
        .collect()
}

fn too_long(sources: &[(String, String)], listed: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut problems = Vec::new();
    let mut unused = listed.clone();
    for (path, text) in sources {
        let lines = text.lines().count();
        if lines <= MOST_LINES || unused.remove(path.as_str()).is_some() {
            continue;
        }
        problems.push(format!("{path} has {lines} lines, {MOST_LINES} at most"));
    }
    for path in unused.keys() {
        problems.push(format!("{path} is listed as longer than it is"));
    }
    problems
}

fn unsafe_elsewhere(sources: &[(String, String)]) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in sources {
        if path.starts_with(UNSAFE) {
            continue;
        }
        match text.parse::<TokenStream>() {
            Ok(tokens) if has_unsafe(tokens.clone()) => {
                problems.push(format!("{path} has unsafe code; only {UNSAFE} may"));
            }
            Ok(_) => {}
            Err(error) => problems.push(format!("{path} is not Rust: {error}")),
        }
    }
    problems
}

/// Whether the keyword is among these tokens. Comments and texts are no tokens, so they may name it.
fn has_unsafe(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "unsafe",
        TokenTree::Group(group) => has_unsafe(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Vec<(String, String)> {
        vec![(path.to_owned(), text.to_owned())]
    }

    #[test]
    fn a_file_without_introduction_is_found() {
        assert!(without_introduction(&source("a.rs", "//! A thing.\n")).is_empty());
        for text in ["", "fn main() {}", "// A thing.\n", "//!\n//! A thing.\n"] {
            assert_eq!(
                without_introduction(&source("a.rs", text)).len(),
                1,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_long_file_is_found_and_so_is_a_listed_one_that_is_short() {
        let long = source("long.rs", &"//\n".repeat(MOST_LINES + 1));
        let short = source("short.rs", &"//\n".repeat(MOST_LINES));
        assert_eq!(too_long(&long, &BTreeMap::new()).len(), 1);
        assert!(too_long(&short, &BTreeMap::new()).is_empty());
        let listed = BTreeMap::from([("long.rs", "one table")]);
        assert!(too_long(&long, &listed).is_empty());
        assert_eq!(too_long(&short, &listed).len(), 1);
    }

    #[test]
    fn unsafe_code_is_found_wherever_it_hides_but_not_in_words() {
        for code in ["unsafe fn f() {}", "fn f() { g!(1, unsafe { h() }) }"] {
            assert_eq!(
                unsafe_elsewhere(&source("web/a.rs", code)).len(),
                1,
                "{code}"
            );
            assert!(unsafe_elsewhere(&source("crates/kernels/src/a.rs", code)).is_empty());
        }
        let words = "// unsafe\nfn f() -> &'static str { \"unsafe\" }";
        assert!(unsafe_elsewhere(&source("web/a.rs", words)).is_empty());
        assert_eq!(unsafe_elsewhere(&source("web/a.rs", "fn (")).len(), 1);
    }
}
