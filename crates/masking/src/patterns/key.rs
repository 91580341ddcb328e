//! Keys and tokens of programs, which are known by their first letters.

use crate::characters::{before, ends_word, run_end};

/// Most bytes of a key. Web tokens alone are longer.
const LONGEST: usize = 512;

/// Starts of keys with the fewest characters that follow, and marks that follow beside letters and digits.
const STARTS: [(&str, usize, &str); 25] = [
    // Amazon Web Services.
    ("AKIA", 16, ""),
    ("ASIA", 16, ""),
    // GitHub and GitLab.
    ("ghp_", 36, ""),
    ("gho_", 36, ""),
    ("ghu_", 36, ""),
    ("ghs_", 36, ""),
    ("ghr_", 36, ""),
    ("github_pat_", 22, "_"),
    ("glpat-", 20, "_-"),
    // Slack.
    ("xoxa-", 10, "-"),
    ("xoxb-", 10, "-"),
    ("xoxp-", 10, "-"),
    ("xoxr-", 10, "-"),
    ("xoxs-", 10, "-"),
    // Stripe.
    ("sk_live_", 16, ""),
    ("sk_test_", 16, ""),
    ("rk_live_", 16, ""),
    ("rk_test_", 16, ""),
    ("whsec_", 24, ""),
    // OpenAI and Anthropic.
    ("sk-", 20, "_-"),
    // Google.
    ("AIza", 35, "_-"),
    ("ya29.", 20, "_-"),
    // Hugging Face, npm and SendGrid.
    ("hf_", 30, ""),
    ("npm_", 36, ""),
    ("SG.", 40, "_-."),
];

/// Returns the end of a key that starts at byte `at`.
pub(super) fn key_end(text: &str, at: usize) -> Option<usize> {
    if before(text, at) == Some('-') {
        return None;
    }
    let rest = text.get(at..)?;
    let mut starts = STARTS.iter();
    let Some((start, fewest, marks)) = starts.find(|(start, ..)| rest.starts_with(start)) else {
        return web_token_end(text, at);
    };
    let start = at + start.len();
    let is_part = |part: char| part.is_ascii_alphanumeric() || marks.contains(part);
    let end = run_end(text, start, LONGEST, is_part);
    let secret = text.get(start..end)?.trim_end_matches(['-', '.']);
    // Words with hyphens have no digits: `sk-something-that-is-no-key`.
    let is_secret = secret.len() >= *fewest && secret.bytes().any(|digit| digit.is_ascii_digit());
    let end = start + secret.len();
    (is_secret && ends_word(text, end)).then_some(end)
}

/// Returns the end of a JSON web token (RFC 7519): two objects and a signature in base64url, with dots between them.
fn web_token_end(text: &str, at: usize) -> Option<usize> {
    let part_end = |at: usize| {
        let is_part = |part: char| part.is_ascii_alphanumeric() || matches!(part, '_' | '-');
        run_end(text, at, usize::MAX, is_part)
    };
    let begins_object = |at: usize| text.get(at..).is_some_and(|part| part.starts_with("eyJ"));
    let mut end = at;
    for _ in 0..2 {
        let object_end = begins_object(end).then(|| part_end(end))?;
        text.get(object_end..)?.starts_with('.').then_some(())?;
        end = object_end + 1;
    }
    // A token that is not signed ends with the dot.
    Some(part_end(end))
}
