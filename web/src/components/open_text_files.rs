//! Opens texts from files that are picked in a dialog or dropped.

use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, File};
use yew::prelude::*;

use super::drop_zone::DropZone;
use super::file_picker::FilePicker;
use crate::platform::files;
use crate::platform::text_files::{ACCEPT, MAX_BYTES, TextFileError, decode, joined};

/// The properties of [`OpenTextFiles`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenTextFilesProps {
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// The content on which files can be dropped.
    pub children: Html,
}

/// A place on which files can be dropped, with a button that opens the browser's dialog.
#[component]
pub fn OpenTextFiles(props: &OpenTextFilesProps) -> Html {
    let error = use_state_eq(|| None::<String>);
    let take = {
        let (on_text, error) = (props.on_text.clone(), error.setter());
        Callback::from(move |files: Vec<File>| {
            let (on_text, error) = (on_text.clone(), error.clone());
            spawn_local(async move {
                match read_all(&files).await {
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
    let on_drop = take.reform(|data: DataTransfer| {
        let list = data.files();
        list.map(|list| files::of_list(&list)).unwrap_or_default()
    });
    html! {
        <DropZone class="drop" {on_drop}>
            { props.children.clone() }
            <div class="open-files">
                <FilePicker id="files" class="small" label="Open text files …" accept={ACCEPT} on_files={take} />
                <span class="note">{ "or drop them here: .txt, .md, .csv" }</span>
            </div>
            if let Some(error) = &*error {
                <p class="problem" id="file-error" role="alert">{ error }</p>
            }
        </DropZone>
    }
}

/// All texts, or what is wrong with the first file that holds none.
async fn read_all(files: &[File]) -> Result<Vec<String>, TextFileError> {
    let mut texts = Vec::new();
    for file in files {
        let bytes = files::read(file, MAX_BYTES).await;
        let bytes = bytes.map_err(|reason| TextFileError::Unreadable {
            name: file.name(),
            reason,
        })?;
        texts.push(decode(&file.name(), bytes)?);
    }
    Ok(texts)
}
