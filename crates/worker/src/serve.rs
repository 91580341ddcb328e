//! Takes requests, and answers each of them once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Reflect;
use namelight_protocol::{Request, RequestId, Response, Task, VERSION};
use namelight_recognizer::Recognizer;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

use crate::failure::TaskError;
use crate::hosted::HostedFiles;
use crate::latest::Latest;
use crate::load::{Loaded, load};
use crate::local_files::LocalFiles;
use crate::measure::measure;
use crate::recognize::{explain, recognize};
use crate::scope::{now, post, scope, yield_to_messages};

/// What the worker holds between messages.
#[derive(Default)]
struct State {
    recognizer: RefCell<Option<Rc<Recognizer>>>,
    /// The newest request to recognize.
    newest: Cell<RequestId>,
    loads: Latest,
}

/// Listens to the page, and says so.
pub fn start() {
    #[cfg(target_feature = "atomics")]
    crate::threads::start();
    let state = Rc::new(State::default());
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        receive(&state, event.data())
    });
    scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    listen.forget();
    post(&Response::Ready { version: VERSION });
}

fn receive(state: &Rc<State>, message: JsValue) {
    let Request { id, task } = match serde_wasm_bindgen::from_value(message.clone()) {
        Ok(request) => request,
        Err(error) => {
            let error = TaskError::Unreadable(error.to_string());
            return post(&error.answer(readable_id(&message)));
        }
    };
    if matches!(task, Task::Recognize { .. }) {
        state.newest.set(id);
    }
    let state = state.clone();
    spawn_local(async move {
        let answer = answer(&state, id, task, &message).await;
        post(&answer.unwrap_or_else(|error| error.answer(id)));
    });
}

/// The number of a message that is no request as a whole.
fn readable_id(message: &JsValue) -> RequestId {
    let id = Reflect::get(message, &"id".into()).ok();
    RequestId(id.and_then(|id| id.as_f64()).unwrap_or(0.0) as u32)
}

async fn answer(
    state: &State,
    request: RequestId,
    task: Task,
    message: &JsValue,
) -> Result<Response, TaskError> {
    Ok(match task {
        Task::Load { url, sha256 } => {
            let started = now();
            let loading = async {
                let files = HostedFiles::ask(url, sha256.as_deref()).await?;
                load(request, files, started).await
            };
            state.take(request, state.loads.run(loading).await)?
        }
        Task::LoadFiles { name } => {
            let files = LocalFiles::from_message(name, message);
            let loading = async { load(request, files?, now()).await };
            state.take(request, state.loads.run(loading).await)?
        }
        Task::Recognize {
            sentences,
            options,
            recall_biases,
        } => {
            // Requests that are here already may be newer than this one.
            yield_to_messages().await;
            let is_newest = || state.newest.get() == request;
            let recognizer = state.recognizer()?;
            let found =
                recognize(&recognizer, &sentences, &options, &recall_biases, is_newest).await?;
            Response::Recognized { request, found }
        }
        Task::Explain { sentence } => {
            let explanation = explain(&*state.recognizer()?, sentence).await?;
            Response::Explained {
                request,
                explanation,
            }
        }
        Task::Measure { wordpieces, runs } => {
            let measurement = measure(&*state.recognizer()?, wordpieces, runs)?;
            Response::Measured {
                request,
                measurement,
            }
        }
        Task::Ping => Response::Alive { request },
    })
}

impl State {
    /// The model in use.
    fn recognizer(&self) -> Result<Rc<Recognizer>, TaskError> {
        let recognizer = self.recognizer.borrow().clone();
        recognizer.ok_or(TaskError::NoModel)
    }

    /// Uses another model from now on. The one in use stays until the other one is complete.
    fn take(&self, request: RequestId, loaded: Option<Loaded>) -> Result<Response, TaskError> {
        let (recognizer, model) = loaded.ok_or(TaskError::Superseded)??;
        *self.recognizer.borrow_mut() = Some(Rc::new(recognizer));
        Ok(Response::Loaded { request, model })
    }
}
