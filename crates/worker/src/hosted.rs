//! A hosted model: files beside the page, which are what their manifest says they are.
//!
//! The manifest is always asked for anew. A file that it also lists in gzip's form is fetched in that one, since many hosts
//! compress nothing. A file that does not match the manifest is fetched once more, plain and past the browser's cache,
//! before that is an error. No model runs before the hash of its plain files is the manifest's.

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
            manifest.file(name)?;
            let url = format!("{folder}{}", asked(&manifest, name));
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
            None => {
                let url = format!("{}{}", self.folder, asked(&self.manifest, name));
                FileRequest::start(&url, RequestCache::Default)
            }
        }
    }
}

/// The name under which a file is asked for first: that of its compressed form, where there is one.
fn asked<'a>(manifest: &'a Manifest, name: &'a str) -> &'a str {
    manifest
        .compressed(name)
        .map_or(name, |compressed| &compressed.name)
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
        let is_compressed = self.manifest.compressed(file).is_some();
        let first = read_checked(request, expected, is_compressed, to).await;
        if !is_worth_another(&first, is_compressed) {
            return first;
        }
        let url = format!("{}{file}", self.folder);
        let again = FileRequest::start(&url, RequestCache::Reload)?;
        read_checked(again, expected, false, to).await
    }
}

/// Whether the plain file, past the browser's cache, may be right where this went wrong. A compressed form can be missing, or
/// be decompressed by the host itself.
fn is_worth_another(first: &Result<(), HostedError>, was_compressed: bool) -> bool {
    match first {
        Ok(()) => false,
        Err(HostedError::Manifest(_) | HostedError::Fetch(FetchError::TooLong { .. })) => true,
        Err(HostedError::Fetch(_)) => was_compressed,
    }
}

async fn read_checked(
    request: FileRequest,
    expected: &ManifestFile,
    is_compressed: bool,
    to: &mut Counted<'_, impl Sink>,
) -> Result<(), HostedError> {
    let limit = expected.bytes as usize;
    match is_compressed {
        true => request.read_gzip(limit, to).await?,
        false => request.read(limit, to).await?,
    }
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
