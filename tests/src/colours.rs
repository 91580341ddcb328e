//! Colours that the person chose for everything.

use serde_json::json;

use crate::Page;
use crate::commands::devtools;

impl Page {
    /// Looks at the page as a person who has set high contrast.
    pub async fn force_colours(&self) {
        let features = json!([
            { "name": "forced-colors", "value": "active" },
            { "name": "prefers-color-scheme", "value": "dark" },
        ]);
        let media = json!({ "features": features });
        devtools(&self.client, "Emulation.setEmulatedMedia", media).await;
    }
}
