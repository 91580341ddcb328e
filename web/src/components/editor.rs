//! The card with the text, its files and its examples.

use std::rc::Rc;

use namelight_masking::{Entry, Masked};
use yew::prelude::*;

use super::open_text_files::OpenTextFiles;
use super::surface::Surface;
use crate::start::example;
use crate::state::{Action, OpenedTexts, State};

/// Example texts with their names, written for this page.
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
    /// The state of the page.
    pub state: Rc<State>,
    /// The texts that are open side by side.
    pub opened: OpenedTexts,
    /// Gets the texts after a change.
    pub on_opened: Callback<OpenedTexts>,
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
    /// Gets an entry for the person's own list.
    pub on_entry: Callback<Entry>,
    /// The masked form, if that is shown in the place of the text.
    pub masked: Option<Rc<Masked>>,
    /// What stands right below the text.
    pub children: Html,
}

/// The text with its names, and the files and examples below it.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let EditorProps {
        state,
        on_text,
        on_action,
        ..
    } = props;
    let document = &state.document;
    html! {
        <section class="card editor">
          <OpenTextFiles text={document.text().clone()} is_whole={!state.has_more_to_come()}
            opened={props.opened.clone()} on_opened={&props.on_opened} {on_text}>
            <Surface state={state.clone()} {on_text} {on_action} masked={props.masked.clone()} on_entry={&props.on_entry} />
            { props.children.clone() }
          </OpenTextFiles>
            <div class="examples" role="group" aria-label="Example texts">
                <span class="examples-label" aria-hidden="true">{ "Try" }</span>
                for (name, text) in EXAMPLES {
                    <button
                        type="button"
                        class="example"
                        onclick={on_text.reform(move |_| text.to_owned())}
                    >
                        { name }
                    </button>
                }
                if example::is(document.text()) {
                    <span class="note" id="is-example">{ "An example. Your first letter replaces it, Esc clears it." }</span>
                }
                if !document.text().is_empty() {
                    <button
                        type="button"
                        class="clear"
                        onclick={on_text.reform(|_| String::new())}
                    >
                        { "Clear" }
                    </button>
                }
            </div>
        </section>
    }
}
