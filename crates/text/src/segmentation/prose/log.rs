//! Lines of logs.

/// Number of words at the start of a line in which its level is looked for.
const FRONT: usize = 8;

/// Names of levels, as log4j, syslog, Python and Rust write them.
const LEVELS: [&str; 17] = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "CRITICAL", "NOTICE", "SEVERE",
    "ERR", "CRIT", "ALERT", "EMERG", "VERBOSE", "FINE", "PANIC",
];

/// Whether this is a line of a log: a time with a level, with the name and number of a program, or with a request to a
/// server; or the fields of logfmt. A time alone is that of a chat.
pub(super) fn is_log_line(line: &str) -> bool {
    let has_time = line.split_whitespace().take(FRONT - 2).any(is_clock);
    (has_time && (has_level(line) || has_program(line) || has_request(line)))
        || is_kernel_line(line)
        || is_tagged(line)
        || is_logfmt(line)
}

/// Whether a word holds a time of day with seconds, alone or behind a date: `08:51:06`, `2026-03-22T08:51:06.123Z`.
fn is_clock(word: &str) -> bool {
    let word = word.as_bytes();
    word.windows(8).any(|window| {
        window.iter().enumerate().all(|(place, byte)| match place {
            2 | 5 => *byte == b':',
            _ => byte.is_ascii_digit(),
        })
    })
}

fn has_level(line: &str) -> bool {
    let mut front = line.split_whitespace().take(FRONT);
    front.any(|word| {
        let mut parts = word.split(['[', ']', ':', '.', '|', '(', ')', '<', '>', '=']);
        let is_small = || {
            let small = word.trim_matches(['[', ']', '<', '>']);
            small.len() < word.len() && LEVELS.contains(&small.to_ascii_uppercase().as_str())
        };
        parts.any(|part| LEVELS.contains(&part)) || is_small()
    })
}

/// Whether the name of a program with its number is there, as syslog has it: `sshd[4242]:`.
fn has_program(line: &str) -> bool {
    line.split_whitespace().take(FRONT).any(|word| {
        let Some(rest) = word.strip_suffix("]:") else {
            return false;
        };
        let number = rest.rsplit('[').next().unwrap_or_default();
        number.len() < rest.len()
            && !number.is_empty()
            && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// Whether a request is there, as a web server writes it down: `"GET /index.html HTTP/1.1" 200`.
fn has_request(line: &str) -> bool {
    let methods = [
        "\"GET /",
        "\"POST /",
        "\"PUT /",
        "\"HEAD /",
        "\"DELETE /",
        "\"PATCH /",
        "\"OPTIONS /",
        " GET /",
        " POST /",
    ];
    methods.iter().any(|method| line.contains(method))
}

/// `[   12.345678] usb 1-1: new device`
fn is_kernel_line(line: &str) -> bool {
    let Some((time, rest)) = line.strip_prefix('[').and_then(|line| line.split_once(']')) else {
        return false;
    };
    let time = time.trim();
    let is_time = time.contains('.')
        && time.split('.').count() == 2
        && time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_time && rest.starts_with(' ')
}

/// `I0322 08:51:06.123456    42 server.cc:21] Ready`, `E/AndroidRuntime( 1234): Caught`, `[INFO] Building`,
/// `ERROR [main] com.example.App - failed`, `DEBUG:root:value`
fn is_tagged(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let is_level = |word: &str| LEVELS.contains(&word);
    let is_bracketed = first
        .strip_prefix('[')
        .and_then(|word| word.strip_suffix(']'))
        .is_some_and(is_level);
    let is_threaded = is_level(first.trim_end_matches(':')) && second.starts_with('[');
    let is_python = first.split(':').next().is_some_and(is_level) && first.matches(':').count() > 1;
    let is_named =
        is_level(first.trim_end_matches(':')) && is_dotted_name(second.trim_end_matches(':'));
    let bytes = first.as_bytes();
    let is_glog = bytes.len() == 5
        && b"IWEF".contains(&bytes[0])
        && bytes[1..].iter().all(u8::is_ascii_digit)
        && is_clock(second);
    let is_android = bytes.len() > 2
        && b"VDIWEF".contains(&bytes[0])
        && bytes[1] == b'/'
        && line.contains("): ");
    is_bracketed || is_threaded || is_python || is_named || is_glog || is_android
}

/// Whether a word is the name of a class or module: `com.example.App`, `app::server`.
fn is_dotted_name(word: &str) -> bool {
    let separators = word.matches("::").count() + word.matches('.').count();
    let is_name =
        |mark: char| mark.is_ascii_alphanumeric() || matches!(mark, '.' | ':' | '_' | '$' | '-');
    separators > 0
        && word.chars().all(is_name)
        && !word.ends_with('.')
        && word.starts_with(|first: char| first.is_ascii_lowercase())
}

/// Whether most words are fields: `level=info msg=ready port=80`.
fn is_logfmt(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let is_field = |word: &&str| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
        })
    };
    let fields = line.split_whitespace().filter(is_field).count();
    fields > 2 && (fields * 2 > words || (fields * 4 > words && line.contains("level=")))
}
