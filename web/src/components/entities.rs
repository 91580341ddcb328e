//! The legend and the list of what was found.

use namelight_text::Entity;
use yew::prelude::*;

use super::kind_name;

/// Rows that are drawn.
const MOST_ROWS: usize = 500;

const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub text: String,
    pub entities: Vec<Entity>,
}

#[component]
pub(crate) fn EntityList(props: &Props) -> Html {
    let count = |kind: &str| {
        props
            .entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .count()
    };
    let legend = KINDS.map(|kind| {
        html! { <li data-kind={kind}><span class="kind">{ kind }</span>{ format!(" {} {}", kind_name(kind), count(kind)) }</li> }
    });
    let row = |entity: &Entity| {
        html! {
            <li>
                <span class="name" dir="auto">{ entity.span.slice(&props.text).unwrap_or_default() }</span>
                <span class="kind" data-kind={entity.kind.clone()}>{ &entity.kind }</span>
                <span class="score">{ format!("{:.0} %", entity.score * 100.0) }</span>
            </li>
        }
    };
    let hidden = props.entities.len().saturating_sub(MOST_ROWS);
    html! {
        <div class="panel">
            <h2>{ "Names" }</h2>
            <ul id="legend">{ for legend }</ul>
            <ul id="entities">{ for props.entities.iter().take(MOST_ROWS).map(row) }</ul>
            if hidden > 0 {
                <p class="note">{ format!("and {hidden} more") }</p>
            }
        </div>
    }
}
