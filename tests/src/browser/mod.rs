//! A headless Chromium and the driver that steers it.

pub mod commands;
pub mod firefox;
pub mod net_log;

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

use commands::devtools;
use net_log::Request;

/// The window and the theme that the page is looked at with.
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

/// The time that a driver may take to listen.
const START: Duration = Duration::from_secs(60);
const DRIVER_TRIES: usize = 5;

/// A browser with an empty profile.
pub struct Browser {
    client: Client,
    driver: Child,
    // An empty profile: nothing is cached, and parallel tests do not meet.
    profile: TempDir,
}

impl Browser {
    /// Starts one.
    ///
    /// # Panics
    /// When there is none, or no driver for it.
    pub async fn start(view: View) -> Self {
        Self::start_with(view, "normal").await
    }

    /// Starts one that has opened a page as soon as its document is read, whatever else is still being fetched.
    ///
    /// # Panics
    /// When there is none, or no driver for it.
    pub async fn start_eager(view: View) -> Self {
        Self::start_with(view, "eager").await
    }

    async fn start_with(view: View, strategy: &str) -> Self {
        let (driver, port) = start_driver().await;
        let profile = tempfile::tempdir().unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile.path(), strategy))
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

    /// The client that steers the browser.
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

/// A driver on a free port. It picks one that is free for IPv4, and ends when another has it for IPv6, as it happens
/// where several start at once; so it gets some tries.
async fn start_driver() -> (Child, u16) {
    let mut said = String::new();
    for _ in 0..DRIVER_TRIES {
        match try_to_start_driver().await {
            Ok(started) => return started,
            Err(output) => said.push_str(&output),
        }
    }
    panic!("the driver does not start; it said:\n{said}");
}

/// The driver with the port that it names when it listens, or what it said before it ended.
async fn try_to_start_driver() -> Result<(Child, u16), String> {
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
    let mut said = String::new();
    let port = timeout(START, async {
        while let Ok(Some(line)) = lines.next_line().await {
            if let Some(port) = port_in(&line) {
                return Some(port);
            }
            said.push_str(&line);
            said.push('\n');
        }
        None
    });
    let Ok(Some(port)) = port.await else {
        return Err(said);
    };
    // It blocks when nobody reads what it says.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((driver, port))
}

/// The port in "ChromeDriver was started successfully on port 12345."
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.rsplit_once("successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

fn capabilities(profile: &Path, strategy: &str) -> Map<String, Value> {
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
        "pageLoadStrategy": strategy,
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    match capabilities {
        Value::Object(map) => map,
        _ => unreachable!("an object was written above"),
    }
}
