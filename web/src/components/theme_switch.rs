//! The switch between light colours, dark colours and those of the system.

use yew::prelude::*;

use crate::start::settings::Theme;

/// The properties of [`ThemeSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub struct ThemeSwitchProps {
    /// The colours in force.
    pub theme: Theme,
    /// Gets the colours that the person wants.
    pub on_theme: Callback<Theme>,
}

/// A radio button for each theme: a picture, with its name in words for those who do not see it.
#[component]
pub fn ThemeSwitch(props: &ThemeSwitchProps) -> Html {
    html! {
        <fieldset class="theme-switch">
            <legend class="unseen">{ "Colours" }</legend>
            for theme in Theme::ALL {
                <label title={theme.name()}>
                    <input
                        type="radio"
                        name="theme"
                        value={theme.id()}
                        checked={theme == props.theme}
                        onchange={props.on_theme.reform(move |_| theme)}
                    />
                    <svg viewBox="0 0 24 24" aria-hidden="true">{ picture(theme) }</svg>
                    <span class="unseen">{ theme.name() }</span>
                </label>
            }
        </fieldset>
    }
}

fn picture(theme: Theme) -> Html {
    match theme {
        Theme::System => html! {
            <><circle cx="12" cy="12" r="8" /><path class="full" d="M12 4a8 8 0 0 1 0 16z" /></>
        },
        Theme::Light => html! {
            <>
                <circle cx="12" cy="12" r="4.5" />
                <path d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2" />
            </>
        },
        Theme::Dark => html! { <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" /> },
    }
}
