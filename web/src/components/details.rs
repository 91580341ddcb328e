//! The details of one name: its score, the probabilities of its types, its wordpieces and its place.

use std::rc::Rc;

use namelight_masking::Entry;
use namelight_protocol::Explanation;
use namelight_text::{Offsets, SentenceSpan, Span};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::name_buttons::NameButtons;
use super::tokens::not_explained;
use crate::entity_types;
use crate::entity_types::Palette;
use crate::hooks::use_palette;
use crate::platform::beside_name;
use crate::presentation::{explanation, format};
use crate::state::{Action, Change, State};

/// How many types are listed, the likeliest first. The name's own is one of them.
const LISTED_TYPES: usize = 5;

/// The properties of [`Details`].
#[derive(Clone, PartialEq, Properties)]
pub struct DetailsProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
    /// Gets an entry for the person's own list.
    pub on_entry: Callback<Entry>,
    /// How often the field has scrolled: then the name is elsewhere.
    pub scrolled: u32,
}

/// The details of the selected name; nothing when no name is selected.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let palette = use_palette();
    let state = &props.state;
    let node = use_node_ref();
    let selected = state.selected().map(|(entity, sentence)| {
        let sentence = state.document.sentence_text(sentence);
        // The card grows with the answer.
        (entity.span, state.explanations.get(sentence).is_some())
    });
    let placed = (selected, props.scrolled, node.clone());
    use_effect_with(placed, |(selected, _, node)| {
        if let (Some((span, _)), Some(card)) = (selected, node.cast::<HtmlElement>()) {
            beside_name::put(&card, *span);
        }
    });
    let Some((entity, sentence)) = state.selected() else {
        return html! {};
    };
    let document = &state.document;
    let text = document.text();
    let place = entity.span.in_sentence(document.sentences()[sentence].span);
    let explained = state.explanations.get(document.sentence_text(sentence));
    let on_close = props
        .on_action
        .reform(|_: MouseEvent| Action::ChangeView(Change::Select(None)));
    html! {
        <section class="card details" id="details" ref={node} data-kind={entity.entity_type.clone()}
            data-slot={palette.slot(&entity.entity_type)} aria-labelledby="details-title">
            <div class="details-head">
                <h2 id="details-title" dir="auto">{ entity.span.slice(text).unwrap_or_default() }</h2>
                <button type="button" class="small" id="close-details" onclick={on_close}>{ "Close" }</button>
            </div>
            <p>
                <span class="kind">{ &entity.entity_type }</span>
                { format!(" {}, {}", entity_types::full_name(&entity.entity_type), format::percent(f64::from(entity.score))) }
            </p>
            <NameButtons
                name={entity.span.slice(text).unwrap_or_default().to_owned()}
                types={types(state, &entity.entity_type)}
                is_name={true}
                on_action={&props.on_action}
                on_entry={&props.on_entry}
            />
            { match explained.zip(place) {
                None => html! { <p class="note">{ "Asking the model …" }</p> },
                Some((Err(message), _)) => not_explained(message),
                Some((Ok(explanation), place)) => probabilities(explanation, place, &palette),
            } }
            <h3>{ "Place" }</h3>
            { places(text, entity.span) }
        </section>
    }
}

/// What the name could be instead: its own type comes first.
fn types(state: &State, entity_type: &str) -> Vec<String> {
    let known = state.model().map(|model| model.entity_types.as_slice());
    let others = known.unwrap_or_default().iter();
    let others = others.filter(|other| *other != entity_type);
    std::iter::once(&entity_type.to_owned())
        .chain(others)
        .cloned()
        .collect()
}

/// The probabilities of the types, and the wordpieces that the model read.
fn probabilities(explanation: &Explanation, span: SentenceSpan, palette: &Palette) -> Html {
    let shares = explanation::type_probabilities(explanation, span);
    let pieces = explanation::words_in(explanation, span).flat_map(|word| &word.pieces);
    html! {
        <>
            <h3>{ "Probabilities" }</h3>
            <ul class="shares">
                for (entity_type, share) in shares.into_iter().take(LISTED_TYPES) {
                    <li data-kind={entity_type.to_owned()} data-slot={palette.slot(entity_type)}>
                        <span>{ if entity_type == explanation::NONE { "no name" } else { entity_types::full_name(entity_type) } }</span>
                        <meter min="0" max="1" value={share.to_string()} aria-hidden="true" />
                        <span class="score">{ format::percent(f64::from(share)) }</span>
                    </li>
                }
            </ul>
            <h3>{ "Wordpieces" }</h3>
            <p class="pieces">
                for piece in pieces {
                    <code>{ piece }</code>
                    { " " }
                }
            </p>
        </>
    }
}

fn places(text: &str, span: Span) -> Html {
    let mut offsets = Offsets::new(text);
    let (start, end) = (offsets.at(span.start), offsets.at(span.end));
    let rows = [
        ("bytes", start.byte, end.byte),
        ("UTF-16 units", start.utf16, end.utf16),
        ("characters", start.character, end.character),
    ];
    html! {
        <dl class="pairs">
            for (unit, start, end) in rows {
                <div>
                    <dt>{ unit }</dt>
                    <dd>{ format!("{} to {}", format::count(start), format::count(end)) }</dd>
                </div>
            }
        </dl>
    }
}
