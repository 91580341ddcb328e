//! The text with its entities.

use namelight_text::Entity;
use yew::prelude::*;

use super::kind_name;
use crate::segments::segments;

/// Bytes of text that are drawn; what is behind them stands in the list only.
const MOST_BYTES: usize = 100_000;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub text: String,
    pub entities: Vec<Entity>,
    pub pending: bool,
}

#[component]
pub(crate) fn Highlights(props: &Props) -> Html {
    let shown = &props.text[..props.text.floor_char_boundary(MOST_BYTES)];
    let pieces = segments(shown, &props.entities);
    let draw = |piece: &crate::segments::Segment| match piece.entity {
        None => html! { { piece.text } },
        Some(entity) => html! {
            <mark data-kind={entity.kind.clone()} title={kind_name(&entity.kind).to_owned()}
                data-start={entity.span.start.to_string()} data-end={entity.span.end.to_string()}>
                <span class="surface">{ piece.text }</span>
                <span class="kind">{ &entity.kind }</span>
            </mark>
        },
    };
    html! {
        <div class="panel">
            <h2>{ "In the text" }</h2>
            <div id="highlights" dir="auto" aria-busy={props.pending.to_string()}>
                if props.text.trim().is_empty() {
                    <p class="empty">{ "Names light up here as you type." }</p>
                }
                { for pieces.iter().map(draw) }
            </div>
            if shown.len() < props.text.len() {
                <p class="note">{ format!("The first {MOST_BYTES} bytes are drawn here; the list holds names of the whole text.") }</p>
            }
        </div>
    }
}
