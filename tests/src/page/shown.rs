//! The things that a person sees on the page.

use std::path::PathBuf;

use fantoccini::Locator;
use serde::Deserialize;
use serde_json::json;

use super::Page;
use crate::browser::commands::console;

/// A name lit up in the text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Mark {
    /// Its type.
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

impl Page {
    /// The names lit up in the text.
    pub async fn marks(&self) -> Vec<Mark> {
        self.ask(
            "return [...document.querySelectorAll('#highlights mark')].map(mark => {
                const block = Number(mark.closest('[data-start]').dataset.start);
                return {
                    kind: mark.dataset.kind,
                    surface: (mark.querySelector('.surface') ?? mark).textContent,
                    start: block + Number(mark.dataset.from),
                    end: block + Number(mark.dataset.to),
                };
            })",
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

    /// The text in the text field.
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

    /// Wordpieces that the last analysis ran.
    pub async fn wordpieces(&self) -> usize {
        self.ask("return Number(document.getElementById('status').dataset.wordpieces)")
            .await
    }

    /// The instructions that the page says it computes with.
    pub async fn instructions(&self) -> String {
        self.ask("return document.getElementById('status').dataset.instructions")
            .await
    }

    /// CSS pixels that the page is wider than the window; 0 when nobody has to scroll sideways.
    pub async fn overhang(&self) -> i64 {
        self.ask("return document.documentElement.scrollWidth - window.innerWidth")
            .await
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

    /// Scrolls until what a CSS selector finds is in the middle of the window.
    pub async fn show(&self, css: &str) {
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        self.run::<()>(script, json!([css])).await;
    }

    /// A picture of what a CSS selector finds, as PNG.
    pub async fn picture(&self, css: &str) -> Vec<u8> {
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        element.unwrap().screenshot().await.unwrap()
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
