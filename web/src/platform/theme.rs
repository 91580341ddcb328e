//! Puts the page into the colours of a theme.
//!
//! The colours of both themes stand side by side in `web/styles/base.css` (`light-dark()`). `web/theme.js` sets the
//! attribute that chooses among them before the first paint, this file whenever the person chooses.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::start::settings::Theme;

/// Gives the page its colours, and tells the browser the colour to draw around it.
pub fn apply(theme: Theme) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let Some(root) = document.document_element() {
        // `theme.js` sets the same attribute before anything is drawn.
        let _ = root.set_attribute("data-theme", theme.id());
    }
    for scheme in [Theme::Light, Theme::Dark] {
        if let Some(meta) = meta(&document, scheme) {
            let _ = meta.set_attribute("media", &media(theme, scheme));
        }
    }
}

/// The media query under which the colour of a scheme is the one around the page.
fn media(theme: Theme, scheme: Theme) -> String {
    match theme {
        Theme::System => format!("(prefers-color-scheme: {})", scheme.id()),
        chosen if chosen == scheme => "all".to_owned(),
        _ => "not all".to_owned(),
    }
}

fn meta(document: &Document, scheme: Theme) -> Option<Element> {
    let name = format!("theme-color-{}", scheme.id());
    document.get_element_by_id(&name)?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_colour_is_drawn_around_the_page_and_the_system_decides_only_when_asked() {
        assert_eq!(media(Theme::Dark, Theme::Dark), "all");
        assert_eq!(media(Theme::Dark, Theme::Light), "not all");
        assert_eq!(
            media(Theme::System, Theme::Light),
            "(prefers-color-scheme: light)"
        );
    }
}
