//! The legend: what the entity types mean, how many names each has, and which are shown.

use std::collections::HashMap;

use namelight_masking::Kind;
use yew::prelude::*;

use crate::entity_types;
use crate::hooks::use_palette;
use crate::presentation::format;
use crate::state::{Document, Filter};

/// The properties of [`Legend`].
#[derive(Clone, PartialEq, Properties)]
pub struct LegendProps {
    /// The entity types of the model.
    pub entity_types: Vec<String>,
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are shown.
    pub filter: Filter,
    /// Gets the type that is switched off, or on again.
    pub on_entity_type: Callback<String>,
    /// Is called when things with a fixed form are switched on, or off again.
    pub on_fixed_forms: Callback<()>,
}

/// Each type has a switch with its label, its full name, and the count of its names with enough score.
#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let filter = &props.filter;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let sentences = props.document.sentences().iter();
    for entity in sentences.flat_map(|sentence| sentence.entities.iter()) {
        if entity.score >= filter.point.threshold {
            *counts.entry(&entity.entity_type).or_default() += 1;
        }
    }
    let kinds = Kind::ALL.iter();
    let fixed_forms = kinds.filter_map(|kind| counts.get(kind.name())).sum();
    let palette = use_palette();
    html! {
        <section class="legend" aria-label="Types of names">
            <ul id="legend">
                for entity_type in props.entity_types.iter() {
                    <li data-kind={entity_type.clone()} data-slot={palette.slot(entity_type)}>
                        <label>
                            <input
                                type="checkbox"
                                name={entity_type.clone()}
                                checked={!filter.hidden.contains(entity_type)}
                                onchange={let entity_type = entity_type.clone(); props.on_entity_type.reform(move |_| entity_type.clone())}
                            />
                            <span class="kind">{ entity_type }</span>
                            <span class="full-name" title={entity_types::explanation(entity_type)}>
                                { entity_types::full_name(entity_type).to_owned() }
                            </span>
                            <span class="count">{ format::count(counts.get(entity_type.as_str()).copied().unwrap_or(0)) }</span>
                        </label>
                    </li>
                }
                <li>
                    <label title="E-mail addresses, phone numbers, links, accounts, cards and keys, by their form alone">
                        <input
                            type="checkbox"
                            name="fixed-forms"
                            checked={filter.fixed_forms}
                            onchange={props.on_fixed_forms.reform(|_: Event| ())}
                        />
                        <span class="form-name">{ "Fixed forms" }</span>
                        if filter.fixed_forms {
                            <span class="count">{ format::count(fixed_forms) }</span>
                        }
                    </label>
                </li>
            </ul>
        </section>
    }
}
