//! Files that a person gives to the page and takes from it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Locator;
use serde_json::json;

use super::Page;
use crate::browser::commands::devtools;

const PATIENCE: Duration = Duration::from_secs(30);

impl Page {
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
        self.unfold(css).await;
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

    /// Downloads go to this folder from now on.
    pub async fn download_to(&self, folder: &Path) {
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        devtools(&self.client, "Browser.setDownloadBehavior", behaviour).await;
    }

    /// Clicks what saves a file of this name into an empty folder, and gives what it holds.
    pub async fn save(&self, css: &str, folder: &Path, name: &str) -> Vec<u8> {
        self.download_to(folder).await;
        self.click(css).await;
        let file = folder.join(name);
        let start = Instant::now();
        // The browser may hold the name with an empty file, until the file beside it is whole.
        let is_whole = || {
            let alone = std::fs::read_dir(folder).is_ok_and(|entries| entries.count() == 1);
            alone && file.metadata().is_ok_and(|file| file.len() > 0)
        };
        while !is_whole() {
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
