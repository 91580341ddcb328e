//! A headless Chromium and the driver that steers it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::commands::devtools;
use crate::net_log::{self, Request};

/// How the page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Whether the person prefers dark colours.
    pub dark: bool,
}

impl View {
    /// A laptop.
    pub const WIDE: Self = Self {
        width: 1440,
        height: 1000,
        dark: false,
    };
    /// A telephone.
    pub const NARROW: Self = Self {
        width: 375,
        height: 812,
        dark: false,
    };

    /// The same at night.
    pub const fn in_the_dark(self) -> Self {
        Self { dark: true, ..self }
    }
}

const START: Duration = Duration::from_secs(60);

pub struct Browser {
    client: Client,
    driver: Child,
    // An empty profile: nothing is cached, and parallel tests do not meet.
    profile: TempDir,
}

impl Browser {
    pub async fn start(view: View) -> Self {
        let (driver, port) = start_driver().await;
        let profile = tempfile::tempdir().unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile.path()))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the driver starts a browser");
        look(&client, view).await;
        Self {
            client,
            driver,
            profile,
        }
    }

    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Ends it, and gives what it asked of the network.
    pub async fn close(mut self) -> Vec<Request> {
        // A browser that is gone already is as good as closed.
        let _ = self.client.close().await;
        let _ = self.driver.kill().await;
        net_log::requests(&net_log(self.profile.path()))
    }
}

fn net_log(profile: &Path) -> PathBuf {
    profile.join("net-log.json")
}

/// Exact sizes and colours; a window would have borders and a smallest width.
pub async fn look(client: &Client, view: View) {
    let scheme = if view.dark { "dark" } else { "light" };
    let size = json!({
        "width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": false,
    });
    let colours = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    devtools(client, "Emulation.setDeviceMetricsOverride", size).await;
    devtools(client, "Emulation.setEmulatedMedia", colours).await;
}

/// A driver on a free port, which it says when it listens.
async fn start_driver() -> (Child, u16) {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut driver = Command::new(&program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| {
            panic!(
                "{}: {error}; `cargo xtask setup` installs a browser with its driver",
                PathBuf::from(&program).display()
            )
        });
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = timeout(START, async {
        while let Ok(Some(line)) = lines.next_line().await {
            let port = line
                .rsplit_once("successfully on port ")
                .map(|(_, port)| port);
            if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
                return port;
            }
        }
        panic!("the driver ended without saying its port")
    });
    let port = port.await.expect("the driver says its port in time");
    // It blocks when nobody reads what it says.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (driver, port)
}

fn capabilities(profile: &Path) -> Map<String, Value> {
    let mut options = json!({
        "args": [
            "--headless=new",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--no-first-run",
            // The tests may run as root in a container, where the sandbox cannot start; only our own page is opened.
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--disable-sync",
            "--no-pings",
            // Only this machine exists.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            format!("--log-net-log={}", net_log(profile).display()),
            format!("--user-data-dir={}", profile.display()),
        ],
    });
    if let Some(program) = std::env::var_os("CHROME") {
        options["binary"] = json!(program.to_string_lossy());
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    match capabilities {
        Value::Object(map) => map,
        _ => unreachable!("an object was written above"),
    }
}
