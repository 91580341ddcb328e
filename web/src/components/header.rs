//! The name of the page and the way between its views.

use yew::prelude::*;

use crate::route::Route;

/// The properties of [`Header`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The view shown.
    pub route: Route,
}

/// The top of the page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    html! {
        <header class="page-header">
            <a class="brand" href={Route::Analyse.hash()}>
                <span class="brand-lit">{ "Name" }</span>{ "light" }
            </a>
            <nav aria-label="Views">
                for route in Route::ALL {
                    <a href={route.hash()} aria-current={(route == props.route).then_some("page")}>
                        { route.name() }
                    </a>
                }
            </nav>
        </header>
    }
}
