//! The built site, served from a folder as a static host does.

use std::collections::HashMap;
use std::future::ready;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use namelight_manifest::{COMPRESSED_SUFFIX, Manifest};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot::{self, Sender};
use tower_http::services::ServeDir;

use crate::figures::figure;

/// The folder that the site is served from: not the root, because it must work from any folder.
const FOLDER: &str = "/some/where";

/// The ways in which a host can damage a file.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It says something else.
    Replaced(Vec<u8>),
    /// It says something else, and the browser is told to keep that for a year.
    Stale(Vec<u8>),
    /// It comes after this time.
    Slow(Duration),
    /// After this time it turns out not to be there.
    SlowlyMissing(Duration),
    /// Half of it comes, and then nothing.
    Stalls,
    /// Half of it comes, and then the connection ends.
    Breaks,
    /// It is said to be of this media type.
    OfType(&'static str),
}

type Faults = Arc<Mutex<HashMap<String, Fault>>>;

/// The requests that a host got, each as one line.
type Asked = Arc<Mutex<Vec<String>>>;

/// The site while it is served; the port closes when this is dropped.
pub struct Site {
    address: SocketAddr,
    faults: Faults,
    asked: Asked,
    /// Ends the server when it is dropped.
    server: Mutex<Option<Sender<()>>>,
    /// What the host serves; it has the site in a folder.
    _root: TempDir,
}

impl Site {
    /// Serves `dist/`.
    pub async fn serve() -> Self {
        Self::serve_with(HeaderMap::new()).await
    }

    /// Serves a folder as `dist/`, with a header in each answer.
    pub async fn serve_with_header(folder: &Path, name: &'static str, value: &'static str) -> Self {
        let header = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        Self::serve_folder(folder.to_owned(), HeaderMap::from_iter([header])).await
    }

    /// Serves `dist/` with the headers that the build wrote for hosts; among them are those that isolate the page from other
    /// origins, so that threads may share memory.
    pub async fn serve_with_own_headers() -> Self {
        Self::serve_with(own_headers()).await
    }

    /// Does the same and lets browsers report to `address` what the policy forbids.
    pub async fn serve_with_reports(address: &str) -> Self {
        let mut headers = own_headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        let policy = format!("{policy}; report-uri {address}");
        headers.insert("content-security-policy", policy.parse().unwrap());
        Self::serve_with(headers).await
    }

    /// Serves a folder as `dist/`.
    pub async fn serve_copy(folder: &Path) -> Self {
        Self::serve_folder(folder.to_owned(), HeaderMap::new()).await
    }

    async fn serve_with(headers: HeaderMap) -> Self {
        Self::serve_folder(dist(), headers).await
    }

    async fn serve_folder(dist: PathBuf, headers: HeaderMap) -> Self {
        assert!(
            dist.join("index.html").is_file(),
            "{} holds no built page: run `cargo xtask build` first",
            dist.display()
        );
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join(FOLDER.trim_start_matches('/'));
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(dist.canonicalize().unwrap(), place).unwrap();
        let faults = Faults::default();
        let asked = Asked::default();
        let app = Router::new()
            .fallback_service(ServeDir::new(root.path()))
            .layer(from_fn_with_state(faults.clone(), damage))
            .layer(from_fn_with_state(asked.clone(), note))
            .layer(map_response(move |mut answer: Response| {
                answer.headers_mut().extend(headers.clone());
                ready(answer)
            }));
        let (address, server) = start(app);
        Self {
            address,
            faults,
            asked,
            server: Mutex::new(Some(server)),
            _root: root,
        }
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("{}{FOLDER}/", self.origin())
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends the server with all connections, as when there is no network.
    pub fn stop(&self) {
        drop(self.server.lock().unwrap().take());
    }

    /// Damages a file, named by its path in `dist/` or in the folder of programs there, and a model's by its name in the
    /// manifest.
    pub fn damage(&self, path: &str, fault: Fault) {
        figure("page.faults", 1);
        let path = format!("{FOLDER}/{}", in_site(path));
        self.faults.lock().unwrap().insert(path, fault);
    }

    /// Undoes every damage.
    pub fn repair(&self) {
        self.faults.lock().unwrap().clear();
    }

    /// The requests that the host got, each as one line of method, address and headers.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The built site.
    pub fn folder() -> PathBuf {
        dist()
    }

    /// The name of the folder of programs in `dist/`, as the page has it.
    pub fn programs() -> String {
        let page = std::fs::read_to_string(dist().join("index.html")).unwrap();
        let named = page.split_once("data-programs=\"");
        let folder = named.and_then(|(_, rest)| rest.split_once("/\""));
        let (folder, _) = folder.expect("index.html names a folder: `cargo xtask build` does it");
        folder.to_owned()
    }

    /// The name of the page's own script or module, which has a hash in it.
    pub fn page_program(end: &str) -> String {
        let entries = std::fs::read_dir(dist()).unwrap();
        let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let is_meant = |name: &String| name.starts_with("page-") && name.ends_with(end);
        names.find(is_meant).expect("the built site has a program")
    }

    /// The content of a file of `dist/`, named as for [`Site::damage`].
    pub fn file(path: &str) -> Vec<u8> {
        let path = dist().join(in_site(path));
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// Serves from a thread of its own, until the sender is dropped. All connections end with the thread.
fn start(app: Router) -> (SocketAddr, Sender<()>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).unwrap();
            tokio::select! {
                ended = axum::serve(listener, app) => ended.unwrap(),
                _ = stopped => (),
            }
        });
    });
    (address, stop)
}

/// The path of a file in `dist/`, where programs have a folder with a hash in its name, and models' files their own hash.
fn in_site(path: &str) -> String {
    let dist = dist();
    if dist.join(path).exists() {
        return path.to_owned();
    }
    if let Some(path) = in_model(path) {
        return path;
    }
    let program = format!("{}/{path}", Site::programs());
    match dist.join(&program).exists() {
        true => program,
        false => path.to_owned(),
    }
}

/// The path of `model/NAME/FILE`, as the manifest there says.
fn in_model(path: &str) -> Option<String> {
    let (folder, name) = path
        .rsplit_once('/')
        .filter(|_| path.starts_with("model/"))?;
    let manifest = std::fs::read(dist().join(folder).join("manifest.json")).ok()?;
    let manifest = Manifest::from_json(&manifest).expect("the built site has good manifests");
    let address = match name.strip_suffix(COMPRESSED_SUFFIX) {
        Some(plain) => manifest
            .file(plain)
            .ok()?
            .compressed
            .as_ref()?
            .address
            .as_str(),
        None => manifest.file(name).ok()?.address(),
    };
    Some(format!("{folder}/{address}"))
}

/// The headers of `dist/_headers`, which has them for all files.
fn own_headers() -> HeaderMap {
    let text = std::fs::read_to_string(dist().join("_headers")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("  "));
    let pairs = lines.map(|line| line.split_once(": ").unwrap());
    let headers = pairs.map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    });
    headers.collect()
}

fn dist() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../dist")
}

async fn note(State(asked): State<Asked>, request: Request, next: Next) -> Response {
    let line = format!(
        "{} {} {:?}",
        request.method(),
        request.uri(),
        request.headers()
    );
    asked.lock().unwrap().push(line);
    next.run(request).await
}

async fn damage(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let fault = faults.lock().unwrap().get(request.uri().path()).cloned();
    match fault {
        None => next.run(request).await,
        Some(Fault::Missing) => StatusCode::NOT_FOUND.into_response(),
        Some(Fault::SlowlyMissing(time)) => {
            tokio::time::sleep(time).await;
            StatusCode::NOT_FOUND.into_response()
        }
        Some(Fault::Slow(time)) => {
            tokio::time::sleep(time).await;
            next.run(request).await
        }
        Some(Fault::OfType(kind)) => {
            let mut answer = next.run(request).await;
            let kind = HeaderValue::from_static(kind);
            answer.headers_mut().insert(CONTENT_TYPE, kind);
            answer
        }
        Some(Fault::Stalls) => half(next.run(request).await, false).await,
        Some(Fault::Breaks) => half(next.run(request).await, true).await,
        Some(Fault::Replaced(bytes)) => replaced(next.run(request).await, bytes, "no-store"),
        Some(Fault::Stale(bytes)) => replaced(next.run(request).await, bytes, "max-age=31536000"),
    }
}

/// An answer with another body. Its type stays that of the file.
fn replaced(answer: Response, bytes: Vec<u8>, cache: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Some(kind) = answer.headers().get(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, kind.clone());
    }
    (headers, bytes).into_response()
}

/// The first half of an answer, behind which the connection ends or stays.
async fn half(answer: Response, ends: bool) -> Response {
    let (head, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let half = bytes.slice(..bytes.len() / 2);
    let first = stream::once(ready(Ok(half)));
    let rest = match ends {
        true => stream::once(ready(Err(std::io::Error::other("the cable is cut")))).boxed(),
        false => stream::pending().boxed(),
    };
    Response::from_parts(head, Body::from_stream(first.chain(rest)))
}
