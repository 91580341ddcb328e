//! Whether the page works without a network, and the offer of a newer build of it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::hooks::Kept;
use crate::platform::offline;
use crate::platform::storage::StorageError;

/// The properties of [`OfflineLine`].
#[derive(Clone, PartialEq, Properties)]
pub struct OfflineLineProps {
    /// What is kept of the site.
    pub kept: Kept,
}

/// A line about what is kept; empty as long as that is not known.
#[component]
pub fn OfflineLine(props: &OfflineLineProps) -> Html {
    let line = match &props.kept {
        Kept::Unknown => String::new(),
        Kept::All => "It also opens without a network.".to_owned(),
        Kept::Refused(reason) => {
            format!("It does not open without a network: {reason}.")
        }
    };
    html! { <p id="offline">{ line }</p> }
}

/// The properties of [`NewerBuild`].
#[derive(Clone, PartialEq, Properties)]
pub struct NewerBuildProps {
    /// Whether there is a newer build.
    pub is_there: bool,
    /// Stores the text, or says why it would be lost.
    pub save: Callback<(), Result<(), StorageError>>,
}

/// Why the newer build was not opened.
#[derive(Clone, PartialEq)]
enum Refusal {
    /// The text would be lost. The person may open it all the same.
    OfText(StorageError),
    /// The browser refuses.
    OfBrowser(String),
}

/// Offers a newer build, in the frame of a notice.
#[component]
pub fn NewerBuild(props: &NewerBuildProps) -> Html {
    let refused = use_state(|| None::<Refusal>);
    let loses_text = matches!(*refused, Some(Refusal::OfText(_)));
    let on_click = {
        let (set, save) = (refused.setter(), props.save.clone());
        move |_| {
            if let Err(error) = save.emit(())
                && !loses_text
            {
                set.set(Some(Refusal::OfText(error)));
                return;
            }
            let set = set.clone();
            spawn_local(async move {
                if let Err(error) = offline::change_to_newer_build().await {
                    set.set(Some(Refusal::OfBrowser(error.to_string())));
                }
            });
        }
    };
    html! {
        if props.is_there {
            <p id="newer-build">
                { "A newer version of this page is here. It opens with the text that this browser keeps; opened files, \
                    masks and a model of your own do not come along." }
                if let Some(refusal) = &*refused {
                    { told(refusal) }
                }
            </p>
            <button type="button" id="take-newer-build" class="small" onclick={on_click}>
                { if loses_text { "Open it without the text" } else { "Open it" } }
            </button>
        }
    }
}

fn told(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OfText(error) => {
            format!(
                " It was not opened, because your text would not come along. {error} Copy or download it first."
            )
        }
        Refusal::OfBrowser(reason) => format!(" It could not be opened: {reason}."),
    }
}
