//! The legend: what the entity types mean, how many names each has, and which are shown.

use std::collections::HashMap;

use yew::prelude::*;

use crate::entity_types;
use crate::hooks::use_palette;
use crate::presentation::format;
use crate::state::{Document, Filter};

/// The properties of [`Legend`].
#[derive(Clone, PartialEq, Properties)]
pub struct LegendProps {
    /// The entity types of the model.
    pub kinds: Vec<String>,
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are shown.
    pub filter: Filter,
    /// Gets the type that is switched off, or on again.
    pub on_kind: Callback<String>,
}

/// Each type has a row: a switch with its label and full name, and the count of its names with enough score.
#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let filter = &props.filter;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let sentences = props.document.sentences().iter();
    for entity in sentences.flat_map(|sentence| sentence.entities.iter()) {
        if entity.score >= filter.threshold {
            *counts.entry(&entity.entity_type).or_default() += 1;
        }
    }
    let palette = use_palette();
    html! {
        <section class="card" aria-labelledby="legend-title">
            <h2 id="legend-title">{ "Legend" }</h2>
            <ul id="legend">
                for kind in props.kinds.iter() {
                    <li data-kind={kind.clone()} data-slot={palette.slot(kind)}>
                        <label>
                            <input
                                type="checkbox"
                                name={kind.clone()}
                                checked={!filter.hidden.contains(kind)}
                                onchange={let kind = kind.clone(); props.on_kind.reform(move |_| kind.clone())}
                            />
                            <span class="kind">{ kind }</span>
                            <span class="full-name">
                                { entity_types::full_name(kind).to_owned() }
                                <small>{ entity_types::explanation(kind) }</small>
                            </span>
                        </label>
                        <span class="count">{ format::count(counts.get(kind.as_str()).copied().unwrap_or(0)) }</span>
                    </li>
                }
            </ul>
        </section>
    }
}
