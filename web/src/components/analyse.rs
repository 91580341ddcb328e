//! The view in which a person types.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::entities::EntityList;
use super::highlights::Highlights;
use super::status::Status;
use crate::examples::EXAMPLES;
use crate::state::State;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub state: State,
    pub on_type: Callback<String>,
    pub on_retry: Callback<MouseEvent>,
}

#[component]
pub(crate) fn Analyse(props: &Props) -> Html {
    let state = &props.state;
    let on_input = {
        let on_type = props.on_type.clone();
        Callback::from(move |event: InputEvent| {
            let field = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
            if let Some(field) = field {
                on_type.emit(field.value());
            }
        })
    };
    let example = |text: &'static str| {
        let on_type = props.on_type.clone();
        let choose = Callback::from(move |_: MouseEvent| on_type.emit(text.to_owned()));
        let short: String = text.chars().take(24).collect();
        html! { <button type="button" class="example" title={text} onclick={choose}>{ format!("{}…", short.trim_end()) }</button> }
    };
    html! {
        <>
            if let Some(error) = &state.error {
                <div id="error" class="error" role="alert">
                    <p>{ error }</p>
                    <button id="retry" type="button" onclick={props.on_retry.clone()}>{ "Try again" }</button>
                </div>
            }
            <label for="text">{ "Your text" }</label>
            <textarea id="text" rows="5" spellcheck="false" placeholder="Type or paste a text with names in it"
                value={state.text.clone()} oninput={on_input} />
            <p class="examples"><span>{ "Try: " }</span>{ for EXAMPLES.map(example) }</p>
            <Status state={state.clone()} />
            <section class="columns">
                <Highlights text={state.text.clone()} entities={state.entities.clone()} pending={state.is_pending()} />
                <EntityList text={state.text.clone()} entities={state.entities.clone()} />
            </section>
        </>
    }
}
