//! The offer to show a text again that was set aside.

use yew::prelude::*;

/// The properties of [`SetAsideNotice`].
#[derive(Clone, PartialEq, Properties)]
pub struct SetAsideNoticeProps {
    /// The start of the text; none when no text is set aside.
    pub preview: Option<String>,
    /// The person wants to see it.
    pub on_show: Callback<()>,
    /// The person does not want it any more.
    pub on_discard: Callback<()>,
}

/// A line with a button to show the text and one to remove it. Its frame is there before, so that it is read out.
#[component]
pub fn SetAsideNotice(props: &SetAsideNoticeProps) -> Html {
    html! {
        <div class="notice set-aside" role="status">
            if let Some(preview) = &props.preview {
                <p id="set-aside">
                    { "Another text of yours is kept on this device: " }
                    <q dir="auto">{ preview }</q>
                </p>
                <div class="buttons">
                    <button type="button" id="show-set-aside" class="small" onclick={props.on_show.reform(|_| ())}>
                        { "Show it" }
                    </button>
                    <button type="button" id="discard-set-aside" class="small" onclick={props.on_discard.reform(|_| ())}>
                        { "Discard it" }
                    </button>
                </div>
            }
        </div>
    }
}
