//! Requests to answers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use namelight_protocol::{ModelInfo, Request, Response};
use namelight_recognizer::Recognizer;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

use crate::hosted::HostedFiles;
use crate::latest::Latest;
use crate::load::{LoadError, load};
use crate::local_files::LocalFiles;
use crate::measure::measure;
use crate::recognize::{explain, recognize};
use crate::scope::{now, post, scope, yield_to_messages};

/// What the worker holds between messages.
#[derive(Default)]
struct State {
    recognizer: RefCell<Option<Rc<Recognizer>>>,
    newest: Cell<u32>,
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
    post(&Response::Ready);
}

fn receive(state: &Rc<State>, message: JsValue) {
    let state = state.clone();
    match serde_wasm_bindgen::from_value(message.clone()) {
        Ok(Request::Load { url }) => spawn_local(async move {
            answer_load(&state, load_hosted(&url)).await;
        }),
        Ok(Request::LoadFiles { name }) => spawn_local(async move {
            answer_load(&state, load_local_files(name, &message)).await;
        }),
        Ok(Request::Recognize { id, sentences }) => {
            state.newest.set(id);
            spawn_local(async move { answer_recognize(&state, id, &sentences).await });
        }
        Ok(Request::Explain { sentence }) => answer_explain(&state, sentence),
        Ok(Request::Measure { wordpieces, runs }) => answer_measure(&state, wordpieces, runs),
        Err(error) => post(&Response::Failed {
            id: None,
            message: format!("an unreadable message: {error}"),
        }),
    }
}

type Loaded = Result<(Recognizer, ModelInfo), LoadError>;

async fn load_hosted(url: &str) -> Loaded {
    let started = now();
    load(HostedFiles::ask(url).await?, started).await
}

async fn load_local_files(name: String, message: &JsValue) -> Loaded {
    load(LocalFiles::from_message(name, message)?, now()).await
}

/// The model in use stays until another one is ready.
async fn answer_load(state: &State, loading: impl Future<Output = Loaded>) {
    match state.loads.run(loading).await {
        None => (),
        Some(Ok((recognizer, info))) => {
            *state.recognizer.borrow_mut() = Some(Rc::new(recognizer));
            post(&Response::Loaded(info));
        }
        Some(Err(error)) => fail(None, &error),
    }
}

async fn answer_recognize(state: &State, id: u32, sentences: &[String]) {
    // Requests that are here already may be newer than this one.
    yield_to_messages().await;
    let Some(recognizer) = recognizer(state, Some(id)) else {
        return;
    };
    match recognize(&recognizer, sentences, &state.newest, id).await {
        Ok(found) => post(&Response::Recognized { id, found }),
        Err(error) => fail(Some(id), &error),
    }
}

fn answer_explain(state: &State, sentence: String) {
    let Some(recognizer) = recognizer(state, None) else {
        return;
    };
    match explain(&recognizer, sentence) {
        Ok(explanation) => post(&Response::Explained(explanation)),
        Err(error) => fail(None, &error),
    }
}

fn answer_measure(state: &State, wordpieces: usize, runs: usize) {
    let Some(recognizer) = recognizer(state, None) else {
        return;
    };
    match measure(&recognizer, wordpieces, runs) {
        Ok(measurement) => post(&Response::Measured(measurement)),
        Err(error) => fail(None, &error),
    }
}

fn fail(id: Option<u32>, error: &dyn std::error::Error) {
    post(&Response::Failed {
        id,
        message: error.to_string(),
    });
}

/// The loaded recogniser. Where there is none, the request with this number has failed.
fn recognizer(state: &State, id: Option<u32>) -> Option<Rc<Recognizer>> {
    let recognizer = state.recognizer.borrow().clone();
    if recognizer.is_none() {
        post(&Response::Failed {
            id,
            message: "the model is not loaded yet".to_owned(),
        });
    }
    recognizer
}
