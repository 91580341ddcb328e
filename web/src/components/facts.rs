//! A list of names with their values.

use yew::prelude::*;

use crate::report::Fact;

/// The properties of [`Facts`].
#[derive(Clone, PartialEq, Properties)]
pub struct FactsProps {
    /// The facts.
    pub facts: Vec<Fact>,
    /// The class of the style sheet that lays them out.
    pub class: &'static str,
}

/// A description list.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    html! {
        <dl class={props.class}>
            for fact in props.facts.iter() {
                <div>
                    <dt>{ &fact.name }</dt>
                    <dd>{ &fact.value }</dd>
                </div>
            }
        </dl>
    }
}
