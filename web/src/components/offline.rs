//! Whether the page works without a network, and the offer of a newer build of it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::hooks::Offline;
use crate::platform::offline;

/// The properties of [`OfflineLine`].
#[derive(Clone, PartialEq, Properties)]
pub struct OfflineLineProps {
    /// What is kept of the site.
    pub offline: Offline,
}

/// A line about what is kept; empty as long as that is not known.
#[component]
pub fn OfflineLine(props: &OfflineLineProps) -> Html {
    let line = match &props.offline {
        Offline::Unknown => String::new(),
        Offline::Kept => "It also opens without a network.".to_owned(),
        Offline::Refused(reason) => {
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
}

/// Offers a newer build, in the frame of a notice.
#[component]
pub fn NewerBuild(props: &NewerBuildProps) -> Html {
    let refused = use_state(|| None::<String>);
    let on_click = {
        let set = refused.setter();
        move |_| {
            let set = set.clone();
            spawn_local(async move {
                if let Err(error) = offline::change_to_newer_build().await {
                    set.set(Some(error.to_string()));
                }
            });
        }
    };
    html! {
        if props.is_there {
            <p id="newer-build">
                { "A newer version of this page is here. It opens with the text that this browser keeps; opened files, \
                    masks and a model of your own do not come along." }
                if let Some(reason) = &*refused {
                    { format!(" It could not be opened: {reason}.") }
                }
            </p>
            <button type="button" id="take-newer-build" class="small" onclick={on_click}>{ "Open it" }</button>
        }
    }
}
