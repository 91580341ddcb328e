//! A button that opens the browser's dialog for files.

use web_sys::{File, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::platform::files;

/// The properties of [`FilePicker`].
#[derive(Clone, PartialEq, Properties)]
pub struct FilePickerProps {
    /// The id of the field for files.
    pub id: &'static str,
    /// What the button says.
    pub label: &'static str,
    /// The class of the button.
    pub class: &'static str,
    /// Whether a whole folder is picked; telephones know no folders.
    #[prop_or_default]
    pub is_folder: bool,
    /// The kinds of files that the dialog offers; all when there are none.
    #[prop_or_default]
    pub accept: Option<&'static str>,
    /// Gets the files that were picked.
    pub on_files: Callback<Vec<File>>,
}

/// The button stands in place of the browser's own field, which cannot be styled.
#[component]
pub fn FilePicker(props: &FilePickerProps) -> Html {
    let field = use_node_ref();
    let onclick = {
        let field = field.clone();
        move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlElement>() {
                field.click();
            }
        }
    };
    let onchange = props.on_files.reform(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        let picked = field.files().map(|list| files::of_list(&list));
        // A field says nothing when the files that it holds are picked again, so it may not keep any.
        field.set_value("");
        picked.unwrap_or_default()
    });
    html! {
        <>
            <button type="button" class={props.class} {onclick}>{ props.label }</button>
            <input
                id={props.id}
                type="file"
                hidden=true
                multiple=true
                webkitdirectory={props.is_folder}
                accept={props.accept}
                ref={field}
                {onchange}
            />
        </>
    }
}
