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
    /// Whether some of the text has not been analysed yet.
    pub is_pending: bool,
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
    let empty = match (props.document.text().is_empty(), props.is_pending) {
        (true, _) => "None yet.",
        (false, true) => "Looking for names …",
        (false, false) => "None found.",
    };
    html! {
        <section class="card list" aria-labelledby="entities-title">
            <h2 id="entities-title">
                { "Names" }
                if !names.is_empty() {
                    <span class="total">{ format::count(names.len()) }</span>
                }
            </h2>
            if names.is_empty() {
                <p class="empty">{ empty }</p>
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
    let count = places.len();
    let onclick = props.on_jump.reform(move |_| places[next]);
    let full_name = entity_types::full_name(&name.entity_type);
    let times = match at {
        Some(at) => format!("{} of {count}", at + 1),
        None => format!("{count}×"),
    };
    html! {
        <li class={classes!(at.map(|_| "selected"))} data-kind={name.entity_type.clone()} data-slot={palette.slot(&name.entity_type)}>
            <button type="button" {onclick}>
                <span class="surface" dir="auto">{ &name.surface }</span>
                <span class="unseen">{ spoken(full_name, at, count) }</span>
                <span class="kind" aria-hidden="true">{ full_name.to_owned() }</span>
                if count > 1 {
                    <span class="times" aria-hidden="true">{ times }</span>
                }
                <span class="score" aria-hidden="true">{ format::percent(f64::from(name.score)) }</span>
            </button>
        </li>
    }
}

/// What a screen reader says behind a name: of "Angela Merkel, person, 2 of 3" all but the name.
pub fn spoken(full_name: &str, at: Option<usize>, count: usize) -> String {
    let full_name = full_name.to_lowercase();
    match at {
        Some(at) => format!(", {full_name}, {} of {count}", at + 1),
        None if count == 1 => format!(", {full_name}"),
        None => format!(", {full_name}, {count} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spoken_with_its_type_and_place() {
        let spoken = |at, count| spoken("Person", at, count);
        assert_eq!(spoken(Some(1), 3), ", person, 2 of 3");
        assert_eq!(spoken(None, 3), ", person, 3 times");
        assert_eq!(spoken(None, 1), ", person");
    }
}
