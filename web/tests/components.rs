//! Components in a real document.
#![cfg(target_arch = "wasm32")]

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use namelight_text::{SentenceEntity, SentenceSpan};
use namelight_web::components::{Highlights, HighlightsProps, ProblemBox, ProblemBoxProps};
use namelight_web::state::{Document, Findings, Problem};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};
use yew::{BaseComponent, Callback, Renderer};

wasm_bindgen_test_configure!(run_in_browser);

async fn render<C: BaseComponent>(properties: C::Properties) -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    Renderer::<C>::with_root_and_props(root.clone(), properties).render();
    // Yew draws when the browser is idle.
    TimeoutFuture::new(0).await;
    root
}

fn entity(text: &str, surface: &str) -> SentenceEntity {
    let start = text.find(surface).unwrap();
    SentenceEntity {
        entity_type: "PER".to_owned(),
        score: 0.9,
        span: SentenceSpan {
            start,
            end: start + surface.len(),
        },
    }
}

/// The text for reading, with these names in its sentences known.
async fn highlights(text: &str, names: &[&str]) -> Element {
    let (mut document, _) = Document::default().edited(text.to_owned());
    for index in 0..document.sentences().len() {
        let sentence = document.sentence_text(index).to_owned();
        let names = names.iter().filter(|name| sentence.contains(**name));
        let entities = names.map(|name| entity(&sentence, name)).collect();
        document.learn(index, Findings::new(entities, Vec::new()));
    }
    let properties = HighlightsProps {
        document,
        filter: Default::default(),
        on_seen: Callback::noop(),
        on_scroll: Callback::noop(),
        on_select: Callback::noop(),
    };
    let root = render::<Highlights>(properties).await;
    // Names are drawn once the browser has said that they are in sight.
    while root.query_selector("mark").unwrap().is_none() {
        TimeoutFuture::new(10).await;
    }
    root
}

#[wasm_bindgen_test]
async fn names_are_marked_and_all_text_is_kept() {
    let text = "İ met Zoë.\nThen 👩‍👩‍👧 Ada";
    let root = highlights(text, &["Zoë", "Ada"]).await;
    let marks = root.query_selector_all("mark .surface").unwrap();
    let surface = |index| marks.get(index).unwrap().text_content().unwrap();
    assert_eq!(marks.length(), 2);
    assert_eq!((surface(0), surface(1)), ("Zoë".into(), "Ada".into()));
    let shown = root.query_selector("#highlights").unwrap().unwrap();
    let shown = shown.text_content().unwrap();
    assert_eq!(shown, "İ met ZoëPER.\nThen 👩‍👩‍👧 AdaPER");
}

#[wasm_bindgen_test]
async fn markup_in_the_text_stays_text() {
    let text = "<img src=x onerror=alert(1)> & <b>Ada</b>";
    let root = highlights(text, &["<b>Ada</b>"]).await;
    assert!(root.query_selector("img, b").unwrap().is_none());
    assert!(root.text_content().unwrap().contains("<img src=x"));
}

#[wasm_bindgen_test]
async fn a_problem_that_the_person_can_mend_has_a_button_for_it() {
    let clicks = Rc::new(Cell::new(0));
    let count = clicks.clone();
    let on_retry = Callback::from(move |()| count.set(count.get() + 1));
    let problem = Problem {
        message: "model.safetensors is damaged".to_owned(),
        retry: true,
    };
    let root = render::<ProblemBox>(ProblemBoxProps { problem, on_retry }).await;
    let alert = root.query_selector("[role=alert]").unwrap().unwrap();
    assert_eq!(
        alert.text_content().unwrap(),
        "model.safetensors is damaged"
    );
    let button = root.query_selector("button").unwrap().unwrap();
    button.dyn_into::<HtmlElement>().unwrap().click();
    assert_eq!(clicks.get(), 1);
}

#[wasm_bindgen_test]
async fn a_problem_that_mends_itself_has_no_button() {
    let problem = Problem {
        message: "A fresh one is starting.".to_owned(),
        retry: false,
    };
    let on_retry = Callback::noop();
    let root = render::<ProblemBox>(ProblemBoxProps { problem, on_retry }).await;
    assert!(root.query_selector("button").unwrap().is_none());
}
