//! What unsafe code relies on is tested: each `SAFETY:` comment names the test that would catch a breach, and that is there.
//! (A lint of the kernels sees to it that each unsafe block has such a comment.)

use proc_macro2::{TokenStream, TokenTree};

use crate::files::{UNSAFE, sources};
use crate::repository::assert_none;

/// How such a comment begins, and what stands between the file and the function of a test.
const MARK: &str = "// SAFETY:";
const OF: &str = ".rs::";

#[test]
fn every_safety_comment_names_a_test_that_exists() {
    let mut sources = sources(&["rs"]);
    sources.retain(|(path, _)| path.starts_with(UNSAFE));
    assert_none(&untested(&sources));
}

/// The comments that name no test, and the tests that are not there.
fn untested(sources: &[(String, String)]) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in sources {
        for (line, comment) in comments(text) {
            let spans = comment.split('`').skip(1).step_by(2);
            let tests: Vec<_> = spans.filter(|span| span.contains(OF)).collect();
            if tests.is_empty() {
                problems.push(format!(
                    "{path}:{line} names no test, such as `tests/FILE{OF}NAME`"
                ));
            }
            let missing = tests.iter().filter(|test| !exists(sources, test));
            problems.extend(
                missing.map(|test| format!("{path}:{line} names {test}, which is not there")),
            );
        }
    }
    problems
}

/// The comments that begin with the mark, each to the last of its lines, by the number of the first.
fn comments(text: &str) -> Vec<(usize, String)> {
    let mut comments: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().map(str::trim_start).enumerate() {
        if line.starts_with(MARK) {
            comments.push((index + 1, String::new()));
            inside = true;
        }
        inside &= line.starts_with("//");
        if let (true, Some((_, comment))) = (inside, comments.last_mut()) {
            comment.push_str(line);
        }
    }
    comments
}

/// Whether one of these files, named within the kernels' folder, has this function.
fn exists(sources: &[(String, String)], test: &str) -> bool {
    let Some((file, name)) = test.split_once("::") else {
        return false;
    };
    let mut sources = sources.iter();
    let source = sources.find(|(path, _)| path.strip_prefix(UNSAFE) == Some(file));
    source.is_some_and(|(_, text)| {
        let tokens = text.parse::<TokenStream>();
        tokens.is_ok_and(|tokens| has_function(tokens, name))
    })
}

fn has_function(tokens: TokenStream, name: &str) -> bool {
    let mut is_keyword = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => {
            let found = is_keyword && word == name;
            is_keyword = word == "fn";
            found
        }
        TokenTree::Group(group) => has_function(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(comment: &str) -> usize {
        let sources = [
            (
                "src/a.rs",
                format!("fn f() {{\n    {comment}\n    g();\n}}"),
            ),
            ("tests/b.rs", "mod c { #[test] fn is_safe() {} }".to_owned()),
        ];
        let sources = sources.map(|(path, text)| (format!("{UNSAFE}{path}"), text));
        untested(&sources).len()
    }

    #[test]
    fn a_comment_that_names_a_test_has_no_problem() {
        for comment in [
            "// SAFETY: true. `tests/b.rs::is_safe` would catch a breach.",
            "// SAFETY: true, and\n    // `tests/b.rs::is_safe` would catch a breach.",
            "// Not about safety.",
        ] {
            assert_eq!(problems(comment), 0, "{comment}");
        }
    }

    #[test]
    fn a_comment_without_test_and_a_test_that_is_not_there_are_found() {
        for comment in [
            "// SAFETY: true.",
            "// SAFETY: `f` is true.",
            "// SAFETY: true.\n    g();\n    // `tests/b.rs::is_safe`",
            "// SAFETY: `tests/b.rs::is_not_there` would catch a breach.",
            "// SAFETY: `tests/c.rs::is_safe` would catch a breach.",
        ] {
            assert_eq!(problems(comment), 1, "{comment}");
        }
    }
}
