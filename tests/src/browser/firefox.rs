//! A headless Firefox and the driver that steers it.

use std::net::TcpListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::process::{Child, Command};

use crate::Page;

/// The time that a driver may take to listen and to start its browser.
const START: Duration = Duration::from_secs(90);

/// Opens a page in a fresh Firefox and hands it to a test. A picture is kept as `target/e2e/<name>.png`.
///
/// # Panics
/// When there is no Firefox, or no driver for it; and when the test does.
pub async fn visit_with_firefox<F, Fut>(name: &str, url: &str, test: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let (client, mut driver) = start().await;
    let page = Page::open(client.clone(), url).await;
    let outcome = tokio::spawn(test(page.clone())).await;
    page.screenshot(name).await;
    // A browser that is gone already is as good as closed.
    let _ = client.close().await;
    let _ = driver.kill().await;
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}

async fn start() -> (Client, Child) {
    let port = free_port();
    let driver = Command::new("geckodriver")
        .args(["--port", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("geckodriver: {error}; `cargo xtask setup` installs it"));
    let started = Instant::now();
    loop {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match client {
            Ok(client) => return (client, driver),
            // It does not listen at once.
            Err(_) if started.elapsed() < START => {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            Err(error) => panic!("Firefox does not start: {error}"),
        }
    }
}

/// A port that nobody listened on a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn capabilities() -> Map<String, Value> {
    let mut options = json!({
        "args": ["-headless"],
        // Only this machine exists.
        "prefs": {
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "app.update.enabled": false,
            // As people have it: the driver lets pages from a folder load modules.
            "security.fileuri.strict_origin_policy": true,
        },
    });
    if let Some(program) = std::env::var_os("FIREFOX") {
        options["binary"] = json!(program.to_string_lossy());
    }
    let capabilities = json!({ "browserName": "firefox", "moz:firefoxOptions": options });
    match capabilities {
        Value::Object(map) => map,
        _ => unreachable!("an object was written above"),
    }
}
