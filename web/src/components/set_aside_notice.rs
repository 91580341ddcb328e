//! The offer to show a text again that was set aside.

use yew::prelude::*;

use crate::start::autosave::Stored;

/// The properties of [`SetAsideNotice`].
#[derive(Clone, PartialEq, Properties)]
pub struct SetAsideNoticeProps {
    /// What is stored.
    pub stored: Stored,
}

/// A line with a button to show the text and one to remove it. Its frame is there before, so that it is read out.
#[component]
pub fn SetAsideNotice(props: &SetAsideNoticeProps) -> Html {
    html! {
        <div class="notice set-aside" role="status">
            if let Some(preview) = &props.stored.set_aside {
                <p id="set-aside">
                    { "Another text of yours is kept on this device: " }
                    <q dir="auto">{ preview }</q>
                </p>
                <div class="buttons">
                    <button type="button" id="show-set-aside" class="small" onclick={props.stored.show_set_aside.reform(|_| ())}>
                        { "Show it" }
                    </button>
                    <button type="button" id="discard-set-aside" class="small" onclick={props.stored.discard_set_aside.reform(|_| ())}>
                        { "Discard it" }
                    </button>
                </div>
            }
        </div>
    }
}
