//! Opens texts from files that are picked in a dialog or dropped.

use namelight_text::TextEncoding;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, File, HtmlSelectElement};
use yew::prelude::*;

use super::drop_zone::DropZone;
use super::file_picker::FilePicker;
use crate::platform::files;
use crate::platform::text_files::{
    ACCEPT, ENCODINGS, MAX_BYTES, TextFile, TextFileError, decode, joined,
};

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
    let other = use_state_eq(|| None::<OtherEncoding>);
    let take = {
        let (on_text, error, other) = (props.on_text.clone(), error.setter(), other.setter());
        Callback::from(move |(files, given): (Vec<File>, Option<String>)| {
            let (on_text, error, other) = (on_text.clone(), error.clone(), other.clone());
            spawn_local(async move {
                match read_all(&files, given.as_deref()).await {
                    Ok(read) if read.is_empty() => {}
                    Ok(read) => {
                        error.set(None);
                        other.set(OtherEncoding::of(files, &read));
                        on_text.emit(joined(read.iter().map(|file| &*file.text)));
                    }
                    Err(wrong) => error.set(Some(wrong.to_string())),
                }
            });
        })
    };
    let reread = take.clone();
    let take = take.reform(|files: Vec<File>| (files, None));
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
            if let Some(other) = &*other {
                { encoding_choice(other, reread) }
            }
            if let Some(error) = &*error {
                <p class="problem" id="file-error" role="alert">{ error }</p>
            }
        </DropZone>
    }
}

/// Files of which one at least is not in UTF-8, with the encoding that it was read in.
#[derive(Clone, PartialEq)]
struct OtherEncoding {
    files: Vec<File>,
    name: String,
    encoding: String,
}

impl OtherEncoding {
    fn of(files: Vec<File>, read: &[TextFile]) -> Option<Self> {
        let place = read.iter().position(|file| file.encoding != "utf-8")?;
        Some(Self {
            name: files.get(place)?.name(),
            encoding: read.get(place)?.encoding.clone(),
            files,
        })
    }
}

/// Says how a file was read, and lets the person choose another encoding.
fn encoding_choice(other: &OtherEncoding, reread: Callback<(Vec<File>, Option<String>)>) -> Html {
    let files = other.files.clone();
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        reread.emit((files.clone(), Some(field.value())));
    };
    let option = |encoding: &'static str| {
        html! { <option value={encoding} selected={encoding == other.encoding}>{ encoding }</option> }
    };
    html! {
        <p class="note" id="file-encoding" role="status">
            <label>
                { format!("{} is not in UTF-8 and was read as ", other.name) }
                <select {onchange}>{ for ENCODINGS.into_iter().map(option) }</select>
            </label>
        </p>
    }
}

/// All texts, or what is wrong with the first file that holds none. An encoding that is given is that of the files which are
/// not in UTF-8.
async fn read_all(files: &[File], given: Option<&str>) -> Result<Vec<TextFile>, TextFileError> {
    let mut texts = Vec::new();
    for file in files {
        let bytes = files::read(file, MAX_BYTES).await;
        let bytes = bytes.map_err(|reason| TextFileError::Unreadable {
            name: file.name(),
            reason,
        })?;
        let given = given.filter(|_| TextEncoding::of(&bytes) != Ok(TextEncoding::Utf8));
        texts.push(decode(&file.name(), bytes, given)?);
    }
    Ok(texts)
}
