//! Opens texts from files that are picked in a dialog or dropped.

use std::rc::Rc;

use namelight_text::TextEncoding;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, File, HtmlSelectElement};
use yew::prelude::*;

use super::drop_zone::DropZone;
use super::file_picker::FilePicker;
use super::opened_files::OpenedFiles;
use crate::platform::text_files::{ACCEPT, ENCODINGS, MAX_BYTES, TextFile, TextFileError, decode};
use crate::platform::{documents, files};
use crate::start::example;
use crate::state::{OpenedText, OpenedTexts};

/// The properties of [`OpenTextFiles`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenTextFilesProps {
    /// The text in the field.
    pub text: Rc<str>,
    /// Whether that is all of it.
    pub is_whole: bool,
    /// The texts that are open side by side.
    pub opened: OpenedTexts,
    /// Gets the texts after a change.
    pub on_opened: Callback<OpenedTexts>,
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// The content on which files can be dropped.
    pub children: Html,
}

/// A place on which files can be dropped, with a button that opens the browser's dialog and a row of the texts that are open.
#[component]
pub fn OpenTextFiles(props: &OpenTextFilesProps) -> Html {
    let error = use_state_eq(|| None::<String>);
    let other = use_state_eq(|| None::<OtherEncoding>);
    let cut = use_state_eq(Vec::<String>::new);
    // Reading takes time, in which the text and the row may change.
    let latest = use_mut_ref(|| (props.text.clone(), OpenedTexts::default()));
    *latest.borrow_mut() = (props.text.clone(), props.opened.clone());
    let show = {
        let (on_opened, on_text) = (props.on_opened.clone(), props.on_text.clone());
        Callback::from(move |opened: OpenedTexts| {
            on_text.emit(opened.text().map_or_else(String::new, ToString::to_string));
            on_opened.emit(opened);
        })
    };
    let take = {
        let (latest, show) = (latest.clone(), show.clone());
        let (error, other, cut) = (error.setter(), other.setter(), cut.setter());
        Callback::from(move |files: Vec<File>| {
            let (latest, show) = (latest.clone(), show.clone());
            let (error, other, cut) = (error.clone(), other.clone(), cut.clone());
            spawn_local(async move {
                match read_all(&files, None).await {
                    Ok(read) if read.is_empty() => {}
                    Ok(read) => {
                        let (text, opened) = latest.borrow().clone();
                        let is_own = !text.is_empty() && !example::is(&text);
                        let opened = opened.opened(is_own.then_some(&text), named(&files, &read));
                        error.set(None);
                        cut.set(left_out(&files, &read));
                        other.set(OtherEncoding::of(&files, &read, opened.shown()));
                        show.emit(opened);
                    }
                    Err(wrong) => error.set(Some(wrong.to_string())),
                }
            });
        })
    };
    let reread = {
        let (latest, show) = (latest.clone(), show.clone());
        let (error, other) = (error.setter(), other.setter());
        Callback::from(move |(choice, encoding): (OtherEncoding, String)| {
            let (latest, show) = (latest.clone(), show.clone());
            let (error, other) = (error.clone(), other.clone());
            spawn_local(async move {
                let file = std::slice::from_ref(&choice.file);
                match read_all(file, Some(&encoding)).await {
                    Ok(read) => {
                        let (text, opened) = latest.borrow().clone();
                        let opened = opened.showing(&text, choice.index);
                        let opened = opened.replaced(choice.index, (&*read[0].text).into());
                        other.set(Some(OtherEncoding { encoding, ..choice }));
                        show.emit(opened);
                    }
                    Err(wrong) => error.set(Some(wrong.to_string())),
                }
            });
        })
    };
    let change = |change: fn(&OpenedTexts, &Rc<str>, usize) -> OpenedTexts| {
        let (latest, show) = (latest.clone(), show.clone());
        let (other, cut) = (other.setter(), cut.setter());
        Callback::from(move |index: usize| {
            let (text, opened) = latest.borrow().clone();
            other.set(None);
            cut.set(Vec::new());
            show.emit(change(&opened, &text, index));
        })
    };
    let on_drop = take.reform(|data: DataTransfer| {
        let list = data.files();
        list.map(|list| files::of_list(&list)).unwrap_or_default()
    });
    html! {
        <DropZone class="drop" {on_drop}>
            <OpenedFiles
                opened={props.opened.clone()}
                is_whole={props.is_whole}
                on_show={change(OpenedTexts::showing)}
                on_close={change(OpenedTexts::closed)}
            />
            { props.children.clone() }
            <div class="open-files">
                <FilePicker id="files" class="small" label="Open files …" accept={ACCEPT} on_files={take} />
                <span class="note">{ "or drop them here: text, Word, web page, e-mail, subtitles, JSON" }</span>
            </div>
            for line in cut.iter() {
                <p class="note left-out" role="status">{ line }</p>
            }
            if let Some(other) = &*other {
                { encoding_choice(other, reread) }
            }
            if let Some(error) = &*error {
                <p class="problem" id="file-error" role="alert">{ error }</p>
            }
        </DropZone>
    }
}

fn named(files: &[File], read: &[TextFile]) -> Vec<OpenedText> {
    let pairs = files.iter().zip(read);
    let texts = pairs.map(|(file, read)| OpenedText {
        name: file.name().into(),
        text: (&*read.text).into(),
    });
    texts.collect()
}

/// What of each file was not taken in.
fn left_out(files: &[File], read: &[TextFile]) -> Vec<String> {
    let pairs = files
        .iter()
        .zip(read)
        .filter(|(_, read)| !read.cut.is_empty());
    let lines =
        pairs.map(|(file, read)| format!("{}: left out {}.", file.name(), read.cut.join(", ")));
    lines.collect()
}

/// A file that is not in UTF-8, with the encoding that it was read in.
#[derive(Clone, PartialEq)]
struct OtherEncoding {
    file: File,
    /// Its index among the texts that are open.
    index: usize,
    encoding: String,
}

impl OtherEncoding {
    /// The first file that is not in UTF-8, where the texts of the files are open from an index on.
    fn of(files: &[File], read: &[TextFile], first: usize) -> Option<Self> {
        let place = read.iter().position(|file| file.encoding != "utf-8")?;
        Some(Self {
            file: files.get(place)?.clone(),
            index: first + place,
            encoding: read.get(place)?.encoding.clone(),
        })
    }
}

/// Says how a file was read, and lets the person choose another encoding.
fn encoding_choice(other: &OtherEncoding, reread: Callback<(OtherEncoding, String)>) -> Html {
    let choice = other.clone();
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        reread.emit((choice.clone(), field.value()));
    };
    let option = |encoding: &'static str| {
        html! { <option value={encoding} selected={encoding == other.encoding}>{ encoding }</option> }
    };
    html! {
        <p class="note" id="file-encoding" role="status">
            <label>
                { format!("{} is not in UTF-8 and was read as ", other.file.name()) }
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
        if documents::is_document(&file.name()) {
            texts.push(documents::read(&file.name(), &bytes).await?);
            continue;
        }
        let given = given.filter(|_| TextEncoding::of(&bytes) != Ok(TextEncoding::Utf8));
        texts.push(decode(&file.name(), bytes, given)?);
    }
    Ok(texts)
}
