//! Fetching a data set: the files that are chosen among those that it has.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail, ensure};
use url::Url;

use super::settings::Settings;
use super::snapshot::Snapshot;
use super::transfer::{Answer, Listing};
use super::{Hub, HubId, OFFLINE, RepoKind};

/// Fetches the files of a data set that are chosen and not in the cache, and returns its folder there. `choose` is given the
/// names of all its files, with `/` from its root on. The commit is noted as the newest when all have come, so that a run
/// without a connection never learns from a part.
///
/// # Errors
/// When the hub has no such data set, or `choose` finds none of its files fit.
pub fn fetch_data_set(
    id: &HubId,
    choose: impl FnOnce(&[String]) -> Result<Vec<String>>,
) -> Result<PathBuf> {
    let hub = Hub::new(Settings::from_env()?, id, RepoKind::DataSet)?;
    let why = match hub.list(id)? {
        Answer::Found(Listing { commit, files }) => {
            let snapshot = Snapshot::new(&hub, id, &commit, None);
            for file in choose(&files).with_context(|| id.to_string())? {
                ensure!(snapshot.fetch(&file)?, "{id} lists {file}, and has none");
            }
            hub.note_newest(id, &commit)?;
            return Ok(snapshot.folder);
        }
        Answer::Missing => bail!("there is no such data set, or no such revision of it"),
        Answer::Unreachable(why) => why,
    };
    let here = hub.noted_commit(id);
    let commit = hub.instead_of_newest(id, here, &why)?;
    Ok(Snapshot::new(&hub, id, &commit, Some(format!("{why:#}"))).folder)
}

impl Hub {
    /// Asks for the names of the files.
    fn list(&self, id: &HubId) -> Result<Answer<Listing>> {
        if self.offline {
            return Ok(Answer::Unreachable(anyhow!(OFFLINE)));
        }
        // hf-hub knows the path of the request, and keeps the address of the hub to itself.
        let repo = id.at(self.kind, &id.revision);
        let file = self.api.repo(repo.clone()).url("");
        let start = file.split_once("/datasets/").map(|(start, _)| start);
        let start = start.with_context(|| format!("{file} is no address of a data set"))?;
        let text = format!("{start}/api/{}", repo.api_url());
        self.client.list(&Url::parse(&text).with_context(|| text)?)
    }
}
