//! A button that puts a text on the clipboard.

use yew::prelude::*;

use crate::platform::clipboard;

/// The properties of [`CopyButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// The id of the button.
    pub id: &'static str,
    /// What the button says.
    pub label: &'static str,
    /// What it copies.
    pub text: String,
}

/// The button with the result of the last press on it.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let outcome = use_state_eq(String::new);
    let onclick = {
        let (text, set) = (props.text.clone(), outcome.setter());
        move |_: MouseEvent| {
            let (text, set) = (text.clone(), set.clone());
            wasm_bindgen_futures::spawn_local(async move {
                set.set(match clipboard::copy(&text).await {
                    Ok(()) => "Copied.".to_owned(),
                    Err(error) => format!("The clipboard cannot be used: {error}."),
                });
            });
        }
    };
    html! {
        <>
            <button type="button" class="small" id={props.id} {onclick}>{ props.label }</button>
            <span role="status">{ &*outcome }</span>
        </>
    }
}
