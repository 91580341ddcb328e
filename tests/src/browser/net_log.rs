//! The requests of a browser to the network, as it wrote them down itself.

use std::path::Path;

use serde_json::Value;
use url::Url;

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The address that it went to.
    pub url: String,
    /// The origin of the page or worker that made it, such as `http://127.0.0.1:8080`; none when the browser asked on
    /// its own account.
    pub initiator: Option<String>,
}

impl Request {
    /// The origin that it went to.
    pub fn origin(&self) -> String {
        match Url::parse(&self.url) {
            Ok(url) => url.origin().ascii_serialization(),
            Err(_) => self.url.clone(),
        }
    }
}

/// The requests in a file that Chromium wrote because of `--log-net-log`: one event a line, in which an event that
/// starts a request has its address and its initiator.
pub fn requests(log: &Path) -> Vec<Request> {
    let text = std::fs::read_to_string(log).expect("the browser wrote its log");
    let events = text.lines().map(|line| line.trim_end_matches([',', ']']));
    let events = events.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    events.filter_map(|event| request(&event)).collect()
}

fn request(event: &Value) -> Option<Request> {
    let parameters = &event["params"];
    let initiator = parameters["initiator"].as_str()?;
    Some(Request {
        url: parameters["url"].as_str()?.to_owned(),
        initiator: Some(initiator.to_owned()).filter(|origin| origin != "not an origin"),
    })
}
