//! Everything that is measured, from one server: the same headers for all.

use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use super::compression::{Cache, compress};
use crate::{dist, root};

/// The first two isolate a page, without which it gets neither threads nor fine clocks. The third is a static host's.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        HeaderValue::from_static("require-corp"),
    ),
    (CACHE_CONTROL, HeaderValue::from_static("max-age=600")),
];

/// The server; its port closes when this is dropped.
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves the built page as `/site`, the pages of this benchmark as `/bench`, and of a folder `models` and
    /// `npm/node_modules`.
    /// Text and programs are compressed, which costs time at the first visit.
    pub async fn start(folder: &Path) -> Self {
        let app = Router::new()
            .nest_service("/site", ServeDir::new(dist()))
            .nest_service("/bench", ServeDir::new(root().join("bench/pages")))
            .nest_service("/models", ServeDir::new(folder.join("models")))
            .nest_service("/npm", ServeDir::new(folder.join("npm/node_modules")))
            .layer(from_fn_with_state(Cache::default(), compress))
            .layer(from_fn(with_headers));
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let task = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("the server runs");
        });
        Self { address, task }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a path that starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn with_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(HEADERS);
    response
}
