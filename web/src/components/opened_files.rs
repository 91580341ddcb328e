//! A row of the texts that are open side by side.

use yew::prelude::*;

use crate::state::OpenedTexts;

/// The properties of [`OpenedFiles`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenedFilesProps {
    /// The texts.
    pub opened: OpenedTexts,
    /// Whether all of the shown text is in the field; a part of it would be kept in its place.
    pub is_whole: bool,
    /// Gets the index of the text to show.
    pub on_show: Callback<usize>,
    /// Gets the index of the text to close.
    pub on_close: Callback<usize>,
}

/// A button to show each text and one to close it; nothing while there is only one.
#[component]
pub fn OpenedFiles(props: &OpenedFilesProps) -> Html {
    let texts = props.opened.texts();
    if texts.len() < 2 {
        return html! {};
    }
    html! {
        <nav class="opened-files" id="opened-files" aria-label="Open texts">
            <ul>
                for (index, text) in texts.iter().enumerate() {
                    <li>
                        <button
                            type="button"
                            class="small show"
                            aria-current={(index == props.opened.shown()).then_some("true")}
                            disabled={!props.is_whole}
                            onclick={props.on_show.reform(move |_: MouseEvent| index)}
                        >
                            { &*text.name }
                        </button>
                        <button
                            type="button"
                            class="small close"
                            disabled={!props.is_whole}
                            aria-label={format!("Close {}", text.name)}
                            onclick={props.on_close.reform(move |_: MouseEvent| index)}
                        >
                            { "×" }
                        </button>
                    </li>
                }
            </ul>
            <p class="note">{ "Only the text that is shown is there again in the next visit." }</p>
        </nav>
    }
}
