//! The entities one by one.

use std::rc::Rc;

use namelight_text::Entity;
use yew::prelude::*;

use crate::kinds::{self, Palette};
use crate::{format, state::Limits};

/// The properties of [`EntityList`].
#[derive(Clone, PartialEq, Properties)]
pub struct EntityListProps {
    /// The text.
    pub text: Rc<str>,
    /// Its entities.
    pub entities: Rc<[Entity]>,
    /// Which type has which colour.
    #[prop_or_default]
    pub palette: Palette,
}

/// Each entity with its type and its score.
#[component]
pub fn EntityList(props: &EntityListProps) -> Html {
    let EntityListProps {
        text,
        entities,
        palette,
    } = props;
    let limit = Limits::PAGE.entities;
    html! {
        <section class="card list" aria-labelledby="entities-title">
            <h2 id="entities-title">
                { "Names" }
                if !entities.is_empty() {
                    <span class="total">{ format::count(entities.len()) }</span>
                }
            </h2>
            if entities.is_empty() {
                <p class="empty">{ if text.is_empty() { "None yet." } else { "None found." } }</p>
            } else {
                // Scrolls, so it must be reachable with the keyboard.
                <ul id="entities" tabindex="0" aria-labelledby="entities-title">
                    for entity in entities.iter().take(limit) {
                        { row(text, entity, palette) }
                    }
                </ul>
            }
            if entities.len() > limit {
                <p class="note">{ format!("The first {} are listed.", format::count(limit)) }</p>
            }
        </section>
    }
}

fn row(text: &str, entity: &Entity, palette: &Palette) -> Html {
    let score = f64::from(entity.score);
    html! {
        <li data-kind={entity.kind.clone()} data-slot={palette.slot(&entity.kind)}>
            <span class="surface" dir="auto">{ entity.span.slice(text).unwrap_or_default() }</span>
            <span class="kind">{ kinds::full_name(&entity.kind).to_owned() }</span>
            <span class="score">{ format::percent(score) }</span>
        </li>
    }
}
