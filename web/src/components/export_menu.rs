//! Copy, download, share.

use std::rc::Rc;

use namelight_text::Entity;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::export::share_link;
use crate::export::{Document, Format, render};
use crate::platform::{clipboard, download};
use crate::state::{self, Filter};

/// The properties of [`ExportMenu`].
#[derive(Clone, PartialEq, Properties)]
pub struct ExportMenuProps {
    /// The text with what is known of it.
    pub document: state::Document,
    /// Which names are taken along.
    pub filter: Filter,
}

impl ExportMenuProps {
    /// What is taken away, in a form.
    fn with<T>(&self, form: impl FnOnce(&Document) -> T) -> T {
        let entities = self.document.entities();
        let shown: Vec<Entity> = entities
            .filter(|entity| self.filter.shows(entity))
            .collect();
        form(&Document::new(self.document.text(), &shown))
    }
}

/// What became of a click.
#[derive(Clone, Debug, Default, PartialEq)]
struct Outcome {
    message: String,
    /// What did not get onto the clipboard, for the person to copy.
    by_hand: Option<AttrValue>,
}

/// A menu of forms behind a button. There is nothing to take away from an empty field.
#[component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let open = use_state_eq(|| false);
    let outcome = use_state_eq(Outcome::default);
    use_effect_with(props.clone(), {
        let set = outcome.setter();
        move |_| set.set(Outcome::default())
    });
    let toggle = {
        let (open, outcome) = (open.clone(), outcome.setter());
        Callback::from(move |_| {
            outcome.set(Outcome::default());
            open.set(!*open);
        })
    };
    if props.document.text().is_empty() {
        return html! {};
    }
    let set = outcome.setter();
    let on_outcome = Callback::from(move |outcome| set.set(outcome));
    html! {
        <section class="card export" aria-label="Take it away">
            <button
                type="button"
                id="export"
                class="disclose"
                aria-expanded={open.to_string()}
                aria-controls="export-menu"
                onclick={toggle}
            >
                { "Copy, download or share" }
            </button>
            <div id="export-menu" hidden={!*open}>
                if *open {
                    <ul>
                        for format in Format::ALL {
                            { row(format, props, &on_outcome) }
                        }
                        <ShareRow text={props.document.text().clone()} on_outcome={on_outcome.clone()} />
                    </ul>
                }
                <p id="export-outcome" role="status">{ &outcome.message }</p>
                if let Some(text) = &outcome.by_hand {
                    <ByHand text={text} />
                }
            </div>
        </section>
    }
}

fn row(format: Format, props: &ExportMenuProps, on_outcome: &Callback<Outcome>) -> Html {
    let name = format.name();
    let copy = {
        let (props, on_outcome) = (props.clone(), on_outcome.clone());
        move |_| {
            let text = props.with(|document| render(format, document));
            copy(name, text, on_outcome.clone());
        }
    };
    let download = {
        let (props, on_outcome) = (props.clone(), on_outcome.clone());
        move |_| {
            let file = props.with(|document| format.file(document));
            let done = download::download(format.file_name(), format.media_type(), &file);
            let message = match done {
                Ok(()) => format!("{} is in your downloads.", format.file_name()),
                Err(error) => format!("The browser does not take the file: {error}."),
            };
            on_outcome.emit(Outcome {
                message,
                by_hand: None,
            });
        }
    };
    html! {
        <li data-format={format.file_name()}>
            <span class="form">{ name }<small>{ format.explanation() }</small></span>
            <button type="button" class="small" aria-label={format!("Copy {name}")} onclick={copy}>{ "Copy" }</button>
            <button type="button" class="small" aria-label={format!("Download {name}")} onclick={download}>
                { "Download" }
            </button>
        </li>
    }
}

fn copy(name: &'static str, text: String, on_outcome: Callback<Outcome>) {
    wasm_bindgen_futures::spawn_local(async move {
        on_outcome.emit(match clipboard::copy(text.clone()).await {
            Ok(()) => Outcome {
                message: format!("{name} copied."),
                by_hand: None,
            },
            Err(error) => Outcome {
                message: format!(
                    "The clipboard cannot be used ({}). Copy from this field:",
                    error.trim_end_matches('.')
                ),
                by_hand: Some(text.into()),
            },
        });
    });
}

#[derive(Clone, PartialEq, Properties)]
struct ShareRowProps {
    text: Rc<str>,
    on_outcome: Callback<Outcome>,
}

/// The link, with a word on where its text is and how long it is.
#[component]
fn ShareRow(props: &ShareRowProps) -> Html {
    let link = use_memo(props.text.clone(), |text| share_link::link_to(text));
    let onclick = {
        let (link, on_outcome) = (link.clone(), props.on_outcome.clone());
        move |_| {
            if let Ok(link) = &*link {
                copy("Share link", link.clone(), on_outcome.clone());
            }
        }
    };
    html! {
        <li id="share">
            <span class="form">{ "Share link" }<small>{ share_link::note(&link) }</small></span>
            if link.is_ok() {
                <button type="button" class="small" aria-label="Copy Share link" {onclick}>{ "Copy" }</button>
            }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ByHandProps {
    text: AttrValue,
}

/// A field with everything in it selected.
#[component]
fn ByHand(props: &ByHandProps) -> Html {
    let field = use_node_ref();
    use_effect_with((field.clone(), props.text.clone()), |(field, _)| {
        if let Some(field) = field.cast::<HtmlTextAreaElement>() {
            // The text is there to be selected by hand as well.
            let _ = field.focus();
            field.select();
        }
    });
    html! {
        <textarea
            id="by-hand"
            ref={field}
            readonly={true}
            rows="4"
            aria-label="The text to copy"
            value={props.text.clone()}
        />
    }
}
