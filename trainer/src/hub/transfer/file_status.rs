//! What the hub says of a file before it is fetched.

use anyhow::{Context, Result, anyhow, bail};
use ureq::Body;
use ureq::http::header::{CONTENT_LENGTH, ETAG};
use ureq::http::{HeaderMap, Response};
use url::Url;

use super::{Client, MOST_REDIRECTS, Request, redirect};

/// Headers of the hub: the commit, and the hash and size of a file that is kept elsewhere.
const COMMIT: &str = "x-repo-commit";
const LINKED_ETAG: &str = "x-linked-etag";
const LINKED_SIZE: &str = "x-linked-size";
/// The header that says why there is no answer.
const ERROR_CODE: &str = "x-error-code";

/// A file on the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteFile {
    /// The commit that the file belongs to.
    pub commit: String,
    /// The ETag, which names the content in the cache.
    pub etag: String,
    /// The number of bytes, if the hub tells.
    pub size: Option<u64>,
    /// The SHA-256, if the hub tells.
    pub sha256: Option<String>,
}

impl RemoteFile {
    /// Reads the headers of an answer of the hub that is no redirect. The address is for messages.
    ///
    /// # Errors
    /// When a header is missing, or could not be the name of a file in the cache.
    pub fn from_headers(headers: &HeaderMap, url: &Url) -> Result<Self> {
        let mut seen = SeenHeaders::default();
        seen.note(headers);
        seen.remote(number(headers, CONTENT_LENGTH.as_str()), url)
    }
}

/// What the hub says when it is asked for something.
pub enum Answer<T> {
    /// It is there.
    Found(T),
    /// The repository has no such thing.
    Missing,
    /// The hub does not answer, or not now.
    Unreachable(anyhow::Error),
}

impl Client {
    /// Asks for the headers of a file. An error means that the hub refuses.
    pub fn ask(&self, url: &Url) -> Result<Answer<RemoteFile>> {
        let mut at = url.clone();
        let mut seen = SeenHeaders::default();
        for _ in 0..=MOST_REDIRECTS {
            let response = match self.send(Request::Headers, &at) {
                Ok(response) => response,
                Err(error) => {
                    let error = anyhow!(error).context(format!("cannot reach {at}"));
                    return Ok(Answer::Unreachable(error));
                }
            };
            seen.note(response.headers());
            match redirect(&response, &at)? {
                Some(next) if self.is_hub(&next) => at = next,
                // The content is kept elsewhere, and what the hub had to say of it is said.
                Some(_) => return seen.remote(None, url).map(Answer::Found),
                None => return self.judge(&response, seen, url),
            }
        }
        bail!("{url} redirects more than {MOST_REDIRECTS} times")
    }

    fn judge(
        &self,
        response: &Response<Body>,
        seen: SeenHeaders,
        url: &Url,
    ) -> Result<Answer<RemoteFile>> {
        let headers = response.headers();
        match response.status().as_u16() {
            200..=299 => {
                let size = number(headers, CONTENT_LENGTH.as_str());
                seen.remote(size, url).map(Answer::Found)
            }
            404 if !is_of_repository(headers) => Ok(Answer::Missing),
            429 | 500..=599 => Ok(Answer::Unreachable(self.refusal(response, url))),
            _ => Err(self.refusal(response, url)),
        }
    }

    /// Says what a refusal means, and what to do about it.
    pub(super) fn refusal(&self, response: &Response<Body>, url: &Url) -> anyhow::Error {
        let (status, kind) = (response.status(), self.kind);
        match status.as_u16() {
            401 if self.token.is_none() => anyhow!(
                "{url}: answer {status}: the {kind} is private or gated, or there is none of this name; set HF_TOKEN to a \
                 token that may read it"
            ),
            401 => anyhow!(
                "{url}: answer {status}: the {kind} is private, or there is none of this name, or the token is not valid; \
                 set HF_TOKEN to one that may read it"
            ),
            403 => anyhow!(
                "{url}: answer {status}: accept the {kind}'s terms on its page, and set HF_TOKEN to a token of that account"
            ),
            404 if is_of_repository(response.headers()) => anyhow!(
                "{url}: answer {status}: there is no such {kind}, or no such revision of it"
            ),
            404 => anyhow!("{url}: answer {status}: there is no such file"),
            429 => anyhow!("{url}: answer {status}; wait a little, or set HF_TOKEN"),
            _ => anyhow!("{url}: answer {status}"),
        }
    }
}

/// Whether the whole repository is missing, and not only the file.
fn is_of_repository(headers: &HeaderMap) -> bool {
    matches!(
        text(headers, ERROR_CODE),
        Some("RepoNotFound" | "RevisionNotFound")
    )
}

/// The headers of the answers along redirects; a later answer overrules an earlier one.
#[derive(Default)]
struct SeenHeaders {
    commit: Option<String>,
    linked_etag: Option<String>,
    linked_size: Option<u64>,
    etag: Option<String>,
}

impl SeenHeaders {
    fn note(&mut self, headers: &HeaderMap) {
        let owned = |name| text(headers, name).map(str::to_owned);
        self.commit = owned(COMMIT).or(self.commit.take());
        self.linked_etag = owned(LINKED_ETAG).or(self.linked_etag.take());
        self.linked_size = number(headers, LINKED_SIZE).or(self.linked_size);
        self.etag = owned(ETAG.as_str());
    }

    fn remote(self, size: Option<u64>, url: &Url) -> Result<RemoteFile> {
        let no_hub = |header| {
            format!("{url}: the answer has no usable header {header}; is HF_ENDPOINT a model hub?")
        };
        let linked = self.linked_etag.as_deref().map(unquoted);
        let etag = linked.or(self.etag.as_deref().map(unquoted));
        let etag = etag.filter(|etag| is_file_name(etag));
        let commit = self.commit.as_deref().filter(|commit| is_file_name(commit));
        let is_sha256 =
            |etag: &&str| etag.len() == 64 && etag.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(RemoteFile {
            commit: commit.with_context(|| no_hub(COMMIT))?.to_owned(),
            etag: etag.with_context(|| no_hub("etag"))?.to_owned(),
            size: self.linked_size.or(size),
            sha256: linked.filter(is_sha256).map(str::to_ascii_lowercase),
        })
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    text(headers, name)?.parse().ok()
}

fn unquoted(etag: &str) -> &str {
    etag.trim_start_matches("W/").trim_matches('"')
}

/// Whether a commit or an ETag can be the name of a file.
pub(super) fn is_file_name(text: &str) -> bool {
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=128).contains(&text.len()) && text.bytes().all(is_ours) && !text.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remote(headers: &[(&'static str, &str)]) -> Result<RemoteFile> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse()?);
        }
        RemoteFile::from_headers(&map, &Url::parse("http://localhost/a/resolve/main/b")?)
    }

    const HASH: &str = "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff";

    #[test]
    fn a_linked_etag_of_64_digits_is_a_hash_and_a_plain_one_is_not() {
        let linked = remote(&[(COMMIT, "abc"), (LINKED_ETAG, &format!("\"{HASH}\""))]).unwrap();
        assert_eq!(linked.sha256.unwrap(), HASH.to_ascii_lowercase());
        let plain = remote(&[(COMMIT, "abc"), ("etag", &format!("W/\"{HASH}\""))]).unwrap();
        assert_eq!((plain.etag.as_str(), plain.sha256), (HASH, None));
    }

    #[test]
    fn headers_that_would_leave_the_cache_are_refused() {
        for (commit, etag) in [
            ("..", "a"),
            ("a/b", "a"),
            ("a", "../../a"),
            ("a", ""),
            ("", "a"),
        ] {
            let error = remote(&[(COMMIT, commit), ("etag", etag)]).unwrap_err();
            assert!(error.to_string().contains("HF_ENDPOINT"), "{error}");
        }
        assert!(remote(&[("etag", "a")]).is_err());
    }
}
