//! Asking the hub which files a repository holds.

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde::Deserialize;
use url::Url;

use super::file_status::is_file_name;
use super::{Answer, Client, MOST_REDIRECTS, Request, redirect};

/// What a repository holds at one commit.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// The commit.
    pub commit: String,
    /// Its files, with `/` from the root on.
    pub files: Vec<String>,
}

/// The answer of the hub, of which only this is read.
#[derive(Deserialize)]
struct Repository {
    sha: String,
    siblings: Vec<Sibling>,
}

#[derive(Deserialize)]
struct Sibling {
    rfilename: String,
}

impl Client {
    /// Asks for the files of a repository. An error means that the hub refuses.
    pub fn list(&self, url: &Url) -> Result<Answer<Listing>> {
        let mut at = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let mut response = match self.send(Request::ContentFrom(0), &at) {
                Ok(response) => response,
                Err(error) => {
                    let error = anyhow!(error).context(format!("cannot reach {at}"));
                    return Ok(Answer::Unreachable(error));
                }
            };
            if let Some(next) = redirect(&response, &at)? {
                ensure!(
                    self.is_hub(&next),
                    "{url} redirects to another host, {next}"
                );
                at = next;
                continue;
            }
            return match response.status().as_u16() {
                200..=299 => {
                    let body = response.body_mut().read_to_vec();
                    let body = body.with_context(|| format!("reading {url}"))?;
                    Listing::from_json(&body)
                        .with_context(|| url.to_string())
                        .map(Answer::Found)
                }
                404 => Ok(Answer::Missing),
                429 | 500..=599 => Ok(Answer::Unreachable(self.refusal(&response, url))),
                _ => Err(self.refusal(&response, url)),
            };
        }
        bail!("{url} redirects more than {MOST_REDIRECTS} times")
    }
}

impl Listing {
    /// Reads the answer of a hub. Names that would leave the cache are left out.
    ///
    /// # Errors
    /// When it is no list of files.
    pub fn from_json(body: &[u8]) -> Result<Self> {
        let no_hub = "the answer is no list of files; is HF_ENDPOINT a model hub?";
        let Repository { sha, siblings } = serde_json::from_slice(body).context(no_hub)?;
        ensure!(is_file_name(&sha), "{no_hub}");
        let files = siblings.into_iter().map(|sibling| sibling.rfilename);
        let files = files.filter(|file| file.split('/').all(is_file_name));
        Ok(Self {
            commit: sha,
            files: files.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_leave_the_cache_are_left_out() {
        let files = [
            "data/train.json",
            "../up.json",
            "/etc/x",
            "a//b",
            "data/../x",
            "b c",
        ];
        let siblings = files.map(|file| serde_json::json!({"rfilename": file}));
        let body = serde_json::json!({"sha": "abc", "siblings": siblings}).to_string();
        let listing = Listing::from_json(body.as_bytes()).unwrap();
        assert_eq!(listing.files, ["data/train.json"]);
    }

    #[test]
    fn what_is_no_list_asks_for_the_endpoint() {
        for body in ["<html>", "{}", r#"{"sha": "../x", "siblings": []}"#] {
            let error = Listing::from_json(body.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("HF_ENDPOINT"), "{error}");
        }
    }
}
