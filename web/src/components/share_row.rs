//! The export menu's row for a link that holds the text.

use std::rc::Rc;

use yew::prelude::*;

use super::export_menu::{Outcome, copy};
use crate::export::share_link;

/// The properties of [`ShareRow`].
#[derive(Clone, PartialEq, Properties)]
pub struct ShareRowProps {
    /// The text.
    pub text: Rc<str>,
    /// Whether this is all of it.
    pub is_whole: bool,
    /// Gets the result of a click.
    pub on_outcome: Callback<Outcome>,
}

/// The link, with a note on where its text is and how long it is.
#[component]
pub fn ShareRow(props: &ShareRowProps) -> Html {
    let link = use_memo(props.text.clone(), |text| share_link::link_to(text));
    let onclick = {
        let (link, on_outcome) = (link.clone(), props.on_outcome.clone());
        move |_| {
            if let Ok(link) = &*link {
                copy("Share link", link.clone(), on_outcome.clone());
            }
        }
    };
    let note = match props.is_whole {
        true => share_link::note(&link),
        false => "The text is still being taken in.".to_owned(),
    };
    html! {
        <li id="share">
            <span class="form">{ "Share link" }<small>{ note }</small></span>
            if link.is_ok() && props.is_whole {
                <button type="button" class="small" aria-label="Copy Share link" {onclick}>{ "Copy" }</button>
            }
        </li>
    }
}
