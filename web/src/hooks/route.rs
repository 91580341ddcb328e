//! The views of the page, each with its own URL.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::platform::url;

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// A person types and sees the names.
    #[default]
    Analyse,
    /// The report says how the model was trained and how good it is.
    Report,
    /// A benchmark shows how fast the model is on this device.
    Measure,
}

impl Route {
    /// All views, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Analyse, Self::Report, Self::Measure];

    /// The view that a fragment (`#report`) names; any other is the first view.
    pub fn from_hash(hash: &str) -> Self {
        match hash {
            "#report" => Self::Report,
            "#measure" => Self::Measure,
            _ => Self::Analyse,
        }
    }

    /// The fragment that leads here.
    pub fn hash(self) -> &'static str {
        match self {
            Self::Analyse => "#analyse",
            Self::Report => "#report",
            Self::Measure => "#measure",
        }
    }

    /// The name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Analyse => "Analyse",
            Self::Report => "Report",
            Self::Measure => "Measure",
        }
    }
}

/// The view that the page's URL names, followed as it changes.
#[hook]
pub fn use_route() -> Route {
    let current = || Route::from_hash(&url::fragment());
    let route = use_state_eq(current);
    let set = route.setter();
    use_effect_with((), move |()| {
        let window = web_sys::window();
        let follow = move |_: &Event| set.set(current());
        let listener = window.map(|window| EventListener::new(&window, "hashchange", follow));
        move || drop(listener)
    });
    *route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_found_again_by_its_fragment() {
        for route in Route::ALL {
            assert_eq!(Route::from_hash(route.hash()), route);
        }
    }

    #[test]
    fn an_unknown_fragment_is_the_first_view() {
        for hash in ["", "#", "#nothing", "report"] {
            assert_eq!(Route::from_hash(hash), Route::Analyse);
        }
    }
}
