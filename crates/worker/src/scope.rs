//! The browser as the worker sees it: its global scope.

use js_sys::{Function, Promise, global};
use namelight_protocol::Response;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel};

/// The worker's global scope.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

/// Milliseconds since the worker started.
pub(crate) fn now() -> f64 {
    scope()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Size of the module's memory in bytes.
pub(crate) fn memory_bytes() -> u64 {
    /// Size of a page of WebAssembly in bytes.
    const PAGE: u64 = 64 * 1024;
    core::arch::wasm32::memory_size::<0>() as u64 * PAGE
}

/// Sends a message to the page. A message that cannot be sent is written to the console, since there is nobody else to
/// tell.
pub(crate) fn post(response: &Response) {
    let sent = response
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(JsValue::from)
        .and_then(|message| scope().post_message(&message));
    if let Err(error) = sent {
        web_sys::console::error_1(&error);
    }
}

/// Lets messages that wait come in.
///
/// A message to itself brings the worker back. A timer would do as well, but browsers make timers that follow each other
/// wait for 4 milliseconds. Each call has a channel of its own, since several requests may give way at a time.
pub(crate) async fn yield_to_messages() {
    let channel = match MessageChannel::new() {
        Ok(channel) => channel,
        // Without a way back the worker goes on; messages come in later.
        Err(error) => return web_sys::console::error_1(&error),
    };
    let promise = Promise::new(&mut |resolve: Function, _reject: Function| {
        channel.port1().set_onmessage(Some(&resolve));
        if let Err(error) = channel.port2().post_message(&JsValue::NULL) {
            web_sys::console::error_1(&error);
        }
    });
    // A message that cannot be sent leaves the request waiting; the error is on the console.
    drop(JsFuture::from(promise).await);
    channel.port1().close();
}

/// The message of a JavaScript error.
pub(crate) fn describe(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{error:?}"),
    }
}
