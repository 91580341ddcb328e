//! Texts from files: chosen in a dialog, or dropped.

use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File, FileList, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::platform::files;
use crate::platform::text_files::{ACCEPT, MAX_BYTES, TextFileError, decode, joined};

/// The properties of [`OpenTextFiles`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenTextFilesProps {
    /// The text is to become this.
    pub on_text: Callback<String>,
    /// What files can be dropped on.
    pub children: Html,
}

/// A place to drop files on, with a button that opens the browser's dialog.
#[component]
pub fn OpenTextFiles(props: &OpenTextFilesProps) -> Html {
    let error = use_state_eq(|| None::<String>);
    let is_over = use_state_eq(|| false);
    let input = use_node_ref();
    let take = {
        let (on_text, error) = (props.on_text.clone(), error.setter());
        Callback::from(move |list: FileList| {
            let (on_text, error) = (on_text.clone(), error.clone());
            spawn_local(async move {
                match read_all(&list).await {
                    Ok(texts) if texts.is_empty() => {}
                    Ok(texts) => {
                        error.set(None);
                        on_text.emit(joined(&texts));
                    }
                    Err(wrong) => error.set(Some(wrong.to_string())),
                }
            });
        })
    };
    let onchange = {
        let take = take.clone();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(files) = input.files() {
                take.emit(files);
            }
        }
    };
    let ondragover = {
        let is_over = is_over.setter();
        move |event: DragEvent| {
            if has_files(&event) {
                event.prevent_default();
                is_over.set(true);
            }
        }
    };
    let ondragleave = {
        let is_over = is_over.setter();
        move |_: DragEvent| is_over.set(false)
    };
    let ondrop = {
        let is_over = is_over.setter();
        move |event: DragEvent| {
            is_over.set(false);
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(files) = files.filter(|files| files.length() > 0) {
                event.prevent_default();
                take.emit(files);
            }
        }
    };
    let onclick = {
        let input = input.clone();
        move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        }
    };
    html! {
        <div class={classes!("drop", is_over.then_some("over"))} {ondragover} {ondragleave} {ondrop}>
            { props.children.clone() }
            <div class="open-files">
                <button id="open-files" type="button" class="small" {onclick}>{ "Open text files …" }</button>
                <span class="note">{ "or drop them here: .txt, .md, .csv" }</span>
                <input
                    ref={input}
                    id="files"
                    class="unseen"
                    type="file"
                    tabindex="-1"
                    aria-hidden="true"
                    multiple=true
                    accept={ACCEPT}
                    {onchange}
                />
            </div>
            if let Some(error) = &*error {
                <p class="problem" id="file-error" role="alert">{ error }</p>
            }
        </div>
    }
}

fn has_files(event: &DragEvent) -> bool {
    let data = event.data_transfer();
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// All files, or what is wrong with the first that is no text.
async fn read_all(files: &FileList) -> Result<Vec<String>, TextFileError> {
    let mut texts = Vec::new();
    for index in 0..files.length() {
        if let Some(file) = files.item(index) {
            texts.push(read(&file).await?);
        }
    }
    Ok(texts)
}

async fn read(file: &File) -> Result<String, TextFileError> {
    let name = file.name();
    // A file that is too large is not even read.
    let bytes = files::read(file, MAX_BYTES as f64).await;
    let bytes = bytes.map_err(|reason| TextFileError::Unreadable {
        name: name.clone(),
        reason,
    })?;
    decode(&name, bytes)
}
