//! A place on which files can be dropped.

use web_sys::{DataTransfer, DragEvent};
use yew::prelude::*;

/// The properties of [`DropZone`].
#[derive(Clone, PartialEq, Properties)]
pub struct DropZoneProps {
    /// The class of the element, which has the class `over` as well while files are over it.
    pub class: &'static str,
    /// Gets what is dropped.
    pub on_drop: Callback<DataTransfer>,
    /// The content.
    pub children: Html,
}

/// The place. Whatever else is dragged over it, such as a word of a text field, is left to the browser.
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let is_over = use_state_eq(|| false);
    let set = is_over.setter();
    let ondragover = move |event: DragEvent| {
        if files_of(&event).is_some() {
            // Otherwise the browser opens what is dropped in place of the page.
            event.prevent_default();
            set.set(true);
        }
    };
    let set = is_over.setter();
    let ondragleave = move |_: DragEvent| set.set(false);
    let (set, on_drop) = (is_over.setter(), props.on_drop.clone());
    let ondrop = move |event: DragEvent| {
        set.set(false);
        if let Some(files) = files_of(&event) {
            event.prevent_default();
            on_drop.emit(files);
        }
    };
    html! {
        <div class={classes!(props.class, is_over.then_some("over"))} {ondragover} {ondragleave} {ondrop}>
            { props.children.clone() }
        </div>
    }
}

fn files_of(event: &DragEvent) -> Option<DataTransfer> {
    let data = event.data_transfer()?;
    data.types().includes(&"Files".into(), 0).then_some(data)
}
