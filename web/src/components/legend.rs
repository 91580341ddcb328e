//! What the types mean, and how many of each there are.

use std::rc::Rc;

use namelight_text::Entity;
use yew::prelude::*;

use crate::format;
use crate::kinds::{self, Palette};

/// The properties of [`Legend`].
#[derive(Clone, PartialEq, Properties)]
pub struct LegendProps {
    /// The types.
    pub kinds: Vec<String>,
    /// The entities counted.
    pub entities: Rc<[Entity]>,
    /// Which type has which colour.
    #[prop_or_default]
    pub palette: Palette,
}

/// A row a type: label, full name, count.
#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let of_kind = |kind: &str| {
        let same = props.entities.iter().filter(|entity| entity.kind == kind);
        format::count(same.count())
    };
    html! {
        <section class="card" aria-labelledby="legend-title">
            <h2 id="legend-title">{ "Legend" }</h2>
            <ul id="legend">
                for kind in props.kinds.iter() {
                    <li data-kind={kind.clone()} data-slot={props.palette.slot(kind)}>
                        <span class="kind">{ kind }</span>
                        <span class="full-name">
                            { kinds::full_name(kind).to_owned() }
                            <small>{ kinds::explanation(kind) }</small>
                        </span>
                        <span class="count">{ of_kind(kind) }</span>
                    </li>
                }
            </ul>
        </section>
    }
}
