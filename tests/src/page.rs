//! The page, with what a person does and sees there.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::{Client, Locator};
use namelight_text::{Entity, SentenceEntity};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::View;
use crate::browser::look;
use crate::commands::{console, devtools};

/// Long enough for a busy machine; nothing waits that long on a good day.
const PATIENCE: Duration = Duration::from_secs(120);

/// A name lit up in the text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Mark {
    /// Its type, as written beside it.
    pub kind: String,
    /// The text in it.
    pub surface: String,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
}

/// A name in the list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Listed {
    /// The name.
    pub surface: String,
    /// Its type in words.
    pub kind: String,
    /// Its score as shown.
    pub score: String,
}

/// The page in a browser.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) client: Client,
}

impl Page {
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

    /// From the next page on, no script of a page runs; the test's own still do.
    pub async fn without_scripts(&self) {
        let command = "Emulation.setScriptExecutionDisabled";
        devtools(&self.client, command, json!({ "value": true })).await;
    }

    /// Any page, as soon as its document is loaded.
    pub async fn at(client: Client, url: &str) -> Self {
        client.goto(url).await.unwrap();
        Self { client }
    }

    /// Loads the page once more, now as a browser that knows no relaxed SIMD: it finds no module with an instruction of
    /// that set valid.
    pub async fn reload_without_relaxed_simd(&self) {
        let script = "const validate = WebAssembly.validate;
            const isRelaxed = (bytes) => bytes.some((byte, at) =>
                byte === 0xfd && bytes[at + 1] >= 0x80 && bytes[at + 2] === 2);
            WebAssembly.validate = (bytes) => !isRelaxed(bytes) && validate(bytes);";
        self.before_every_page(script).await;
        self.client.refresh().await.unwrap();
    }

    /// What the build of the worker that the page has chosen finds in a text, scores included.
    pub async fn worker_entities(&self, text: &str) -> Vec<Entity> {
        let spans = namelight_text::split_sentences(text);
        let sentences: Vec<_> = spans.iter().map(|span| span.slice(text)).collect();
        let script = "const [sentences] = arguments;
            window.found = null;
            const worker = new Worker(document.documentElement.dataset.worker, { type: 'module' });
            const url = new URL('model/small/', document.baseURI).href;
            const send = (id, task) => worker.postMessage({ id, task });
            worker.onmessage = ({ data }) => {
                if (data.type === 'ready') send(1, { type: 'load', url });
                if (data.type === 'loaded') send(2, { type: 'recognize', sentences });
                if (data.type === 'failed') throw new Error(data.message);
                if (data.type !== 'recognized') return;
                window.found = data.found.map(found => found.entities);
                worker.terminate();
            };";
        self.run::<()>(script, json!([sentences])).await;
        self.until("return window.found !== null", "the worker answers")
            .await;
        let found: Vec<Vec<SentenceEntity>> = self.ask("return window.found").await;
        let in_text = spans.iter().zip(found).flat_map(|(span, entities)| {
            let entities = entities.into_iter();
            entities.map(|entity| entity.in_text(span.start))
        });
        in_text.collect()
    }

    /// The instructions that the page says it computes with.
    pub async fn instructions(&self) -> String {
        self.ask("return document.getElementById('status').dataset.instructions")
            .await
    }

    /// Changes the part of the address behind `#`.
    pub async fn go_to_view(&self, hash: &str) {
        self.run::<()>("location.hash = arguments[0]", json!([hash]))
            .await;
    }

    /// Presses keys in the text field, one after the other. The driver knows no characters beyond U+FFFF.
    pub async fn press(&self, keys: &str) {
        let field = self.client.wait().for_element(Locator::Id("text")).await;
        field.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses keys in whatever has the focus.
    pub async fn type_on(&self, keys: &str) {
        let focused = self.client.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// Replaces the text at once, as pasting over all of it does.
    pub async fn paste(&self, text: &str) {
        let script = "const field = document.getElementById('text');
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            set.call(field, arguments[0]);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        self.run::<()>(script, json!([text])).await;
    }

    /// Pastes a text and waits for its names.
    pub async fn analyse(&self, text: &str) -> Vec<Mark> {
        self.until_ready().await;
        self.paste(text).await;
        self.until_analysed().await;
        self.marks().await
    }

    /// Clicks what a CSS selector finds.
    pub async fn click(&self, css: &str) {
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        element.unwrap().click().await.unwrap();
    }

    /// Wordpieces that the last analysis ran.
    pub async fn wordpieces(&self) -> usize {
        self.ask("return Number(document.getElementById('status').dataset.wordpieces)")
            .await
    }

    /// Hands files of this machine, or a folder, to a field for files.
    pub async fn open_files(&self, css: &str, paths: &[PathBuf]) {
        let field = self.client.wait().for_element(Locator::Css(css)).await;
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        field.unwrap().send_keys(&paths.join("\n")).await.unwrap();
    }

    /// Drags files or folders of this machine over what a CSS selector finds, and drops them there.
    pub async fn drop_files(&self, css: &str, paths: &[PathBuf]) {
        let script = "const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: 'center' });
            const box = element.getBoundingClientRect();
            return [Math.round(box.x + 10), Math.round(box.y + 10)]";
        let [x, y]: [i64; 2] = self.run(script, json!([css])).await;
        let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": x, "y": y, "data": data });
            devtools(&self.client, "Input.dispatchDragEvent", event).await;
        }
    }

    /// Picks an entry of a menu by its value.
    pub async fn select(&self, css: &str, value: &str) {
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        element.unwrap().select_by_value(value).await.unwrap();
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

    /// Presses one key in what has the focus.
    pub async fn press_key(&self, key: char) {
        let field = self.client.active_element().await.unwrap();
        field.send_keys(&key.to_string()).await.unwrap();
    }

    /// Waits until a script returns true.
    pub async fn until(&self, script: &str, what: &str) {
        self.until_within(script, what, PATIENCE).await;
    }

    /// Waits so long until a script returns true.
    pub async fn until_within(&self, script: &str, what: &str, patience: Duration) {
        let start = Instant::now();
        while !self.ask::<bool>(script).await {
            if start.elapsed() > patience {
                let body = self.text("body").await;
                panic!("waited in vain until {what}; the page says:\n{body}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The names lit up in the text.
    pub async fn marks(&self) -> Vec<Mark> {
        self.ask(
            "return [...document.querySelectorAll('#highlights mark')].map(mark => ({
                kind: mark.querySelector('.kind').textContent,
                surface: mark.querySelector('.surface').textContent,
                start: Number(mark.dataset.start),
                end: Number(mark.dataset.end),
            }))",
        )
        .await
    }

    /// The names lit up in the text field, with their types.
    pub async fn lit(&self) -> Vec<(String, String)> {
        self.ask(
            "return [...document.querySelectorAll('.mirror mark')]
                .map(mark => [mark.textContent, mark.dataset.kind])",
        )
        .await
    }

    /// The names in the list.
    pub async fn listed(&self) -> Vec<Listed> {
        self.ask(
            "const text = (item, name) => item.querySelector(name).textContent;
            return [...document.querySelectorAll('#entities li')].map(item => ({
                surface: text(item, '.surface'), kind: text(item, '.kind'), score: text(item, '.score'),
            }))",
        )
        .await
    }

    /// The text that is shown with names lit up, without the types in it.
    pub async fn highlighted_text(&self) -> String {
        self.ask(
            "const copy = document.getElementById('highlights').cloneNode(true);
            copy.querySelectorAll('.kind').forEach(kind => kind.remove());
            return copy.textContent",
        )
        .await
    }

    /// What the text field holds.
    pub async fn typed_text(&self) -> String {
        self.ask("return document.getElementById('text').value")
            .await
    }

    /// The visible text of the first element that a CSS selector finds.
    pub async fn text(&self, css: &str) -> String {
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.text().await.unwrap()
    }

    /// The cells of a table's body, row by row.
    pub async fn table(&self, css: &str) -> Vec<Vec<String>> {
        let script = "const rows = document.querySelectorAll(arguments[0] + ' tbody tr');
            return [...rows].map(row => [...row.cells].map(cell => cell.textContent))";
        self.run(script, json!([css])).await
    }

    /// What a script returns.
    pub async fn ask<T: DeserializeOwned + Debug>(&self, script: &str) -> T {
        self.run(script, json!([])).await
    }

    /// What a script returns that gets arguments.
    pub async fn run<T: DeserializeOwned + Debug>(&self, script: &str, arguments: Value) -> T {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let value = self.client.execute(script, arguments).await;
        let value = value.unwrap_or_else(|error| panic!("{script}: {error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Warnings and errors on the console since the last call.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = console(&self.client).await;
        let grave = entries.iter().filter(|entry| entry["level"] != "INFO");
        grave
            .filter_map(|entry| entry["message"].as_str())
            // Trunk asks for hashes of what it preloads, which this browser does not check.
            .filter(|message| !message.contains("`integrity` attribute is currently ignored"))
            .map(str::to_owned)
            .collect()
    }

    /// CSS pixels that the page is wider than the window; 0 when nobody has to scroll sideways.
    pub async fn overhang(&self) -> i64 {
        self.ask("return document.documentElement.scrollWidth - window.innerWidth")
            .await
    }

    /// Runs a script in every page that is opened from now on, before anything of its own.
    pub async fn before_every_page(&self, script: &str) {
        let command = "Page.addScriptToEvaluateOnNewDocument";
        devtools(&self.client, command, json!({ "source": script })).await;
    }

    /// Looks at the page as on another medium (`print`), or with features such as `forced-colors` set.
    pub async fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let feature = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let features: Vec<_> = features.iter().map(feature).collect();
        let media = json!({ "media": medium, "features": features });
        devtools(&self.client, "Emulation.setEmulatedMedia", media).await;
    }

    /// Downloads go to this folder from now on.
    pub async fn download_to(&self, folder: &Path) {
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        devtools(&self.client, "Browser.setDownloadBehavior", behaviour).await;
    }

    /// Empties the browser's store for this site, as its own settings do.
    pub async fn forget_everything(&self) {
        self.run::<()>("localStorage.clear()", json!([])).await;
    }

    /// Allows or forbids the page something, such as `clipboard-write`.
    pub async fn set_permission(&self, name: &str, setting: &str) {
        let permission = json!({ "permission": { "name": name }, "setting": setting });
        devtools(&self.client, "Browser.setPermission", permission).await;
    }

    /// Looks at the page in another size.
    pub async fn resize(&self, view: View) {
        look(&self.client, view).await;
    }

    /// Keeps a picture of what the window shows as `target/e2e/<name>.png`.
    pub async fn screenshot(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/e2e");
        std::fs::create_dir_all(&folder).unwrap();
        match self.client.screenshot().await {
            Ok(picture) => std::fs::write(folder.join(format!("{name}.png")), picture).unwrap(),
            // The test's own outcome matters more than its picture.
            Err(error) => eprintln!("no screenshot of {name}: {error}"),
        }
    }
}
