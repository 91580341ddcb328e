//! A menu to copy, download or share the text with its names.

use namelight_text::Entity;
use yew::prelude::*;

use super::copy_by_hand::CopyByHand;
use super::share_row::ShareRow;
use crate::entity_types::Palette;
use crate::export::{AnnotatedText, Completeness, FORMATS, Format, Unmasked};
use crate::hooks::use_palette;
use crate::platform::{clipboard, download};
use crate::state::{Document, Filter};

/// What is true of every text that a model has masked.
const NOT_ANONYMOUS: &str = "The model misses some names, and the text around them can tell who is meant: not an anonymisation.";

/// The properties of [`ExportMenu`].
#[derive(Clone, PartialEq, Properties)]
pub struct ExportMenuProps {
    /// The text with what is known of it.
    pub document: Document,
    /// Which names are exported: those that are shown.
    pub filter: Filter,
    /// How much of the text has been analysed.
    pub completeness: Completeness,
}

impl ExportMenuProps {
    fn annotated(&self, palette: &Palette) -> AnnotatedText<'_> {
        let is_shown = |entity: &Entity| self.filter.shows(entity);
        let shown = self.document.entities().filter(is_shown);
        let text = self.document.text();
        AnnotatedText::new(text, shown, palette.clone(), self.completeness)
    }

    /// Whether names are hidden by their type or by their score.
    fn hides_names(&self) -> bool {
        let mut entities = self.document.entities();
        entities.any(|entity| !self.filter.shows(&entity))
    }
}

/// The result of the last click.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What the person is told.
    pub message: String,
    /// What did not get onto the clipboard, for the person to copy.
    pub by_hand: Option<AttrValue>,
}

impl From<String> for Outcome {
    fn from(message: String) -> Self {
        let by_hand = None;
        Self { message, by_hand }
    }
}

/// The menu, behind a button. An empty field has nothing to export.
#[component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let palette = use_palette();
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
        <section class="card export" aria-label="Export">
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
                    if let Some(warning) = props.completeness.warning() {
                        <p class="note" id="export-warning">{ warning }</p>
                    }
                    <ul>
                        for format in FORMATS {
                            { row(format, props, &palette, &on_outcome) }
                        }
                        <ShareRow
                            text={props.document.text().clone()}
                            is_whole={props.completeness != Completeness::Arriving}
                            on_outcome={on_outcome.clone()}
                        />
                    </ul>
                }
                <p id="export-outcome" role="status">{ &outcome.message }</p>
                if let Some(text) = &outcome.by_hand {
                    <CopyByHand text={text} />
                }
            </div>
        </section>
    }
}

fn row(
    format: Format,
    props: &ExportMenuProps,
    palette: &Palette,
    on_outcome: &Callback<Outcome>,
) -> Html {
    let name = format.name;
    let refusal = props.completeness.allows(&format).err();
    // What is written is made with the click: of a long text it takes time.
    let on_click = |act: fn(Format, &AnnotatedText, &Callback<Outcome>) -> Result<(), Unmasked>| {
        let (props, palette) = (props.clone(), palette.clone());
        let on_outcome = on_outcome.clone();
        move |_: MouseEvent| {
            if let Err(refused) = act(format, &props.annotated(&palette), &on_outcome) {
                on_outcome.emit(refused.to_string().into());
            }
        }
    };
    html! {
        <li data-format={format.file_name}>
            <span class="form">
                { name }
                <small>{ format.explanation }</small>
                if let Some(refusal) = refusal {
                    <small class="refusal">{ refusal.to_string() }</small>
                } else if format.replaces_names {
                    <small>{ NOT_ANONYMOUS }</small>
                    if props.hides_names() {
                        <small>{ "Names that are hidden on this page stay readable." }</small>
                    }
                }
            </span>
            <button type="button" class="small" aria-label={format!("Copy {name}")}
                disabled={refusal.is_some()} onclick={on_click(copy_format)}>{ "Copy" }</button>
            <button type="button" class="small" aria-label={format!("Download {name}")}
                disabled={refusal.is_some()} onclick={on_click(download_format)}>{ "Download" }</button>
        </li>
    }
}

fn copy_format(
    format: Format,
    text: &AnnotatedText,
    on_outcome: &Callback<Outcome>,
) -> Result<(), Unmasked> {
    copy(format.name, format.render(text)?, on_outcome.clone());
    Ok(())
}

fn download_format(
    format: Format,
    text: &AnnotatedText,
    on_outcome: &Callback<Outcome>,
) -> Result<(), Unmasked> {
    let file = format.file(text)?;
    let told = download::told(format.file_name, format.media_type, &file);
    on_outcome.emit(told.into());
    Ok(())
}

/// Copies a text, or offers it to be copied by hand.
pub fn copy(name: &'static str, text: String, on_outcome: Callback<Outcome>) {
    wasm_bindgen_futures::spawn_local(async move {
        on_outcome.emit(match clipboard::copy(&text).await {
            Ok(()) => format!("{name} copied.").into(),
            Err(error) => Outcome {
                message: format!(
                    "The clipboard cannot be used ({}). Copy from this field:",
                    error.to_string().trim_end_matches('.')
                ),
                by_hand: Some(text.into()),
            },
        });
    });
}
