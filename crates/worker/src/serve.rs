//! Requests to answers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use namelight_protocol::{Analysis, ModelInfo, Request, Response};
use namelight_recognizer::{Recognizer, RecognizerError};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

use crate::host::{now, post, scope, yield_to_messages};
use crate::load::{LoadError, load};
use crate::measure::measure;
use crate::newest::Newest;
use crate::own::Own;
use crate::shipped::Shipped;

/// Milliseconds of computing after which the worker looks for newer requests.
const SLICE_MILLIS: f64 = 10.0;

/// What the worker holds between messages.
#[derive(Default)]
struct State {
    recognizer: RefCell<Option<Rc<Recognizer>>>,
    newest: Cell<u32>,
    loads: Newest,
}

/// Listens to the page, and says so.
pub fn start() {
    #[cfg(target_feature = "atomics")]
    crate::helpers::start();
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
            answer_load(&state, load_shipped(&url)).await;
        }),
        Ok(Request::LoadFiles { name }) => spawn_local(async move {
            answer_load(&state, load_own(name, &message)).await;
        }),
        Ok(Request::Recognize { id, text }) => {
            state.newest.set(id);
            spawn_local(async move { answer_recognize(&state, id, &text).await });
        }
        Ok(Request::Measure { wordpieces, runs }) => answer_measure(&state, wordpieces, runs),
        Err(error) => post(&Response::Failed {
            id: None,
            message: format!("an unreadable message: {error}"),
        }),
    }
}

type Loaded = Result<(Recognizer, ModelInfo), LoadError>;

async fn load_shipped(url: &str) -> Loaded {
    let started = now();
    load(Shipped::ask(url).await?, started).await
}

async fn load_own(name: String, message: &JsValue) -> Loaded {
    load(Own::from_message(name, message)?, now()).await
}

/// The model in use stays until another one is ready.
async fn answer_load(state: &State, loading: impl Future<Output = Loaded>) {
    match state.loads.run(loading).await {
        None => (),
        Some(Ok((recognizer, info))) => {
            *state.recognizer.borrow_mut() = Some(Rc::new(recognizer));
            post(&Response::Loaded(info));
        }
        Some(Err(error)) => post(&Response::Failed {
            id: None,
            message: error.to_string(),
        }),
    }
}

async fn answer_recognize(state: &State, id: u32, text: &str) {
    // Requests that are here already may be newer than this one.
    yield_to_messages().await;
    let Some(recognizer) = recognizer(state, Some(id)) else {
        return;
    };
    match analyse(state, &recognizer, id, text).await {
        Ok(Some(analysis)) => post(&Response::Recognized { id, analysis }),
        Ok(None) => (),
        Err(error) => post(&Response::Failed {
            id: Some(id),
            message: error.to_string(),
        }),
    }
}

fn answer_measure(state: &State, wordpieces: usize, runs: usize) {
    let Some(recognizer) = recognizer(state, None) else {
        return;
    };
    match measure(&recognizer, wordpieces, runs) {
        Ok(measurement) => post(&Response::Measured(measurement)),
        Err(error) => post(&Response::Failed {
            id: None,
            message: error.to_string(),
        }),
    }
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

/// Runs step by step; `None` when a newer request has come in.
async fn analyse(
    state: &State,
    recognizer: &Recognizer,
    id: u32,
    text: &str,
) -> Result<Option<Analysis>, RecognizerError> {
    let mut analysis = Analysis::default();
    let mut slice = now();
    let sentences = namelight_text::split_sentences(text);
    for sentence in &sentences {
        let mut run = recognizer.start_sentence(text, *sentence)?;
        while run.step()? {
            if now() - slice > SLICE_MILLIS {
                analysis.millis += now() - slice;
                yield_to_messages().await;
                slice = now();
            }
            if state.newest.get() != id {
                return Ok(None);
            }
        }
        let found = run.finish();
        analysis.entities.extend(found.entities);
        analysis.wordpieces += found.wordpieces;
    }
    analysis.millis += now() - slice;
    analysis.sentences = sentences;
    Ok(Some(analysis))
}
