//! The header of the page: its name, the links to its views, and the switch of its colours.

use yew::prelude::*;

use super::theme_switch::ThemeSwitch;
use crate::hooks::route::Route;
use crate::start::settings::Theme;

/// The properties of [`Header`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The view that is shown.
    pub route: Route,
    /// The colours in force.
    pub theme: Theme,
    /// Gets the colours that the person wants.
    pub on_theme: Callback<Theme>,
}

/// The header, which all views have.
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
            <ThemeSwitch theme={props.theme} on_theme={props.on_theme.clone()} />
        </header>
    }
}
