//! A line that says how much of the text the person has corrected.

use yew::prelude::*;

use crate::export::corrections;
use crate::platform::download;
use crate::presentation::format;
use crate::state::{Action, Document};

/// The properties of [`Corrections`].
#[derive(Clone, PartialEq, Properties)]
pub struct CorrectionsProps {
    /// The text with what is known of it.
    pub document: Document,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
}

/// The count with buttons to take the corrections along and to take them back; nothing where there are none.
#[component]
pub fn Corrections(props: &CorrectionsProps) -> Html {
    let told = use_state_eq(String::new);
    let count = props.document.corrections().entries.len();
    if count == 0 {
        return html! {};
    }
    let save = {
        let (document, told) = (props.document.clone(), told.setter());
        move |_: MouseEvent| {
            let lines = corrections::write(&document);
            told.set(download::told(
                corrections::FILE_NAME,
                corrections::MEDIA_TYPE,
                &lines,
            ));
        }
    };
    let on_forget = props
        .on_action
        .reform(|_: MouseEvent| Action::ForgetCorrections);
    html! {
        <section class="own-corrections" id="corrections" aria-label="Your corrections">
            <p class="note">
                { format!("{} of this text, kept as long as it is here.", format::counted(count, "correction")) }
            </p>
            <p class="buttons">
                <button type="button" id="save-corrections" class="small" onclick={save}
                    title="The corrected sentences with their names, as JSON Lines that the trainer reads">
                    { "Download them" }
                </button>
                <button type="button" id="forget-corrections" class="small" onclick={on_forget}>{ "Take them back" }</button>
            </p>
            <p class="note" role="status">{ &*told }</p>
        </section>
    }
}
