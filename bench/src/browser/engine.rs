//! The engines that can run a model in a page, and the page that they run in.

use std::time::{Duration, Instant};

use fantoccini::wd::TimeoutConfiguration;
use namelight_tests::{Browser, Page, View};
use serde::Deserialize;
use serde_json::{Value, json};

use super::results::PartTime;
use super::server::Server;

/// A slow machine needs minutes for many runs of the largest inputs.
const PATIENCE: Duration = Duration::from_secs(600);

/// A worker's script and what it is told to load.
#[derive(Clone, Debug, PartialEq)]
pub struct Engine {
    /// Its name in the results.
    pub name: String,
    /// How the model was made for it, where there is a choice.
    pub variant: Option<String>,
    pub script: String,
    pub load: Value,
}

/// The answer of a worker about its runs.
#[derive(Debug, Deserialize)]
pub struct Measured {
    pub millis: Vec<f64>,
    #[serde(default)]
    pub ops: Vec<PartTime>,
}

/// A browser with the page that starts workers.
pub struct Workers {
    browser: Browser,
    page: Page,
}

impl Workers {
    pub async fn open(server: &Server) -> Self {
        let browser = Browser::start(View::WIDE).await;
        let client = browser.client();
        let patience = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        let set = client.update_timeouts(patience).await;
        set.expect("the driver takes a timeout");
        let page = Page::at(client, &server.url("/bench/engines.html")).await;
        page.until("return window.engines !== undefined", "the page is there")
            .await;
        Self { browser, page }
    }

    /// The browser's name and version.
    pub async fn version(&self) -> String {
        let script = "return (await navigator.userAgentData.getHighEntropyValues(['fullVersionList']))
            .fullVersionList.map(({ brand, version }) => `${brand} ${version}`).find(name => name.startsWith('Chrom'))";
        self.page
            .ask(&format!("return (async () => {{ {script} }})()"))
            .await
    }

    pub async fn start(&self, engine: &Engine) -> Value {
        let start = "return window.engines.start(...arguments)";
        let arguments = json!([engine.key(), engine.script, engine.load]);
        self.page.run(start, arguments).await
    }

    pub async fn stop(&self, engine: &Engine) {
        let stop = "window.engines.stop(...arguments)";
        self.page.run::<()>(stop, json!([engine.key()])).await;
    }

    pub async fn measure(&self, engine: &Engine, wordpieces: usize, runs: usize) -> Measured {
        let measure = "return window.engines.measure(...arguments)";
        let arguments = json!([engine.key(), wordpieces, runs]);
        self.page.run(measure, arguments).await
    }

    /// The same in several at once.
    pub async fn measure_all(
        &self,
        engines: &[&Engine],
        wordpieces: usize,
        runs: usize,
    ) -> Vec<Measured> {
        let measure = "return window.engines.measureAll(...arguments)";
        let keys: Vec<String> = engines.iter().map(|engine| engine.key()).collect();
        let arguments = json!([keys, wordpieces, runs]);
        self.page.run(measure, arguments).await
    }

    /// Runs for this long: caches fill, and the browser compiles the module's fast form. Gives the last milliseconds.
    pub async fn warm_up(&self, engine: &Engine, wordpieces: usize, time: Duration) -> f64 {
        let start = Instant::now();
        loop {
            let measured = self.measure(engine, wordpieces, 2).await;
            if start.elapsed() >= time {
                return measured.millis[1];
            }
        }
    }

    pub async fn close(self) {
        self.browser.close().await;
    }
}

impl Engine {
    fn key(&self) -> String {
        match &self.variant {
            Some(variant) => format!("{}, {variant}", self.name),
            None => self.name.clone(),
        }
    }
}
