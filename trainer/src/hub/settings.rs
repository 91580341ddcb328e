//! The settings that Hugging Face's own tools read from the environment.

use std::env::{self, VarError};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use url::Url;

/// The address of the hub, the place of its cache, and the token.
pub struct Settings {
    /// The hub to use in place of Hugging Face's own (`HF_ENDPOINT`).
    pub endpoint: Option<Url>,
    /// The folder of the cache (`HF_HUB_CACHE`, or `hub` in `HF_HOME`).
    pub cache: PathBuf,
    /// The access token (`HF_TOKEN`, or the file that logging in leaves).
    pub token: Option<String>,
    /// Whether the hub is never asked (`HF_HUB_OFFLINE`).
    pub offline: bool,
}

impl Settings {
    /// Reads the environment.
    pub fn from_env() -> Result<Self> {
        let home = home()?;
        Ok(Self {
            endpoint: endpoint()?,
            cache: variable("HF_HUB_CACHE")?.map_or_else(|| home.join("hub"), PathBuf::from),
            token: token(&home)?,
            offline: variable("HF_HUB_OFFLINE")?.is_some_and(|value| is_true(&value)),
        })
    }
}

/// An empty variable is as good as none; one that is no text must not pass for one that is not set.
fn variable(name: &str) -> Result<Option<String>> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.trim().is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => bail!("{name} is not UTF-8"),
    }
}

fn is_true(value: &str) -> bool {
    ["1", "on", "yes", "true"].contains(&value.to_ascii_lowercase().as_str())
}

fn home() -> Result<PathBuf> {
    if let Some(home) = variable("HF_HOME")? {
        return Ok(home.into());
    }
    let caches = match variable("XDG_CACHE_HOME")? {
        Some(caches) => PathBuf::from(caches),
        None => env::home_dir()
            .context("there is no home directory to keep models in; set HF_HOME to a folder")?
            .join(".cache"),
    };
    Ok(caches.join("huggingface"))
}

fn endpoint() -> Result<Option<Url>> {
    let Some(text) = variable("HF_ENDPOINT")? else {
        return Ok(None);
    };
    match Url::parse(text.trim()) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(Some(url)),
        _ => bail!("HF_ENDPOINT is {text:?}; it has to start with http:// or https:// and a host"),
    }
}

fn token(home: &Path) -> Result<Option<String>> {
    if let Some(token) = variable("HF_TOKEN")? {
        return checked(&token, "HF_TOKEN").map(Some);
    }
    let path = variable("HF_TOKEN_PATH")?.map_or_else(|| home.join("token"), PathBuf::from);
    match fs::read_to_string(&path) {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => checked(&text, &path.display().to_string()).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(error).with_context(|| format!("reading the token in {}", path.display()))
        }
    }
}

/// Refuses a token that no header can hold. The message does not repeat it.
fn checked(text: &str, source: &str) -> Result<String> {
    let token = text.trim();
    ensure!(
        token.bytes().all(|byte| byte.is_ascii_graphic()),
        "{source} holds more than a token: spaces or signs that no token has"
    );
    Ok(token.to_owned())
}
