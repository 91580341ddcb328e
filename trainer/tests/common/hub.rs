//! Hugging Face's hub on loopback: its paths, its headers, its store of large files elsewhere, and its faults.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use namelight_manifest::sha256_hex;
use serde_json::json;

use super::server::{Reply, Request, Server};
use super::{Workspace, fixture};

pub const MODEL: &str = "someone/tiny";
/// A data set of the same hub.
pub const DATA_SET: &str = "someone/words";
/// The model was once called so.
pub const OLD_NAME: &str = "tiny";
pub const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
pub const WEIGHTS: &str = "model.safetensors";

/// What can go wrong with a file.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// This status, and why.
    Status(u16, &'static str),
    /// Each of so many answers breaks off behind so many bytes.
    Breaks { after: usize, times: usize },
    /// The first answer breaks off behind so many bytes, and no later one brings anything.
    Dies { after: usize },
    /// The content is not that of the hash.
    Altered,
    /// The whole file, whatever was asked for.
    IgnoresRange,
}

#[derive(Default)]
struct State {
    files: HashMap<String, Vec<u8>>,
    faults: HashMap<String, Fault>,
    store: String,
}

/// The hub and the store that it redirects to, which is on another port.
pub struct Hub {
    pub hub: Server,
    pub store: Server,
    state: Arc<Mutex<State>>,
}

impl Hub {
    /// With the tiny base.
    pub fn new() -> Self {
        let hub = Self::empty();
        for name in ["config.json", "tokenizer.json", WEIGHTS] {
            hub.put(name, fs::read(fixture("tiny-base").join(name)).unwrap());
        }
        hub
    }

    pub fn empty() -> Self {
        let state: Arc<Mutex<State>> = Arc::default();
        let for_store = state.clone();
        let store = Server::start(move |request| for_store.lock().unwrap().stored(request));
        state.lock().unwrap().store = store.url();
        let for_hub = state.clone();
        let hub = Server::start(move |request| for_hub.lock().unwrap().answer(request));
        Self { hub, store, state }
    }

    pub fn put(&self, name: &str, content: Vec<u8>) {
        let mut state = self.state.lock().unwrap();
        state.files.insert(name.to_owned(), content);
    }

    pub fn remove(&self, name: &str) {
        self.state.lock().unwrap().files.remove(name).unwrap();
    }

    pub fn damage(&self, name: &str, fault: Fault) {
        let mut state = self.state.lock().unwrap();
        state.faults.insert(name.to_owned(), fault);
    }

    pub fn repair(&self) {
        self.state.lock().unwrap().faults.clear();
    }

    /// Trains from a model of this hub, or tries to.
    pub fn train(&self, workspace: &Workspace, base: &str, out: &str) -> Output {
        let mut command = train(workspace, base, out);
        command.env("HF_ENDPOINT", self.hub.url());
        command.output().unwrap()
    }
}

/// Trains with a cache in the workspace; nothing that the caller's environment says of hubs counts.
pub fn train(workspace: &Workspace, base: &str, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_namelight"));
    command.args(["train", "--epochs", "1", "--threads", "1", "--base", base]);
    command.arg("--data").arg(fixture("conll"));
    command.arg("--out").arg(workspace.path(out));
    on_its_own(&mut command, workspace);
    command
}

/// No proxy, no token and no cache but those of the test.
pub fn on_its_own(command: &mut Command, workspace: &Workspace) {
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names {
        let text = name.to_string_lossy().to_ascii_uppercase();
        if text.starts_with("HF_") || text.ends_with("_PROXY") {
            command.env_remove(name);
        }
    }
    command.env("HF_HOME", home(workspace));
}

pub fn home(workspace: &Workspace) -> std::path::PathBuf {
    workspace.path("hf")
}

/// Names in a folder of the model's cache.
pub fn cached(workspace: &Workspace, folder: &str) -> Vec<String> {
    let folder = home(workspace)
        .join("hub/models--someone--tiny")
        .join(folder);
    let names = fs::read_dir(folder).unwrap();
    names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Whether the hub keeps a file elsewhere, by its hash.
fn is_stored(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|it| it == "safetensors" || it == "bin" || it == "parquet")
}

impl State {
    /// `/{id}/resolve/{revision}/{file}`, of a data set `/datasets/{id}/…`, and the list of its files.
    fn answer(&mut self, request: &Request) -> Reply {
        let listed = request.path.strip_prefix("/api/datasets/");
        if let Some((id, _)) = listed.and_then(|rest| rest.split_once("/revision/")) {
            return self.listing(id);
        }
        let Some((id, rest)) = request.path[1..].split_once("/resolve/") else {
            return Reply::status(404);
        };
        if id == OLD_NAME {
            return Reply::status(307).header("Location", format!("/{MODEL}/resolve/{rest}"));
        }
        let is_known = id == MODEL || id.strip_prefix("datasets/") == Some(DATA_SET);
        let file = rest.split_once('/').filter(|_| is_known);
        let Some((_, name)) = file else {
            return Reply::status(404).header("X-Error-Code", "RepoNotFound");
        };
        if let Some(Fault::Status(status, code)) = self.faults.get(name) {
            return Reply::status(*status).header("X-Error-Code", code);
        }
        let Some(content) = self.files.get(name).cloned() else {
            return Reply::status(404).header("X-Error-Code", "EntryNotFound");
        };
        if is_stored(name) {
            return Reply::status(302)
                .header("X-Repo-Commit", COMMIT)
                .header("X-Linked-Etag", format!("\"{}\"", sha256_hex(&content)))
                .header("X-Linked-Size", content.len())
                .header("Location", format!("{}/{name}?signed=1", self.store));
        }
        let etag = &sha256_hex(&content)[..40];
        self.content(name, content, request)
            .header("X-Repo-Commit", COMMIT)
            .header("ETag", format!("\"{etag}\""))
    }

    fn listing(&self, id: &str) -> Reply {
        if id != DATA_SET {
            return Reply::status(404).header("X-Error-Code", "RepoNotFound");
        }
        let files = self.files.keys();
        let siblings: Vec<_> = files.map(|name| json!({"rfilename": name})).collect();
        let body = json!({"id": id, "sha": COMMIT, "siblings": siblings});
        Reply {
            body: body.to_string().into_bytes(),
            ..Reply::status(200)
        }
    }

    fn stored(&mut self, request: &Request) -> Reply {
        let name = request.path.trim_start_matches('/');
        let name = name.split('?').next().unwrap().to_owned();
        let content = self.files[&name].clone();
        self.content(&name, content, request)
            .header("ETag", "\"of-the-store\"")
    }

    fn content(&mut self, name: &str, mut content: Vec<u8>, request: &Request) -> Reply {
        let fault = self.faults.get_mut(name);
        let start = match (&fault, request.start()) {
            (Some(Fault::IgnoresRange), _) | (_, None) => None,
            (_, start) => start,
        };
        if start.is_some_and(|start| start >= content.len()) {
            return Reply::status(416);
        }
        let mut breaks_after = None;
        match fault {
            Some(Fault::Altered) => content[100] ^= 1,
            Some(Fault::Breaks { after, times }) if request.method == "GET" && *times > 0 => {
                *times -= 1;
                breaks_after = Some(*after);
            }
            Some(Fault::Dies { after }) => breaks_after = Some(std::mem::take(after)),
            _ => {}
        }
        let reply = match start {
            None => Reply::status(200),
            Some(start) => {
                let (last, size) = (content.len() - 1, content.len());
                Reply::status(206).header("Content-Range", format!("bytes {start}-{last}/{size}"))
            }
        };
        Reply {
            body: content.split_off(start.unwrap_or(0)),
            breaks_after,
            ..reply
        }
    }
}
