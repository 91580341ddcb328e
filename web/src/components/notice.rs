//! A notice for the person that is about something else than the recognizer.

use yew::prelude::*;

/// The properties of [`Notice`].
#[derive(Clone, PartialEq, Properties)]
pub struct NoticeProps {
    /// What the person is told; none when there is no notice.
    pub message: Option<String>,
    /// Is called when the person has read it.
    pub on_close: Callback<()>,
    /// What else stands in the frame.
    #[prop_or_default]
    pub children: Html,
}

/// A line with a button that removes it. Its frame is there before the message, so that the message is read out.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    html! {
        <div class="notice" role="status">
            if let Some(message) = &props.message {
                <p id="notice">{ message }</p>
                <button type="button" id="close-notice" class="small" onclick={props.on_close.reform(|_| ())}>
                    { "Close" }
                </button>
            }
            { props.children.clone() }
        </div>
    }
}
