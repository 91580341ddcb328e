//! One commit of a repository, as far as it is in the cache.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hf_hub::CacheRepo;

use super::transfer::{Answer, RemoteFile};
use super::{Hub, HubId, url};
use crate::logging::download_bar;

/// One commit of a repository, as far as it is in the cache.
pub struct Snapshot<'a> {
    hub: &'a Hub,
    pub(super) id: &'a HubId,
    cached: CacheRepo,
    commit: String,
    /// Where its files lie in the cache.
    pub folder: PathBuf,
    /// The reason why nothing more can be fetched, if nothing can.
    pub offline: Option<String>,
}

impl<'a> Snapshot<'a> {
    /// That of this commit.
    pub fn new(hub: &'a Hub, id: &'a HubId, commit: &str, offline: Option<String>) -> Self {
        let cached = hub.cached(id);
        Self {
            hub,
            id,
            folder: cached.pointer_path(commit),
            cached,
            commit: commit.to_owned(),
            offline,
        }
    }
}

impl Snapshot<'_> {
    /// Fetches a file if the repository has it, and says whether it has.
    pub fn fetch(&self, file: &str) -> Result<bool> {
        if self.folder.join(file).exists() {
            return Ok(true);
        }
        match self.ask(file)? {
            Some(remote) => self.ensure_cached(file, &remote).map(|()| true),
            None => Ok(false),
        }
    }

    /// What the hub knows of a file, or nothing where it is not to be asked.
    pub fn ask(&self, file: &str) -> Result<Option<RemoteFile>> {
        if self.offline.is_some() {
            return Ok(None);
        }
        match self.hub.ask(self.id, &self.commit, file)? {
            Answer::Found(remote) => Ok(Some(remote)),
            Answer::Missing => Ok(None),
            Answer::Unreachable(why) => Err(why),
        }
    }

    /// Puts this content into the cache under this name, unless it is there.
    pub fn ensure_cached(&self, file: &str, remote: &RemoteFile) -> Result<()> {
        let blob = self.cached.blob_path(&remote.etag);
        let (blobs, link) = (blob.parent().unwrap_or(&blob), self.folder.join(file));
        let folder = link.parent().unwrap_or(&self.folder);
        for folder in [blobs, folder] {
            fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        }
        // Another process may be fetching the same file.
        let lock = blob.with_file_name(format!("{}.lock", remote.etag));
        let lock = File::create(&lock).with_context(|| format!("creating {}", lock.display()))?;
        lock.lock().context("waiting for another download")?;
        if !blob.exists() {
            self.download(file, remote, &blob)?;
        }
        match link_to(&blob, &link, file.split('/').count() - 1) {
            Err(_) if link.exists() => Ok(()),
            linked => linked.with_context(|| format!("creating {}", link.display())),
        }
    }

    fn download(&self, file: &str, remote: &RemoteFile, blob: &Path) -> Result<()> {
        let part = blob.with_file_name(format!("{}.part", remote.etag));
        let url = url(&self.hub.api, self.id, self.hub.kind, &self.commit, file)?;
        let bar = download_bar(remote.size, file);
        if bar.is_hidden() {
            eprintln!("fetching {file} of {}", self.id);
        }
        let fetched = self.hub.client.download(&url, remote, &part, &bar);
        bar.finish_and_clear();
        fetched.with_context(|| format!("fetching {file} of {}", self.id))?;
        fs::rename(&part, blob).with_context(|| format!("creating {}", blob.display()))
    }
}

/// Links `snapshots/<commit>/<file>` to `blobs/<etag>` by a relative path, so that the whole cache can be moved.
/// `folders` are those of the repository that the file is in.
#[cfg(unix)]
fn link_to(blob: &Path, link: &Path, folders: usize) -> std::io::Result<()> {
    let name = blob.file_name().unwrap_or_default();
    let up = "../".repeat(folders + 2);
    std::os::unix::fs::symlink(Path::new(&up).join("blobs").join(name), link)
}

#[cfg(not(unix))]
fn link_to(blob: &Path, link: &Path, _folders: usize) -> std::io::Result<()> {
    fs::hard_link(blob, link).or_else(|_| fs::copy(blob, link).map(|_| ()))
}
