//! The page in a browser: navigation, waiting, and scripts that look into it.

mod files;
mod input;
mod shown;
mod surroundings;
mod worker;

use std::fmt::Debug;
use std::time::{Duration, Instant};

use fantoccini::Client;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub use shown::{Listed, Mark};

/// Long enough for a busy machine; nothing waits that long on a good day.
const PATIENCE: Duration = Duration::from_secs(120);

/// The page in a browser.
#[derive(Clone, Debug)]
pub struct Page {
    client: Client,
}

impl Page {
    /// What an alert says that is there in place of the page, or in front of it.
    pub async fn until_alert(&self) -> String {
        let shown = "return document.querySelector('p.plain[role=alert]') !== null";
        self.until(shown, "an alert is shown").await;
        self.text("p.plain[role=alert]").await
    }

    pub(crate) async fn open(client: Client, url: &str) -> Self {
        let page = Self::at(client, url).await;
        page.until_drawn().await;
        page
    }

    /// Waits until the page has started. Its document is loaded before, on a busy machine long before.
    pub async fn until_drawn(&self) {
        let drawn = "return document.getElementById('main') !== null";
        self.until(drawn, "the page is drawn").await;
    }

    /// Loads the page once more and waits until it has started.
    pub async fn reload(&self) {
        self.reload_document().await;
        self.until_drawn().await;
    }

    /// Loads the page once more.
    pub async fn reload_document(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Opens an address in the same tab.
    pub async fn go_to(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Any page, as soon as its document is loaded.
    pub async fn at(client: Client, url: &str) -> Self {
        client.goto(url).await.unwrap();
        Self { client }
    }

    /// Changes the part of the address behind `#`.
    pub async fn go_to_view(&self, hash: &str) {
        self.run::<()>("location.hash = arguments[0]", json!([hash]))
            .await;
    }

    /// Waits until the model of this name is in use, and nothing is on its way.
    pub async fn until_model(&self, name: &str) {
        let script = format!(
            "const status = document.getElementById('status');
            return status.dataset.state === 'ready' && status.textContent.includes('Model {name}, ')"
        );
        self.until(&script, &format!("the model {name} is in use"))
            .await;
    }

    /// Waits until the model is loaded.
    pub async fn until_ready(&self) {
        let ready = "return document.getElementById('status')?.dataset.state === 'ready'";
        self.until(ready, "the model is loaded").await;
    }

    /// Waits until the newest text has been analysed.
    pub async fn until_analysed(&self) {
        let analysed = "const status = document.getElementById('status').dataset;
            return status.state === 'ready' && status.analysed === status.requested";
        self.until(analysed, "the text is analysed").await;
    }

    /// Waits until an error is shown, and gives its text.
    pub async fn until_error(&self) -> String {
        let shown = "return document.getElementById('error') !== null";
        self.until(shown, "an error is shown").await;
        self.text("#error").await
    }

    /// Waits until a script returns true.
    pub async fn until(&self, script: &str, what: &str) {
        self.until_within(script, what, PATIENCE).await;
    }

    /// Waits so long until a script returns true; what is not there yet (null) is waited for as well.
    pub async fn until_within(&self, script: &str, what: &str, patience: Duration) {
        let start = Instant::now();
        while self.ask::<Option<bool>>(script).await != Some(true) {
            if start.elapsed() > patience {
                let body = self.text("body").await;
                panic!("waited in vain until {what}; the page says:\n{body}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The result of a script.
    pub async fn ask<T: DeserializeOwned + Debug>(&self, script: &str) -> T {
        self.run(script, json!([])).await
    }

    /// The result of a script that gets arguments.
    pub async fn run<T: DeserializeOwned + Debug>(&self, script: &str, arguments: Value) -> T {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let value = self.client.execute(script, arguments).await;
        let value = value.unwrap_or_else(|error| panic!("{script}: {error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{script}: {error}"))
    }
}
