//! One web worker, as the page sees it: requests go in, events come out.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use namelight_protocol::{LOCAL_FILES, Request, RequestId, Response, Task};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};
use yew::Callback;

use crate::models::{ModelSource, hosted_files, local_files};
use crate::platform::BrowserError;

#[wasm_bindgen]
extern "C" {
    /// Starts a worker of the build that is the fastest in this browser (`web/start_worker.js`).
    #[wasm_bindgen(catch, js_namespace = namelight, js_name = startWorker)]
    async fn start_worker(is_first: bool) -> Result<JsValue, JsValue>;
}

/// Something that a worker reports.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkerEvent {
    /// The worker sent a message.
    Message(Response),
    /// The worker trapped, could not be started, or sent something that is no message. It is of no more use.
    Crashed(String),
}

/// A worker. It ends when this is dropped, and reports nothing from then on.
pub struct Client {
    // Empty until its program has been fetched.
    running: Rc<RefCell<Option<Running>>>,
}

/// A worker that runs.
struct Running {
    worker: Worker,
    // The worker calls these as long as it lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Client {
    /// Starts a worker. `is_first` says whether it may have threads of its own. Its first event is [`Response::Ready`], or
    /// that it could not be started; it takes no request before.
    pub fn start(is_first: bool, on_event: Callback<WorkerEvent>) -> Self {
        let running = Rc::new(RefCell::new(None));
        let place = Rc::downgrade(&running);
        spawn_local(async move {
            match start_worker(is_first).await {
                Ok(worker) => {
                    let started = Running::listen(worker.unchecked_into(), on_event);
                    // Where nobody waits for it any more, it ends here.
                    if let Some(place) = place.upgrade() {
                        place.replace(Some(started));
                    }
                }
                Err(_) if place.strong_count() == 0 => (),
                Err(error) => {
                    on_event.emit(WorkerEvent::Crashed(BrowserError::from(error).to_string()));
                }
            }
        });
        Self { running }
    }

    /// Sends a request, with the files that go with it.
    ///
    /// # Errors
    /// Fails when the browser does not take the request.
    pub fn send(&self, request: &Request, files: Option<&Array>) -> Result<(), BrowserError> {
        let message = request
            .serialize(&Serializer::json_compatible())
            .map_err(JsValue::from)?;
        if let Some(files) = files {
            Reflect::set(&message, &LOCAL_FILES.into(), files)?;
        }
        let running = self.running.borrow();
        let running = running.as_ref().ok_or(BrowserError::Missing("worker"))?;
        Ok(running.worker.post_message(&message)?)
    }

    /// Sends a request to load a model.
    ///
    /// # Errors
    /// Fails as [`Self::send`] does, and when the page has no URL or the model's files are not kept.
    pub fn load(&self, id: RequestId, source: &ModelSource) -> Result<(), BrowserError> {
        let (task, files) = match source {
            ModelSource::Hosted(name) => {
                let url = hosted_files::manifest_url(name)?;
                let sha256 = hosted_files::manifest_sha256(name);
                (Task::Load { url, sha256 }, None)
            }
            ModelSource::Local(own) => {
                let name = own.name.to_string();
                let files = local_files::get(own.id).ok_or(BrowserError::Closed)?;
                (Task::LoadFiles { name }, Some(files))
            }
        };
        self.send(&Request { id, task }, files.as_ref())
    }
}

impl Running {
    fn listen(worker: Worker, on_event: Callback<WorkerEvent>) -> Self {
        let emit = on_event.clone();
        let on_message = Closure::new(move |event: MessageEvent| emit.emit(read(&event)));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));

        let on_error =
            Closure::new(move |event: Event| on_event.emit(WorkerEvent::Crashed(describe(&event))));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));

        Self {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

fn read(event: &MessageEvent) -> WorkerEvent {
    match serde_wasm_bindgen::from_value(event.data()) {
        Ok(response) => WorkerEvent::Message(response),
        Err(error) => WorkerEvent::Crashed(format!("an answer was not understood: {error}")),
    }
}

/// A worker whose files are missing fires an event without a message.
fn describe(event: &Event) -> String {
    let error = event.dyn_ref::<ErrorEvent>();
    // In an event that is no `ErrorEvent` by its content, the message is undefined.
    let message = error.and_then(|error| {
        js_sys::Reflect::get(error, &"message".into())
            .ok()?
            .as_string()
    });
    match message {
        Some(message) if !message.is_empty() => message,
        _ => "its files could not be loaded or read".to_owned(),
    }
}
