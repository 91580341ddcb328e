//! The surroundings of the page in the browser: size, medium, abilities and storage.

use serde_json::json;

use super::Page;
use crate::browser::commands::devtools;
use crate::browser::{View, look};

impl Page {
    /// Runs a script in every page that is opened from now on, before anything of its own.
    pub async fn before_every_page(&self, script: &str) {
        let command = "Page.addScriptToEvaluateOnNewDocument";
        devtools(&self.client, command, json!({ "source": script })).await;
    }

    /// Switches scripts off from the next page on; the test's own still run.
    pub async fn without_scripts(&self) {
        let command = "Emulation.setScriptExecutionDisabled";
        devtools(&self.client, command, json!({ "value": true })).await;
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

    /// Looks at the page as on another medium (`print`), or with features such as `forced-colors` set.
    pub async fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let feature = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let features: Vec<_> = features.iter().map(feature).collect();
        let media = json!({ "media": medium, "features": features });
        devtools(&self.client, "Emulation.setEmulatedMedia", media).await;
    }

    /// Looks at the page in another size.
    pub async fn resize(&self, view: View) {
        look(&self.client, view).await;
    }

    /// Empties the browser's store for this site, as its own settings do.
    pub async fn forget_everything(&self) {
        self.run::<()>("localStorage.clear()", json!([])).await;
    }

    /// Gives the site no more than so many bytes of storage.
    pub async fn limit_storage(&self, bytes: u64) {
        let origin: String = self.ask("return location.origin").await;
        let quota = json!({ "origin": origin, "quotaSize": bytes });
        devtools(&self.client, "Storage.overrideQuotaForOrigin", quota).await;
    }

    /// Allows or forbids the page something, such as `clipboard-write`.
    pub async fn set_permission(&self, name: &str, setting: &str) {
        let permission = json!({ "permission": { "name": name }, "setting": setting });
        devtools(&self.client, "Browser.setPermission", permission).await;
    }
}
