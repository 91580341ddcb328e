//! A model beside the page, whose files are what its manifest says they are.

use namelight_encoder::manifest::{Manifest, ManifestFile};
use namelight_protocol::MODEL_FILES;
use web_sys::RequestCache;

use crate::fetch::{FetchError, Request};
use crate::load::{LoadError, Source};
use crate::progress::Counted;
use crate::stream::Sink;

/// A manifest is a few hundred bytes; more than this is something else.
const MANIFEST_LIMIT: usize = 64 * 1024;

/// A model's folder on the page's host.
pub(crate) struct Shipped {
    /// Its address, ending in `/`.
    folder: String,
    manifest: Manifest,
    /// Files on their way, by name.
    coming: Vec<(&'static str, Request)>,
}

impl Shipped {
    /// Asks for all files, so that they come while others are worked on.
    pub(crate) async fn ask(folder: &str) -> Result<Self, LoadError> {
        let manifest = fetch_manifest(folder).await?;
        let mut coming = Vec::new();
        for name in MODEL_FILES {
            let url = format!("{folder}{}", manifest.file(name)?.name);
            coming.push((name, Request::start(&url, RequestCache::Default)?));
        }
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            coming,
        })
    }

    /// The request for a file: the one that is on its way, or, when that has been taken, a new one.
    fn request(&mut self, name: &str) -> Result<Request, FetchError> {
        match self.coming.iter().position(|(coming, _)| *coming == name) {
            Some(place) => Ok(self.coming.swap_remove(place).1),
            None => Request::start(&format!("{}{name}", self.folder), RequestCache::Default),
        }
    }
}

impl Source for Shipped {
    fn name(&self) -> &str {
        &self.manifest.name
    }

    fn bytes(&self, file: &str) -> Result<u64, LoadError> {
        Ok(self.manifest.file(file)?.bytes)
    }

    /// The browser's copy of an older model, or a damaged one, is fetched anew.
    async fn read(
        &mut self,
        file: &'static str,
        to: &mut Counted<'_, impl Sink>,
    ) -> Result<(), LoadError> {
        let request = self.request(file)?;
        let expected = self.manifest.file(file)?;
        match read_checked(request, expected, to).await {
            Err(LoadError::Manifest(_) | LoadError::Fetch(FetchError::TooLong { .. })) => {
                let url = format!("{}{file}", self.folder);
                let again = Request::start(&url, RequestCache::Reload)?;
                read_checked(again, expected, to).await
            }
            other => other,
        }
    }
}

async fn read_checked(
    request: Request,
    expected: &ManifestFile,
    to: &mut Counted<'_, impl Sink>,
) -> Result<(), LoadError> {
    request.read(expected.bytes as usize, to).await?;
    expected.check(to.content())?;
    Ok(())
}

/// The host is always asked whether there is a newer manifest: it decides whether all other files still hold.
async fn fetch_manifest(folder: &str) -> Result<Manifest, LoadError> {
    let url = format!("{folder}manifest.json");
    let mut bytes = Vec::new();
    let request = Request::start(&url, RequestCache::NoCache)?;
    request.read(MANIFEST_LIMIT, &mut bytes).await?;
    Ok(Manifest::from_json(&bytes)?)
}
