//! What a hub answers: lists of files, headers, and the names of labels.

use std::str::FromStr;

use anyhow::Context;
use namelight_trainer::data::token_rows::names_in;
use namelight_trainer::hub::{Listing, RemoteFile};
use ureq::http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::{Answer, NOTHING, refused};

/// The files that may name labels; the first byte chooses one.
const LABELS: [&str; 3] = ["label.json", "dataset_infos.json", "README.md"];

/// The first byte says what is answered: 0 a list of files, 1 headers (a line each), else a file with the names of labels.
pub fn hub(data: &[u8]) -> Answer {
    let [choice, body @ ..] = data else {
        return Err(NOTHING.to_owned());
    };
    match choice {
        0 => listing(body),
        1 => headers(body),
        _ => labels(LABELS[usize::from(*choice) % LABELS.len()], body),
    }
}

/// The names of all files stay in the cache.
fn listing(body: &[u8]) -> Answer {
    let listing = Listing::from_json(body).map_err(refused)?;
    for name in listing.files.iter().chain([&listing.commit]) {
        let leaves = |part: &str| part.is_empty() || part.starts_with('.') || part.contains('\\');
        assert!(!name.split('/').any(leaves), "{name:?}");
    }
    assert!(!listing.commit.contains('/'));
    Ok(())
}

/// Neither commit nor ETag leaves the cache.
fn headers(body: &[u8]) -> Answer {
    let mut headers = HeaderMap::new();
    for line in body.split(|byte| *byte == b'\n') {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        let name = std::str::from_utf8(name).ok().map(HeaderName::from_str);
        // What is no header does not get past the HTTP client.
        if let (Some(Ok(name)), Ok(value)) = (name, HeaderValue::from_bytes(value)) {
            headers.insert(name, value);
        }
    }
    let address = Url::parse("http://localhost/a/b").map_err(refused)?;
    let file = RemoteFile::from_headers(&headers, &address).map_err(refused)?;
    for name in [&file.commit, &file.etag] {
        assert!(!name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']));
    }
    Ok(())
}

fn labels(file: &str, body: &[u8]) -> Answer {
    let text = std::str::from_utf8(body).map_err(refused)?;
    let names = names_in(file, text, "ner_tags").map_err(refused)?;
    let names = names.context("it does not know the column");
    names.map(|_| ()).map_err(refused)
}
