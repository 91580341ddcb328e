//! The HTTP requests to the hub: asking for a file, and fetching it.
//!
//! `hf-hub` has a download of its own. That of version 0.5 sends the token to whomever the hub redirects to, goes on behind a
//! partial file even when the server starts from the beginning, and compares neither size nor hash. That of version 1.0
//! starts every broken transfer from the beginning and compares no hash either, and it brings an asynchronous runtime and
//! a second HTTP client. So the transfer is done here.

mod download;
mod file_status;
mod listing;

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use ureq::http::Response;
use ureq::http::header::{AUTHORIZATION, LOCATION, RANGE};
use ureq::{Agent, Body};
use url::{Origin, Url};

pub use file_status::{Answer, RemoteFile};
pub use listing::Listing;

use super::RepoKind;

const CONNECT: Duration = Duration::from_secs(15);
/// The time without a byte after which a connection counts as lost.
const SILENCE: Duration = Duration::from_secs(60);
const MOST_REDIRECTS: usize = 10;

/// An HTTP client for one hub.
pub struct Client {
    agent: Agent,
    hub: Origin,
    token: Option<String>,
    /// What it asks for, for messages.
    kind: RepoKind,
}

/// What to ask for at an address.
#[derive(Clone, Copy)]
enum Request {
    /// The headers alone.
    Headers,
    /// The content from this byte on.
    ContentFrom(u64),
}

impl Client {
    /// Makes a client for the hub that this address is on. Nobody else is sent the token.
    pub fn new(hub: &Url, token: Option<String>, kind: RepoKind) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("namelight/", env!("CARGO_PKG_VERSION")))
            // Sizes and ranges are those of the file.
            .accept_encoding("identity")
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(SILENCE))
            .timeout_per_read(Some(SILENCE))
            .build();
        Self {
            agent: config.into(),
            hub: hub.origin(),
            token,
            kind,
        }
    }

    fn send(&self, request: Request, url: &Url) -> Result<Response<Body>, ureq::Error> {
        let mut builder = match request {
            Request::Headers => self.agent.head(url.as_str()),
            Request::ContentFrom(_) => self.agent.get(url.as_str()),
        };
        if let Request::ContentFrom(start @ 1..) = request {
            builder = builder.header(RANGE, format!("bytes={start}-"));
        }
        if let Some(token) = self.token.as_ref().filter(|_| self.is_hub(url)) {
            builder = builder.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        builder.call()
    }

    /// Whether an address has the scheme, the host and the port of the hub.
    fn is_hub(&self, url: &Url) -> bool {
        url.origin() == self.hub
    }
}

/// The target of an answer that is a redirect.
fn redirect(response: &Response<Body>, url: &Url) -> Result<Option<Url>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let location = response.headers().get(LOCATION);
    let location = location.and_then(|value| value.to_str().ok());
    let target = location.and_then(|location| url.join(location).ok());
    let target = target.with_context(|| format!("{url} redirects to no readable address"))?;
    ensure!(
        matches!(target.scheme(), "http" | "https"),
        "{url} redirects to {target}, which is not on the web"
    );
    Ok(Some(target))
}
