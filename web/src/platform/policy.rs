//! Where the page's content security policy came from.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = namelight, js_name = hasPolicyHeader)]
    async fn has_policy_header() -> Result<JsValue, JsValue>;
}

/// Whether the page came with its policy in a header; none where that cannot be known.
pub async fn is_in_header() -> Option<bool> {
    has_policy_header().await.ok()?.as_bool()
}
