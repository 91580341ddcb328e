//! A hosted model: files which are what their manifest says they are.
//!
//! The manifest is always asked for anew, and has to be the one that the page was built with where the page knows its hash.
//! A file that it lists with a compressed form is fetched in that one, since many hosts compress nothing. A file that does
//! not match the manifest is fetched once more, plain and past the browser's cache, before that is an error. No model runs
//! before the hash of its plain files is the manifest's.

use namelight_manifest::{Encoding, Manifest, ManifestError, ManifestFile};
use namelight_protocol::MODEL_FILES;
use thiserror::Error;
use web_sys::{RequestCache, Url};

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
    /// An address in the manifest is none.
    #[error("manifest.json: {0:?} is no address; write it anew")]
    Address(String),
}

/// A hosted model's files.
pub(crate) struct HostedFiles {
    /// The URL of its manifest, which those of the other files are relative to.
    url: String,
    manifest: Manifest,
    /// Requests that are under way, by the file's name.
    requests: Vec<(&'static str, FileRequest)>,
}

impl HostedFiles {
    /// Asks for all files at once, so that they come while others are read. `url` is the manifest's; `sha256` is its hash,
    /// where the page was built with it.
    pub(crate) async fn ask(url: String, sha256: Option<&str>) -> Result<Self, HostedError> {
        let manifest = fetch_manifest(&url, sha256).await?;
        let mut files = Self {
            url,
            manifest,
            requests: Vec::new(),
        };
        for name in MODEL_FILES {
            let request = files.start(name)?;
            files.requests.push((name, request));
        }
        Ok(files)
    }

    /// The request for a file: the one that is under way, or, when that has been taken, a new one.
    fn request(&mut self, name: &str) -> Result<FileRequest, HostedError> {
        match self.requests.iter().position(|(file, _)| *file == name) {
            Some(place) => Ok(self.requests.swap_remove(place).1),
            None => self.start(name),
        }
    }

    /// Asks for a file in the form that is asked for first: the compressed one, where there is one.
    fn start(&self, name: &str) -> Result<FileRequest, HostedError> {
        let file = self.manifest.file(name)?;
        let compressed = file.compressed.as_ref();
        let address = compressed.map_or(file.address(), |compressed| &compressed.address);
        Ok(FileRequest::start(
            &self.absolute(address)?,
            RequestCache::Default,
        )?)
    }

    /// The URL of an address in the manifest.
    fn absolute(&self, address: &str) -> Result<String, HostedError> {
        let url = Url::new_with_base(address, &self.url);
        let url = url.map_err(|_| HostedError::Address(address.to_owned()))?;
        Ok(url.href())
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
        let encoding = expected.compressed.as_ref().map(|form| form.encoding);
        let first = read_checked(request, expected, encoding, to).await;
        if !is_worth_another(&first, encoding.is_some()) {
            return first;
        }
        let url = self.absolute(expected.address())?;
        let again = FileRequest::start(&url, RequestCache::Reload)?;
        read_checked(again, expected, None, to).await
    }
}

/// Whether the plain file, past the browser's cache, may be right where this went wrong. A compressed form can be missing, or
/// be decompressed by the host itself.
fn is_worth_another(first: &Result<(), HostedError>, was_compressed: bool) -> bool {
    match first {
        Ok(()) | Err(HostedError::Address(_)) => false,
        Err(HostedError::Manifest(_) | HostedError::Fetch(FetchError::TooLong { .. })) => true,
        Err(HostedError::Fetch(_)) => was_compressed,
    }
}

async fn read_checked(
    request: FileRequest,
    expected: &ManifestFile,
    encoding: Option<Encoding>,
    to: &mut Counted<'_, impl Sink>,
) -> Result<(), HostedError> {
    let limit = expected.bytes as usize;
    match encoding {
        Some(Encoding::Gzip) => request.read_gzip(limit, to).await?,
        None => request.read(limit, to).await?,
    }
    expected.check(to.content())?;
    Ok(())
}

/// Asks the host whether there is a newer manifest, since that decides whether copies of all other files still hold.
async fn fetch_manifest(url: &str, sha256: Option<&str>) -> Result<Manifest, HostedError> {
    let mut bytes = Vec::new();
    let request = FileRequest::start(url, RequestCache::NoCache)?;
    request.read(MANIFEST_LIMIT, &mut bytes).await?;
    Ok(Manifest::bound(&bytes, sha256)?)
}
