//! A bar that makes a name of what the person has selected in the text.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use namelight_masking::Entry;
use yew::prelude::*;

use super::name_buttons::NameButtons;
use crate::entity_types;
use crate::platform::selection;
use crate::state::{Action, State};

/// A longer selection is no name.
const MAX_BYTES: usize = 200;

/// The bar comes once the selection rests: while it is drawn the page stays as it is.
const REST_MILLIS: u32 = 250;

/// The properties of [`MarkSelection`].
#[derive(Clone, PartialEq, Properties)]
pub struct MarkSelectionProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets a correction of this text.
    pub on_action: Callback<Action>,
    /// Gets an entry for the person's own list.
    pub on_entry: Callback<Entry>,
}

/// Nothing, until something is selected that could be a name.
#[component]
pub fn MarkSelection(props: &MarkSelectionProps) -> Html {
    let selected = use_state_eq(|| None::<AttrValue>);
    use_effect_with((), {
        let selected = selected.setter();
        move |()| {
            let listener = web_sys::window()
                .and_then(|window| window.document())
                .map(|document| {
                    let mut rest = None;
                    EventListener::new(&document, "selectionchange", move |_| {
                        let selected = selected.clone();
                        // The timer before it is dropped, and does nothing then.
                        rest.replace(Timeout::new(REST_MILLIS, move || {
                            let text = selection::in_text();
                            selected.set(text.as_deref().and_then(name).map(AttrValue::from));
                        }));
                    })
                });
            move || drop(listener)
        }
    });
    let Some(name) = &*selected else {
        return html! {};
    };
    let types = match props.state.model() {
        Some(model) => model.entity_types.clone(),
        None => entity_types::CONLL.map(str::to_owned).to_vec(),
    };
    html! {
        <section class="mark-selection" id="mark-selection" aria-label="Mark the selection as a name">
            <p class="note">{ "Mark " }<strong dir="auto">{ name }</strong>{ " as" }</p>
            <NameButtons
                name={name.clone()}
                {types}
                is_name={false}
                on_action={&props.on_action}
                on_entry={&props.on_entry}
            />
        </section>
    }
}

/// What could be a name of a selection: a line or less, with a letter or a digit in it.
fn name(selected: &str) -> Option<String> {
    let name = selected.trim();
    let is_one = name.len() <= MAX_BYTES
        && name.chars().any(char::is_alphanumeric)
        && !name.contains(char::is_control);
    is_one.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_letter_or_digit_can_be_a_name_and_nothing_else() {
        assert_eq!(name(" plan B "), Some("plan B".to_owned()));
        assert_eq!(name("7"), Some("7".to_owned()));
        for other in ["", " ", "…", "one\ntwo", &"long ".repeat(99)] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
