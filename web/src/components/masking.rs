//! The panel below a masked text: what is masked, the masked text to take along, and the answer that came back.

use std::rc::Rc;

use namelight_masking::{Kind, Masked, table_to_json};
use namelight_scores::{OperatingPoint, OperatingPointRow};
use yew::prelude::*;

use super::copy_by_hand::CopyByHand;
use super::export_menu::{Outcome, copy};
use super::restore_box::RestoreBox;
use crate::entity_types;
use crate::platform::download;
use crate::presentation::format;
use crate::presentation::masking::ReadableKinds;
use crate::presentation::operating_point;

/// What masking cannot promise.
const NO_PROMISE: &str = "Masking is not anonymisation: the model misses names, and the text around them can tell who is meant. \
    Read the masked text before you send it.";

/// The properties of [`Masking`].
#[derive(Clone, PartialEq, Properties)]
pub struct MaskingProps {
    /// The masked text with its table, which is nowhere else.
    pub masked: Rc<Masked>,
    /// How many things of each kind the text has.
    pub counts: Vec<(Kind, usize)>,
    /// The kinds that are not masked.
    pub readable: ReadableKinds,
    /// Gets a kind that is switched off, or on again.
    pub on_kind: Callback<&'static str>,
    /// The answer that came back, which stays while the masked form is not shown.
    pub answer: AttrValue,
    /// Gets the answer.
    pub on_answer: Callback<String>,
    /// What was measured of the model at each operating point.
    pub measured: Vec<OperatingPointRow>,
    /// How sure a name has to be to be masked.
    pub point: OperatingPoint,
}

/// The panel.
#[component]
pub fn Masking(props: &MaskingProps) -> Html {
    let outcome = use_state_eq(Outcome::default);
    let on_outcome = {
        let set = outcome.setter();
        Callback::from(move |outcome| set.set(outcome))
    };
    let masked = &props.masked;
    let copy_text = {
        let (masked, on_outcome) = (masked.clone(), on_outcome.clone());
        move |_: MouseEvent| copy("Masked text", masked.text.clone(), on_outcome.clone())
    };
    let save = |name: &'static str, media_type: &'static str, content: fn(&Masked) -> String| {
        let (masked, on_outcome) = (masked.clone(), on_outcome.clone());
        move |_: MouseEvent| {
            on_outcome.emit(download::told(name, media_type, &content(&masked)).into());
        }
    };
    let save_text = save(
        "namelight-masked.txt",
        "text/plain;charset=utf-8",
        |masked| masked.text.clone(),
    );
    let save_table = save("namelight-names.json", "application/json", |masked| {
        table_to_json(&masked.table)
    });
    html! {
        <section class="card masking" id="masking" aria-label="Masked text">
            <p id="masked-count">{ told(masked) }</p>
            <p class="buttons">
                <button type="button" id="copy-masked" class="small" onclick={copy_text}>{ "Copy masked text" }</button>
                <button type="button" class="small" onclick={save_text}>{ "Download it" }</button>
                <button type="button" id="save-names" class="small" onclick={save_table}>{ "Download the table of names" }</button>
            </p>
            <p id="masking-outcome" role="status">{ &outcome.message }</p>
            if let Some(text) = &outcome.by_hand {
                <CopyByHand text={text.clone()} />
            }
            { kinds(props) }
            <p class="note" id="masking-limits">{ limits(&props.measured, props.point) }</p>
            <RestoreBox table={masked.clone()} answer={props.answer.clone()} on_answer={&props.on_answer} />
        </section>
    }
}

fn told(masked: &Masked) -> String {
    let places = format::counted(masked.spans.len(), "place");
    match masked.spans.len() {
        0 => "Nothing was found that could be masked.".to_owned(),
        _ => {
            format!("{places} masked. The names stay in this tab; nothing of the table is stored.")
        }
    }
}

/// The switches of the fixed forms.
fn kinds(props: &MaskingProps) -> Html {
    html! {
        <fieldset class="kinds">
            <legend>{ "Also masked, by their form" }</legend>
            for (kind, count) in props.counts.iter() {
                <label>
                    <input
                        type="checkbox"
                        name={kind.name()}
                        checked={!props.readable.contains(kind.name())}
                        onchange={let name = kind.name(); props.on_kind.reform(move |_: Event| name)}
                    />
                    { entity_types::full_name(kind.name()) }
                    if *count > 0 {
                        <span class="count">{ format::count(*count) }</span>
                    }
                </label>
            }
        </fieldset>
    }
}

/// What is known of how many names are found, and what that does not mean.
fn limits(measured: &[OperatingPointRow], point: OperatingPoint) -> String {
    match operating_point::recall_by_source(measured, point) {
        Some(recall) => format!("{recall} {NO_PROMISE}"),
        None => NO_PROMISE.to_owned(),
    }
}
