//! Source code, markup of styles, settings and commands.

/// Fewest signs of a program that make a line one.
const FEWEST: usize = 2;

/// Pairs of marks that text does not have.
const OPERATORS: [&str; 19] = [
    "::", "->", "=>", "==", "!=", "&&", "||", "+=", "<=", ">=", ":=", "++;", "();", "()", "[]",
    "{}", "${", "/*", "*/",
];

/// Words that statements begin with, each with what follows it somewhere in the line.
const STATEMENTS: [(&str, &[&str]); 32] = [
    ("def", &["(", "):"]),
    ("class", &["{", "(object", "):"]),
    ("function", &["("]),
    ("fn", &["("]),
    ("func", &["("]),
    ("pub", &["fn ", "struct ", "mod ", "use ", "enum "]),
    ("let", &["="]),
    ("const", &["="]),
    ("var", &["="]),
    ("public", &["(", "{", "class "]),
    ("private", &["(", "{", ";"]),
    ("protected", &["(", "{", ";"]),
    ("static", &["(", "=", ";"]),
    ("int", &["=", "(", ";"]),
    ("void", &["("]),
    ("return", &[";"]),
    ("import", &[";", "from '", "from \"", "as ", "{"]),
    ("export", &["{", "default ", "const ", "="]),
    ("#include", &["<", "\""]),
    ("#define", &[" "]),
    ("using", &[";"]),
    ("package", &[";"]),
    ("if", &[") {", "):", "==", "; then"]),
    ("for", &[") {", "; i", "; do", " in range("]),
    ("while", &[") {", "; do", "True:"]),
    ("switch", &[") {"]),
    ("try", &["{"]),
    ("}", &[""]),
    ("else", &["{"]),
    ("case", &["':", "\":", "=>"]),
    ("print", &["("]),
    ("struct", &["{"]),
];

/// Commands of shells that a line with an option belongs to.
const COMMANDS: [&str; 27] = [
    "sudo", "git", "npm", "npx", "yarn", "pip", "pip3", "cargo", "docker", "kubectl", "apt",
    "apt-get", "brew", "curl", "wget", "ssh", "scp", "chmod", "chown", "mkdir", "rm", "cp", "mv",
    "ls", "grep", "tar", "make",
];

/// Whether this is a line of a program, of settings, or a command.
pub(super) fn is_code(line: &str) -> bool {
    is_comment_or_preamble(line)
        || is_command(line)
        || is_assignment(line)
        || is_python_import(line)
        || signs(line) >= FEWEST
}

/// `from paris import london`, `import numpy as np`
fn is_python_import(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let is_module = |name: &&str| {
        name.bytes().all(|byte| {
            byte.is_ascii_lowercase() || matches!(byte, b'.' | b'_') || byte.is_ascii_digit()
        })
    };
    match words.as_slice() {
        ["from", module, "import", ..] => is_module(module),
        ["import", module, "as", _] => is_module(module),
        _ => false,
    }
}

/// Number of signs of a program.
fn signs(line: &str) -> usize {
    let first = line.split_whitespace().next().unwrap_or_default();
    let first = first.split(['(', '{', ';']).next().unwrap_or_default();
    let is_statement = STATEMENTS.iter().any(|(start, others)| {
        (first == *start || (*start == "}" && line.starts_with('}')))
            && others.iter().any(|other| line.contains(other))
    });
    let operators = OPERATORS
        .iter()
        .filter(|operator| line.contains(**operator))
        .count();
    let ends =
        line.ends_with('{') || line.ends_with("};") || line.ends_with(");") || line.ends_with("})");
    usize::from(is_statement) * FEWEST
        + operators.min(2)
        + usize::from(ends)
        + usize::from(line.ends_with(';') && calls(line) > 0)
        + calls(line).min(2)
        + usize::from(has_underscores(line))
}

/// Number of names with a bracket directly behind that are spelled as programs spell them, or are given a string:
/// `read_file(`, `items.push(`, `print("`.
fn calls(line: &str) -> usize {
    let brackets = line.match_indices('(');
    let is_call = |place: usize| {
        let (front, behind) = line.split_at(place);
        let is_mark =
            |mark: char| !mark.is_ascii_alphanumeric() && !matches!(mark, '_' | '.' | ':' | '$');
        let name = front.rsplit(is_mark).next().unwrap_or_default();
        let is_joined = name.trim_matches(['.', '_', ':']).contains(['_', '.', ':']);
        let is_given_string = behind.starts_with("(\"") || behind.starts_with("('");
        let is_name = name.len() > 1
            && name.starts_with(|first: char| {
                first.is_ascii_lowercase() || matches!(first, '_' | '$')
            });
        is_name && (is_joined || is_given_string || has_hump(name))
    };
    brackets.filter(|(place, _)| is_call(*place)).count()
}

/// Whether a capital stands behind a small letter: `readFile`.
fn has_hump(name: &str) -> bool {
    let next = name.bytes().skip(1);
    name.bytes()
        .zip(next)
        .any(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase())
}

/// Whether a name in small letters with an underscore inside is there: `read_file`.
fn has_underscores(line: &str) -> bool {
    line.split(|mark: char| {
        !mark.is_ascii_alphanumeric() && mark != '_' && mark != '@' && mark != '#'
    })
    .any(|name| {
        let inner = name.trim_matches('_');
        inner.contains('_')
            && inner
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
    })
}

fn is_comment_or_preamble(line: &str) -> bool {
    let starts = [
        "#!/",
        "<?php",
        "<?xml",
        "/**",
        "@@ -",
        "+++ b/",
        "--- a/",
        "diff --git ",
        "$ ",
        ">>> ",
        "#pragma",
        "@Override",
        "```",
        "~~~",
        "<script",
        "<style",
    ];
    starts.iter().any(|start| line.starts_with(start))
        && !line.starts_with(|first: char| {
            first == '$'
                && line
                    .get(2..3)
                    .is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()))
        })
        || matches!(line, "{" | "}" | "};" | "});" | "})" | "]" | "];" | "),")
}

/// Whether this is a command with an option, or behind a prompt: `git commit -m x`, `ada@host:~$ ls`.
fn is_command(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let has_option = || {
        line.split_whitespace().skip(1).any(|word| {
            word.starts_with('-')
                && word.len() > 1
                && word
                    .trim_start_matches('-')
                    .starts_with(|letter: char| letter.is_ascii_alphabetic())
        })
    };
    let is_prompt = first.contains('@')
        && (first.ends_with('$') || first.ends_with('#'))
        && first.contains(':');
    is_prompt
        || (COMMANDS.contains(&first)
            && (has_option()
                || words
                    .next()
                    .is_some_and(|word| word.starts_with(['/', '.', '~']))))
}

/// Whether a name of a program is given a value, with nothing else in the line: `MAX_SIZE=10`, `x = foo.bar`,
/// `color: #fff;`.
fn is_assignment(line: &str) -> bool {
    if let Some((property, value)) = line.split_once(": ")
        && line.ends_with(';')
    {
        let is_property = property
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        return is_property
            && !property.is_empty()
            && value.len() > 1
            && value.split_whitespace().count() < 5;
    }
    let Some((name, value)) = line.split_once('=') else {
        return false;
    };
    let (name, value) = (name.trim_end(), value.trim());
    let is_name = |mark: char| {
        mark.is_ascii_alphanumeric() || matches!(mark, '_' | '.' | '[' | ']' | '"' | '\'' | '-')
    };
    let is_short = value.split_whitespace().count() < 2;
    !name.is_empty()
        && !name.contains(' ')
        && name.chars().all(is_name)
        && is_short
        && !value.is_empty()
        && (!value.starts_with(char::is_uppercase) || is_construction(value))
}

/// `User(name="x")`
fn is_construction(value: &str) -> bool {
    let name = value.split('(').next().unwrap_or_default();
    name.len() < value.len()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && value.trim_end_matches(';').ends_with(')')
}
