//! The commands that Chromium's driver understands beyond the WebDriver standard.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command of the session: a path below its address, and a body.
#[derive(Debug)]
struct SessionCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for SessionCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Runs a command of the DevTools protocol in the page.
pub async fn devtools(client: &Client, command: &str, parameters: Value) -> Value {
    let path = "goog/cdp/execute";
    let body = json!({ "cmd": command, "params": parameters });
    let answer = client.issue_cmd(SessionCommand { path, body }).await;
    answer.unwrap_or_else(|error| panic!("{command}: {error}"))
}

/// The messages on the browser's console since the last call.
pub async fn console(client: &Client) -> Vec<Value> {
    let path = "se/log";
    let body = json!({ "type": "browser" });
    let answer = client.issue_cmd(SessionCommand { path, body }).await;
    let answer = answer.unwrap_or_else(|error| panic!("the console: {error}"));
    answer.as_array().cloned().unwrap_or_default()
}
