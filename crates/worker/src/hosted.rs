//! A hosted model: files beside the page, which are what their manifest says they are.
//!
//! The manifest is always asked for anew. A file that does not match it is fetched once more past the browser's cache
//! before that is an error. No model runs before its hash is the manifest's.

use namelight_manifest::{Manifest, ManifestError, ManifestFile};
use namelight_protocol::MODEL_FILES;
use thiserror::Error;
use web_sys::RequestCache;

use crate::fetch::{FetchError, FileRequest};
use crate::progress::Counted;
use crate::source::Source;
use crate::stream::Sink;

/// A manifest is a few hundred bytes; more than this is something else.
const MANIFEST_LIMIT: usize = 64 * 1024;

/// What can go wrong with hosted files.
#[derive(Debug, Error)]
pub enum HostedError {
    /// A file could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The manifest cannot be read, or a file is not what it says.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// A model's folder on the page's host.
pub(crate) struct HostedFiles {
    /// Its URL, ending in `/`.
    folder: String,
    manifest: Manifest,
    /// Requests that are under way, by the file's name.
    requests: Vec<(&'static str, FileRequest)>,
}

impl HostedFiles {
    /// Asks for all files at once, so that they come while others are read.
    pub(crate) async fn ask(folder: &str) -> Result<Self, HostedError> {
        let manifest = fetch_manifest(folder).await?;
        let mut requests = Vec::new();
        for name in MODEL_FILES {
            let url = format!("{folder}{}", manifest.file(name)?.name);
            requests.push((name, FileRequest::start(&url, RequestCache::Default)?));
        }
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            requests,
        })
    }

    /// The request for a file: the one that is under way, or, when that has been taken, a new one.
    fn request(&mut self, name: &str) -> Result<FileRequest, FetchError> {
        match self.requests.iter().position(|(file, _)| *file == name) {
            Some(place) => Ok(self.requests.swap_remove(place).1),
            None => FileRequest::start(&format!("{}{name}", self.folder), RequestCache::Default),
        }
    }
}

impl Source for HostedFiles {
    type Error = HostedError;

    fn name(&self) -> &str {
        &self.manifest.name
    }

    fn bytes(&self, file: &str) -> Result<u64, HostedError> {
        Ok(self.manifest.file(file)?.bytes)
    }

    // The browser's copy of an older model, or a damaged one, is fetched anew.
    async fn read(
        &mut self,
        file: &'static str,
        to: &mut Counted<'_, impl Sink>,
    ) -> Result<(), HostedError> {
        let request = self.request(file)?;
        let expected = self.manifest.file(file)?;
        match read_checked(request, expected, to).await {
            Err(HostedError::Manifest(_) | HostedError::Fetch(FetchError::TooLong { .. })) => {
                let url = format!("{}{file}", self.folder);
                let again = FileRequest::start(&url, RequestCache::Reload)?;
                read_checked(again, expected, to).await
            }
            other => other,
        }
    }
}

async fn read_checked(
    request: FileRequest,
    expected: &ManifestFile,
    to: &mut Counted<'_, impl Sink>,
) -> Result<(), HostedError> {
    request.read(expected.bytes as usize, to).await?;
    expected.check(to.content())?;
    Ok(())
}

/// Asks the host whether there is a newer manifest, since that decides whether copies of all other files still hold.
async fn fetch_manifest(folder: &str) -> Result<Manifest, HostedError> {
    let url = format!("{folder}manifest.json");
    let mut bytes = Vec::new();
    let request = FileRequest::start(&url, RequestCache::NoCache)?;
    request.read(MANIFEST_LIMIT, &mut bytes).await?;
    Ok(Manifest::from_json(&bytes)?)
}
