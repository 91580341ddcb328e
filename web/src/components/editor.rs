//! The card with the text field, its files and its examples.

use yew::prelude::*;

use super::field::Field;
use super::open_text_files::OpenTextFiles;
use crate::presentation::format;
use crate::state::{Document, Filter};

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
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are shown.
    pub filter: Filter,
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// Gets the byte at which the caret is.
    pub on_caret: Callback<usize>,
}

/// The text field with its label, and the examples below it.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let EditorProps {
        document, on_text, ..
    } = props;
    html! {
        <section class="card editor">
          <OpenTextFiles {on_text}>
            if document.fits_a_field() {
                <label for="text">{ "Your text" }</label>
                <Field
                    document={document.clone()}
                    filter={props.filter.clone()}
                    {on_text}
                    on_caret={props.on_caret.clone()}
                />
            } else {
                <h2>{ "Your text" }</h2>
                <p class="note" id="too-long">
                    { format!(
                        "{} of text: too long for a text field, so it is shown below, with its names, for reading.",
                        format::megabytes(document.text().len() as u64),
                    ) }
                </p>
            }
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
