//! Names of models and data sets on the hub.

use std::fmt;

use hf_hub::{Repo, RepoType};

/// The branch that a name without a revision means.
const MAIN: &str = "main";
/// The number of hexadecimal digits of a commit.
const COMMIT_DIGITS: usize = 40;
/// The length of the longest name that the hub allows, in bytes.
const LONGEST_NAME: usize = 96;

/// A model or a data set of the hub: `name` or `owner/name`, and `@revision` where it is not the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubId {
    /// The repository, `name` or `owner/name`.
    pub repo: String,
    /// The revision: a branch, a tag or a commit.
    pub revision: String,
}

/// What a repository of the hub holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepoKind {
    /// A checkpoint.
    Model,
    /// A data set.
    DataSet,
}

impl fmt::Display for RepoKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Model => "model",
            Self::DataSet => "data set",
        })
    }
}

impl HubId {
    /// Reads an id, or `None` where this cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let (repo, revision) = text.split_once('@').unwrap_or((text, MAIN));
        let names = repo.split('/');
        if names.clone().count() > 2 || !names.clone().all(is_name) || !is_revision(revision) {
            return None;
        }
        Some(Self {
            repo: repo.to_owned(),
            revision: revision.to_owned(),
        })
    }

    /// Whether the revision is one that never changes.
    pub fn is_pinned(&self) -> bool {
        let revision = &self.revision;
        revision.len() == COMMIT_DIGITS && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    pub(super) fn at(&self, kind: RepoKind, revision: &str) -> Repo {
        let kind = match kind {
            RepoKind::Model => RepoType::Model,
            RepoKind::DataSet => RepoType::Dataset,
        };
        Repo::with_revision(self.repo.clone(), kind, revision.to_owned())
    }
}

impl fmt::Display for HubId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.revision.as_str() {
            MAIN => f.write_str(&self.repo),
            revision => write!(f, "{}@{revision}", self.repo),
        }
    }
}

fn is_name(name: &str) -> bool {
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let ends_well = |name: &str| !name.starts_with(['-', '.']) && !name.ends_with(['-', '.']);
    (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(is_ours)
        && ends_well(name)
        && !name.contains("..")
        && !name.contains("--")
}

/// A revision becomes part of a path, of the address and of the cache.
fn is_revision(revision: &str) -> bool {
    let is_part = |part: &str| {
        let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+".contains(&byte);
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_ours)
    };
    revision.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, String)> {
        HubId::parse(text).map(|id| (id.repo, id.revision))
    }

    #[test]
    fn an_id_has_a_name_perhaps_an_owner_and_perhaps_a_revision() {
        let id = |repo: &str, revision: &str| Some((repo.to_owned(), revision.to_owned()));
        let plain = "distilbert-base-uncased";
        assert_eq!(parsed(plain), id(plain, "main"));
        let owned = "sentence-transformers/all-MiniLM-L6-v2";
        assert_eq!(parsed(owned), id(owned, "main"));
        assert_eq!(parsed("a/b@v1.0"), id("a/b", "v1.0"));
        assert_eq!(parsed("a@refs/pr/1"), id("a", "refs/pr/1"));
    }

    #[test]
    fn what_would_leave_the_cache_is_no_id() {
        let bad = [
            "", ".", "..", "../a", "a/..", "a/../b", "/a", "a/", "a/b/c", "a b", "~/a", "C:\\a",
            "a--b", "-a", "a@", "a@..", "a@../b", "a@b//c", "a@/b", "a@b@c", "ä",
        ];
        for text in bad {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn only_a_commit_is_pinned() {
        let pinned = |text: &str| HubId::parse(text).unwrap().is_pinned();
        assert!(pinned(&format!(
            "a@{}",
            "0123456789abcdef0123456789abcdef01234567"
        )));
        assert!(!pinned("a") && !pinned("a@v1.0"));
    }
}
