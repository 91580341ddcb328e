//! Fetching the content of a file: a transfer that broke is resumed, and the result is compared with its SHA-256.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use indicatif::ProgressBar;
use namelight_manifest::Content;
use ureq::Body;
use ureq::http::Response;
use ureq::http::header::CONTENT_RANGE;
use url::Url;

use super::{Client, MOST_REDIRECTS, RemoteFile, Request, redirect};

/// The number of tries in a row that may bring nothing.
const TRIES: u32 = 4;
/// The pause before the second try; it doubles before each further one.
const PAUSE: Duration = Duration::from_millis(250);
const BUFFER: usize = 1 << 16;

/// Why a try did not bring the file.
enum Failure {
    /// The connection broke, so another try may help.
    Broken(anyhow::Error),
    /// No other try would help.
    Final(anyhow::Error),
}

impl Client {
    /// Fetches a file into `part`, behind the bytes that are there already. They stay when the connection breaks, and are
    /// removed when their hash is wrong.
    pub fn download(
        &self,
        url: &Url,
        remote: &RemoteFile,
        part: &Path,
        bar: &ProgressBar,
    ) -> Result<()> {
        let mut failures = 0;
        loop {
            let before = length(part);
            let error = match self.append(url, remote, part, bar) {
                Ok(()) => break,
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Broken(error)) => error,
            };
            failures = if length(part) > before {
                1
            } else {
                failures + 1
            };
            if failures == TRIES {
                let kept = length(part);
                return Err(error.context(format!(
                    "the connection broke; the {kept} bytes that came are kept, and the same command goes on from there"
                )));
            }
            sleep(PAUSE * 2u32.pow(failures - 1));
        }
        verify(url, remote, part)
    }

    /// Makes one try: asks for the bytes that are missing, and appends them.
    fn append(
        &self,
        url: &Url,
        remote: &RemoteFile,
        part: &Path,
        bar: &ProgressBar,
    ) -> Result<(), Failure> {
        let mut start = length(part);
        if remote.size.is_some_and(|size| start > size) {
            start = 0;
        }
        if remote.size == Some(start) && part.exists() {
            return Ok(());
        }
        let response = self.content(url, start)?;
        match response.status().as_u16() {
            206 if starts_at(&response, start) => {}
            200 => start = 0,
            // What is here does not fit what is there.
            206 | 416 => {
                let _ = fs::remove_file(part);
                return Err(Failure::Broken(anyhow!(
                    "{url}: no answer from byte {start} on"
                )));
            }
            429 | 500..=599 => return Err(Failure::Broken(self.refusal(&response, url))),
            _ => return Err(Failure::Final(self.refusal(&response, url))),
        }
        let mut file = open(part, start).map_err(|error| local(error.into(), part))?;
        bar.set_position(start);
        let missing = remote.size.map_or(u64::MAX, |size| size - start);
        let body = response.into_body().into_reader().take(missing);
        let came = copy(body, &mut file, url, part, bar)?;
        file.sync_all().map_err(|error| local(error.into(), part))?;
        match remote.size {
            Some(_) if came < missing => Err(Failure::Broken(anyhow!(
                "{url} ended {} bytes too early",
                missing - came
            ))),
            _ => Ok(()),
        }
    }

    /// Asks for the content from this byte on, and follows redirects to wherever the hub keeps it.
    fn content(&self, url: &Url, start: u64) -> Result<Response<Body>, Failure> {
        let mut at = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = self.send(Request::ContentFrom(start), &at);
            let response = response.map_err(|error| {
                Failure::Broken(anyhow!(error).context(format!("cannot reach {at}")))
            })?;
            match redirect(&response, &at).map_err(Failure::Final)? {
                Some(next) => at = next,
                None => return Ok(response),
            }
        }
        Err(Failure::Final(anyhow!(
            "{url} redirects more than {MOST_REDIRECTS} times"
        )))
    }
}

fn starts_at(response: &Response<Body>, start: u64) -> bool {
    let range = response.headers().get(CONTENT_RANGE);
    let range = range.and_then(|range| range.to_str().ok());
    range.is_some_and(|range| range.starts_with(&format!("bytes {start}-")))
}

fn open(part: &Path, start: u64) -> std::io::Result<File> {
    let file = OpenOptions::new().create(true).append(true).open(part)?;
    file.set_len(start)?;
    Ok(file)
}

fn copy(
    mut body: impl Read,
    file: &mut File,
    url: &Url,
    part: &Path,
    bar: &ProgressBar,
) -> Result<u64, Failure> {
    let mut buffer = vec![0; BUFFER];
    let mut came = 0;
    loop {
        let count = match body.read(&mut buffer) {
            Ok(0) => return Ok(came),
            Ok(count) => count,
            Err(error) => {
                return Err(Failure::Broken(
                    anyhow!(error).context(format!("reading {url}")),
                ));
            }
        };
        let bytes = buffer.get(..count).unwrap_or_default();
        file.write_all(bytes)
            .map_err(|error| local(error.into(), part))?;
        came += count as u64;
        bar.inc(count as u64);
    }
}

fn local(error: anyhow::Error, part: &Path) -> Failure {
    Failure::Final(error.context(format!("writing {}", part.display())))
}

fn verify(url: &Url, remote: &RemoteFile, part: &Path) -> Result<()> {
    let Some(expected) = &remote.sha256 else {
        return Ok(());
    };
    let found = sha256(part).with_context(|| format!("reading {}", part.display()))?;
    if found == *expected {
        return Ok(());
    }
    fs::remove_file(part).with_context(|| format!("removing {}", part.display()))?;
    bail!(
        "{url}: what came has SHA-256 {found}, the hub says {expected}; it is removed from the cache. Try again; if it \
         comes again, something between here and the hub changes it"
    )
}

fn sha256(path: &Path) -> std::io::Result<String> {
    let mut content = Content::default();
    std::io::copy(&mut File::open(path)?, &mut content)?;
    Ok(content.sha256())
}

/// The number of bytes of a file; 0 if there is none.
fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |facts| facts.len())
}
