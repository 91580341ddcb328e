//! Buttons by which a person says that something is a name, or is none.

use namelight_masking::{Entry, Verdict};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::entity_types;
use crate::state::Action;

/// How many types have a button.
const LISTED_TYPES: usize = 5;

/// The properties of [`NameButtons`].
#[derive(Clone, PartialEq, Properties)]
pub struct NameButtonsProps {
    /// What is to be a name, or none.
    pub name: AttrValue,
    /// The types that it could have, the likeliest first.
    pub types: Vec<String>,
    /// Whether it is a name now.
    pub is_name: bool,
    /// Gets a correction of this text.
    pub on_action: Callback<Action>,
    /// Gets an entry for the person's own list, which counts in other texts too.
    pub on_entry: Callback<Entry>,
}

/// A button for each type and one for none, and the choice between this text and all texts.
#[component]
pub fn NameButtons(props: &NameButtonsProps) -> Html {
    let everywhere = use_state_eq(|| false);
    let on_everywhere = {
        let set = everywhere.setter();
        move |event: Event| set.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let add = |verdict: Verdict, kind: Option<&str>| {
        let entry = Entry::new(verdict, kind, &props.name);
        let (props, everywhere) = (props.clone(), *everywhere);
        move |_: MouseEvent| {
            // A name has letters and its type no colon, so this is an entry.
            let Ok(entry) = entry.clone() else { return };
            match everywhere {
                true => props.on_entry.emit(entry),
                false => props.on_action.emit(Action::Correct(entry)),
            }
        }
    };
    // The field keeps the focus, and with it the selection.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    html! {
        <>
            <p class="buttons corrections">
                if props.is_name {
                    <button
                        type="button"
                        id="not-a-name"
                        class="small"
                        {onmousedown}
                        onclick={add(Verdict::Never, None)}
                    >
                        { "Not a name" }
                    </button>
                }
                for kind in props.types.iter().take(LISTED_TYPES) {
                    <button
                        type="button"
                        class="small"
                        data-kind={kind.clone()}
                        title={entity_types::full_name(kind).to_owned()}
                        {onmousedown}
                        onclick={add(Verdict::Always, Some(kind))}
                    >
                        { kind }
                    </button>
                }
            </p>
            <label class="note">
                <input type="checkbox" name="everywhere" checked={*everywhere} onchange={on_everywhere} />
                { " in all my texts" }
            </label>
        </>
    }
}
