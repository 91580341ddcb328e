//! The person's own list of what is always a name and what never.

use namelight_masking::List;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

use super::file_picker::FilePicker;
use crate::platform::{download, files};

/// A list has some lines; more than this is another file.
const MAX_BYTES: u64 = 1_000_000;

/// The name of a list that is saved.
const FILE_NAME: &str = "namelight-list.txt";

/// The properties of [`OwnList`].
#[derive(Clone, PartialEq, Properties)]
pub struct OwnListProps {
    /// The list, as it was written.
    pub list: AttrValue,
    /// Gets the list after a change.
    pub on_list: Callback<String>,
}

/// A field with a line for each entry, and buttons to open and to save such a file.
#[component]
pub fn OwnList(props: &OwnListProps) -> Html {
    let told = use_state_eq(String::new);
    let oninput = props.on_list.reform(|event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        field.value()
    });
    let on_files = {
        let (on_list, told) = (props.on_list.clone(), told.setter());
        Callback::from(move |files: Vec<File>| {
            let (on_list, told) = (on_list.clone(), told.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let Some(file) = files.first() else { return };
                match files::read(file, MAX_BYTES).await.map(String::from_utf8) {
                    Ok(Ok(list)) => on_list.emit(list),
                    Ok(Err(_)) => told.set(format!("{} is no text in UTF-8.", file.name())),
                    Err(error) => told.set(format!("{} cannot be read: {error}.", file.name())),
                }
            });
        })
    };
    let save = {
        let (list, told) = (props.list.clone(), told.setter());
        move |_: MouseEvent| {
            told.set(download::told(FILE_NAME, "text/plain;charset=utf-8", &list));
        }
    };
    let fault = props.list.parse::<List>().err();
    html! {
        <section class="own-list" aria-labelledby="own-list-title">
            <h2 id="own-list-title"><label for="own-list">{ "Always and never" }</label></h2>
            <p class="note">
                { "Your own list, a line each: " }<code>{ "always PER: Ada Berg" }</code>{ " or " }
                <code>{ "never: Paris" }</code>{ ". It stays on this device, and exports and masking keep to it." }
            </p>
            <textarea id="own-list" rows="4" spellcheck="false" value={props.list.clone()} {oninput} />
            if let Some(fault) = fault {
                <p class="problem" id="own-list-fault" role="status">{ format!("In {fault}") }</p>
            }
            <p class="buttons">
                <FilePicker id="open-list" class="small" label="Open a list …" accept=".txt,text/plain" {on_files} />
                <button type="button" id="save-list" class="small" onclick={save}>{ "Save the list" }</button>
            </p>
            <p class="note" role="status">{ &*told }</p>
        </section>
    }
}
