//! Stack traces and messages of compilers.

/// Whether this is a line of a stack trace or the message that one begins with.
pub(super) fn is_trace(line: &str) -> bool {
    is_frame(line)
        || is_python_frame(line)
        || is_exception(line)
        || is_backtrace(line)
        || is_diagnostic(line)
        || line.starts_with("Traceback (most recent call last)")
        || line.starts_with("thread '") && line.contains("panicked at")
        || line.starts_with("goroutine ") && line.contains("[running]")
        || line.starts_with("... ") && line.ends_with(" more")
}

/// `at com.example.App.main(App.java:42)`, `at run (/srv/app.js:10:5)`
fn is_frame(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("at ") else {
        return false;
    };
    let is_place = |text: &str| {
        let number = text
            .trim_end_matches(')')
            .rsplit(':')
            .next()
            .unwrap_or_default();
        text.contains(':')
            && !number.is_empty()
            && number.bytes().all(|digit| digit.is_ascii_digit())
    };
    let is_call = rest.ends_with(')')
        && rest
            .split('(')
            .next()
            .is_some_and(|name| name.contains('.') && !name.trim().contains(' '));
    is_call
        || (is_place(rest)
            && rest.contains(['/', '\\', '.'])
            && rest.split_whitespace().count() < 4)
}

/// `File "app.py", line 3, in <module>`
fn is_python_frame(line: &str) -> bool {
    line.strip_prefix("File \"")
        .is_some_and(|rest| rest.contains("\", line "))
}

/// `java.lang.NullPointerException: x`, `Caused by: a.b.CError`, `ValueError: invalid literal`
fn is_exception(line: &str) -> bool {
    let line = [
        "Caused by: ",
        "Exception in thread \"main\" ",
        "Uncaught ",
        "Unhandled ",
    ]
    .iter()
    .find_map(|start| line.strip_prefix(start))
    .unwrap_or(line);
    let first = line.split_whitespace().next().unwrap_or_default();
    let name = first.trim_end_matches(':');
    let is_name =
        |mark: char| mark.is_ascii_alphanumeric() || matches!(mark, '.' | '_' | '$' | ':');
    let short = name.rsplit(['.', ':']).next().unwrap_or_default();
    let is_error = ["Exception", "Error", "Warning"]
        .iter()
        .any(|end| short.len() > end.len() && short.ends_with(end));
    is_error && name.chars().all(is_name) && (first.ends_with(':') || line == first)
}

/// `12: core::panicking::panic`, `#3 0x00007f in main ()`
fn is_backtrace(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let number = first.trim_matches(['#', ':']);
    let is_number = first.len() > number.len()
        && !number.is_empty()
        && number.bytes().all(|digit| digit.is_ascii_digit());
    is_number && (second.contains("::") || second.starts_with("0x"))
}

/// `src/main.rs:10:5: error: expected`, `app.c:12: warning: unused`, `error[E0308]: mismatched types`
fn is_diagnostic(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let mut parts = first.trim_end_matches(':').split(':');
    let is_file = parts.next().is_some_and(|file| file.contains('.'));
    let mut has_number = false;
    let are_numbers = parts.all(|part| {
        has_number = true;
        !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit())
    });
    let is_place = is_file && has_number && are_numbers && first.ends_with(':');
    is_place || line.starts_with("error[E") || line.starts_with("--> ")
}
