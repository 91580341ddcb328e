//! The worker, as the page sees it.

use namelight_protocol::{Request, Response};
use serde::Serialize;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

/// Trunk's loader of the worker, beside the page.
const WORKER: &str = "worker_loader.js";

/// What a worker tells.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// A message.
    Heard(Response),
    /// It broke, or said something unreadable.
    Broke(String),
}

/// A running worker; it ends when this is dropped.
pub(crate) struct Client {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Client {
    /// Starts a worker.
    pub(crate) fn start(tell: Callback<Event>) -> Result<Self, String> {
        let worker = Worker::new(&address(WORKER)?).map_err(|error| format!("{error:?}"))?;
        let heard = tell.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            heard.emit(match serde_wasm_bindgen::from_value(event.data()) {
                Ok(response) => Event::Heard(response),
                Err(error) => Event::Broke(error.to_string()),
            });
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            tell.emit(Event::Broke(event.message()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a request.
    pub(crate) fn send(&self, request: &Request) {
        let sent = request
            .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
            .map_err(JsValue::from)
            .and_then(|message| self.worker.post_message(&message));
        if let Err(error) = sent {
            web_sys::console::error_1(&error);
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The address of a file beside the page.
pub(crate) fn address(path: &str) -> Result<String, String> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or("no document")?;
    let base = document.base_uri().ok().flatten().ok_or("no address")?;
    let base = base.split(['#', '?']).next().unwrap_or_default();
    let folder = base.rfind('/').map_or("", |end| &base[..=end]);
    Ok(format!("{folder}{path}"))
}
