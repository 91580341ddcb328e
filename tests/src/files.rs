//! Files that a person gives to the page and takes from it.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use serde_json::json;

use crate::Page;
use crate::commands::devtools;

const PATIENCE: Duration = Duration::from_secs(30);

impl Page {
    /// Picks a file in the field that a CSS selector finds.
    pub async fn attach(&self, css: &str, file: &Path) {
        let field = self.client.find(Locator::Css(css)).await;
        let field = field.unwrap_or_else(|error| panic!("{css}: {error}"));
        field.send_keys(file.to_str().unwrap()).await.unwrap();
    }

    /// Drops a file with this name and text on what a CSS selector finds.
    pub async fn drop_file(&self, css: &str, name: &str, text: &str) {
        let script = "const [css, name, text] = arguments;
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name));
            const options = { bubbles: true, cancelable: true, dataTransfer };
            const target = document.querySelector(css);
            const taken = !target.dispatchEvent(new DragEvent('dragover', options));
            if (!taken) throw new Error('nothing may be dropped here');
            target.dispatchEvent(new DragEvent('drop', options));";
        self.run::<()>(script, json!([css, name, text])).await;
    }

    /// Clicks what saves a file of this name into an empty folder, and gives what it holds.
    pub async fn save(&self, css: &str, folder: &Path, name: &str) -> Vec<u8> {
        let parameters = json!({ "behavior": "allow", "downloadPath": folder });
        devtools(&self.client, "Page.setDownloadBehavior", parameters).await;
        self.click(css).await;
        let file = folder.join(name);
        let start = Instant::now();
        // The browser gives the file its name when it is whole.
        while !file.is_file() {
            assert!(
                start.elapsed() < PATIENCE,
                "{} was not saved",
                file.display()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        std::fs::read(file).unwrap()
    }
}
