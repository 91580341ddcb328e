//! The text field and the examples.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// A name and a text, written for this page.
const EXAMPLES: [(&str, &str); 6] = [
    (
        "Expedition",
        "Dr. Amara Lindqvist of the Polar Institute left Tromsø on Monday, bound for Svalbard with two Canadian geologists.",
    ),
    (
        "Football",
        "Brazil beat Norway 2-1 in Lisbon after João Ferreira scored twice; Real Madrid are said to want him.",
    ),
    (
        "Business",
        "Shares of Quillon Robotics rose 8 percent in Tokyo when Toyota agreed to buy its plant near Osaka, Reuters reported.",
    ),
    (
        "Diplomacy",
        "Ban Ki-moon told the U.N. Security Council in New York that French and Nigerian envoys would meet in Geneva.",
    ),
    (
        "Culture",
        "Zoë Šimůnková reads from her Czech novel at the Edinburgh Festival before the Berlin Philharmonic plays Dvořák.",
    ),
    (
        "Story",
        "Mira Castellan never planned to leave Porto. But when Harrow & Finch offered her a desk in Singapore, she called her brother Tomás, sold the old Vespa and flew out with Lufthansa. \"St. Andrews taught me to row,\" she told the Straits Times, \"and Asia taught me to wait.\"",
    ),
];

/// The properties of [`Editor`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// The text.
    pub text: Rc<str>,
    /// The text is to become this.
    pub on_text: Callback<String>,
}

/// A text field with a label, examples below it.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let oninput = props.on_text.reform(|event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        field.value()
    });
    html! {
        <section class="card editor">
            <label for="text">{ "Your text" }</label>
            <textarea
                id="text"
                rows="5"
                dir="auto"
                spellcheck="false"
                autocomplete="off"
                placeholder="Type or paste something with names in it …"
                value={AttrValue::from(props.text.clone())}
                {oninput}
            />
            <div class="examples" role="group" aria-label="Example texts">
                <span class="examples-label" aria-hidden="true">{ "Try" }</span>
                for (name, text) in EXAMPLES {
                    <button
                        type="button"
                        class="example"
                        onclick={props.on_text.reform(move |_| text.to_owned())}
                    >
                        { name }
                    </button>
                }
                if !props.text.is_empty() {
                    <button
                        type="button"
                        class="clear"
                        onclick={props.on_text.reform(|_| String::new())}
                    >
                        { "Clear" }
                    </button>
                }
            </div>
        </section>
    }
}
