//! The switch between the text and its masked form.

use yew::prelude::*;

/// The properties of [`MaskSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub struct MaskSwitchProps {
    /// Whether the masked form is shown.
    pub is_on: bool,
    /// Why the text cannot be masked now, if that is so.
    pub refusal: Option<String>,
    /// Whether there is no text.
    pub is_empty: bool,
    /// Is called when the person wants the other form.
    pub on_switch: Callback<()>,
}

/// The switch, and why it is off.
#[component]
pub fn MaskSwitch(props: &MaskSwitchProps) -> Html {
    let label = match props.is_on {
        true => "Show the names again",
        false => "Mask the names",
    };
    html! {
        <div class="mask-switch">
            <button
                type="button"
                id="mask"
                class="small"
                aria-pressed={props.is_on.to_string()}
                disabled={props.refusal.is_some() || props.is_empty}
                onclick={props.on_switch.reform(|_: MouseEvent| ())}
            >
                { label }
            </button>
            <span class="note">
                if let Some(refusal) = &props.refusal {
                    { refusal }
                } else if !props.is_on {
                    { "before it goes to a chatbot; names come back into the answer" }
                }
            </span>
        </div>
    }
}
