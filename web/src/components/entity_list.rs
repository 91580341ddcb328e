//! The list of names, in which equal names are one entry.

use std::rc::Rc;

use namelight_text::Span;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::entity_types;
use crate::entity_types::Palette;
use crate::hooks::use_palette;
use crate::presentation::format;
use crate::presentation::grouped_names::{Name, Order, grouped, listed};
use crate::state::{Document, Filter};

/// The most names that are listed. A browser takes seconds to lay out thousands.
const LIMIT: usize = 500;

/// The properties of [`EntityList`].
#[derive(Clone, PartialEq, Properties)]
pub struct EntityListProps {
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are shown.
    pub filter: Filter,
    /// The name whose details are open.
    pub selected: Option<Span>,
    /// Gets the place that the person wants to see.
    pub on_jump: Callback<Span>,
}

/// Each name stands with its type, count and score. A press on it leads to its next place in the text.
#[component]
pub fn EntityList(props: &EntityListProps) -> Html {
    let palette = use_palette();
    let order = use_state_eq(Order::default);
    let search = use_state_eq(String::new);
    let names = use_memo(
        (props.document.clone(), props.filter.clone()),
        |(document, filter)| {
            let entities = document.entities().filter(|entity| filter.shows(entity));
            grouped(document.text(), entities)
        },
    );
    let listed = listed(Vec::clone(&names), &search, *order);
    let is_empty = props.document.text().is_empty();
    html! {
        <section class="card list" aria-labelledby="entities-title">
            <h2 id="entities-title">
                { "Names" }
                if !names.is_empty() {
                    <span class="total">{ format::count(names.len()) }</span>
                }
            </h2>
            if names.is_empty() {
                <p class="empty">{ if is_empty { "None yet." } else { "None found." } }</p>
            } else {
                { controls(&search, &order) }
                // Scrolls, so it must be reachable with the keyboard.
                <ul id="entities" tabindex="0" aria-labelledby="entities-title">
                    for name in listed.iter().take(LIMIT) {
                        { row(name, props, &palette) }
                    }
                </ul>
            }
            if listed.len() > LIMIT {
                <p class="note">{ format!("The first {} are listed.", format::count(LIMIT)) }</p>
            }
        </section>
    }
}

fn controls(search: &UseStateHandle<String>, order: &UseStateHandle<Order>) -> Html {
    let set_search = search.setter();
    let oninput = move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        set_search.set(field.value());
    };
    let set_order = order.setter();
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        let chosen = Order::ALL.get(field.selected_index().max(0) as usize);
        set_order.set(chosen.copied().unwrap_or_default());
    };
    html! {
        <div class="list-controls">
            <input
                id="search"
                type="search"
                aria-label="Search the names"
                placeholder="Search"
                value={(**search).clone()}
                {oninput}
            />
            <select id="order" aria-label="Order of the names" {onchange}>
                for one in Order::ALL {
                    <option selected={one == **order}>{ one.name() }</option>
                }
            </select>
        </div>
    }
}

fn row(name: &Name, props: &EntityListProps, palette: &Palette) -> Html {
    let places: Rc<[Span]> = name.places.clone().into();
    let at = places
        .iter()
        .position(|place| Some(*place) == props.selected);
    let next = at.map_or(0, |at| (at + 1) % places.len());
    let onclick = props.on_jump.reform(move |_| places[next]);
    html! {
        <li data-kind={name.entity_type.clone()} data-slot={palette.slot(&name.entity_type)}>
            <button type="button" {onclick}>
                <span class="surface" dir="auto">{ &name.surface }</span>
                <span class="kind">{ entity_types::full_name(&name.entity_type).to_owned() }</span>
                if name.places.len() > 1 {
                    <span class="times">{ format!("{}×", name.places.len()) }</span>
                }
                <span class="score">{ format::percent(f64::from(name.score)) }</span>
            </button>
        </li>
    }
}
