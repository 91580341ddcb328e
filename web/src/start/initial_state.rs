//! What the page starts with: what was typed before it could start, what its URL holds, and what was stored.
//!
//! `prerendered.js` has put the stored text into the field that is there before the page, except where the URL is a
//! link with a text. What the person has typed counts more than a link, and a link more than what was stored.

use std::rc::Rc;

use super::example;
use super::prerendered::Prerendered;
use super::settings::Settings;
use crate::export::share_link;
use crate::state::{Action, State};

/// What the browser has when the page starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The text field.
    pub prerendered: Prerendered,
    /// The fragment of the page's URL.
    pub fragment: String,
    /// The settings as they were written.
    pub settings: Option<String>,
    /// The stored text.
    pub text: String,
}

/// What the page starts with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InitialState {
    /// The text.
    pub text: String,
    /// The selection in the text field if it has the focus, in UTF-16 units.
    pub selection: Option<(u32, u32)>,
    /// What the person chose in an earlier visit.
    pub settings: Settings,
    /// Something the person must be told.
    pub notice: Option<String>,
    /// The stored text, if the person has it before them; otherwise nothing, and it must not be overwritten.
    pub seen: String,
    /// The text of the URL's link, if it was opened.
    pub link: Option<String>,
    /// Whether the URL's link was opened or told to be damaged, and has to leave the URL.
    pub took_link: bool,
}

impl InitialState {
    /// The page's state at first.
    pub fn state(&self) -> State {
        let mut state = State::default();
        state.view.filter = self.settings.filter();
        state.model_choice.source = self.settings.source();
        state.document.set_list(Rc::new(self.settings.list()));
        state.after(Action::Typed(self.text.clone()), 0.0)
    }

    /// Decides what the page starts with.
    pub fn of(found: Found) -> Self {
        let link = share_link::text_of(&found.fragment);
        let mut initial = Self {
            text: found.prerendered.text,
            selection: found.prerendered.selection,
            settings: Settings::read(&found.settings.unwrap_or_default()),
            ..Self::default()
        };
        let Some(link) = link else {
            initial.seen = found.text;
            // The example is not stored before it is changed.
            if initial.seen.is_empty() && example::is(&initial.text) {
                initial.seen.clone_from(&initial.text);
            }
            return initial;
        };
        if !initial.text.is_empty() {
            return initial;
        }
        initial.took_link = true;
        match link {
            Ok(text) => {
                initial.link = Some(text.clone());
                initial.text = text;
            }
            Err(error) => initial.notice = Some(error.to_string()),
        }
        initial
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::start::settings::Theme;

    fn found(typed: &str, fragment: &str) -> InitialState {
        InitialState::of(Found {
            prerendered: Prerendered {
                text: typed.to_owned(),
                selection: Some((1, 2)),
            },
            fragment: fragment.to_owned(),
            settings: None,
            text: "my draft".to_owned(),
        })
    }

    fn link(text: &str) -> String {
        share_link::fragment(text).unwrap()
    }

    #[test]
    fn without_a_link_the_stored_text_is_what_the_person_has_seen() {
        let initial = found("my draft, changed", "#report");
        assert_eq!(initial.text, "my draft, changed");
        assert_eq!(initial.seen, "my draft");
        assert_eq!(initial.selection, Some((1, 2)));
    }

    #[test]
    fn the_example_of_a_first_visit_counts_as_stored_until_it_is_changed() {
        let initial = InitialState::of(Found {
            prerendered: Prerendered {
                text: example::TEXT.to_owned(),
                selection: None,
            },
            ..Found::default()
        });
        assert_eq!(
            (&*initial.text, &*initial.seen),
            (example::TEXT, example::TEXT)
        );
    }

    #[test]
    fn what_was_typed_stays_and_a_link_waits() {
        let initial = found("Ada", &link("Zoë"));
        assert_eq!((&*initial.text, initial.took_link), ("Ada", false));
        assert_eq!((initial.seen, initial.notice), (String::new(), None));
    }

    #[test]
    fn a_link_fills_an_empty_field_and_the_stored_text_is_not_seen() {
        let initial = found("", &link("Zoë"));
        assert_eq!((&*initial.text, initial.took_link), ("Zoë", true));
        assert_eq!(initial.seen, "");
    }

    #[test]
    fn a_damaged_link_is_told_and_the_field_is_empty() {
        let initial = found("", "#t1=abc");
        assert_eq!((&*initial.text, &*initial.seen), ("", ""));
        assert!(initial.notice.unwrap().contains("damaged"));
        assert!(initial.took_link);
    }

    #[test]
    fn the_script_that_fills_the_field_knows_a_link_when_it_sees_one() {
        let script = include_str!("../../prerendered.js");
        assert!(script.contains(r"/^#t\d+=/.test(location.hash)"));
        assert!(share_link::is_link("#t1=") && share_link::is_link("#t27=x"));
        assert!(!share_link::is_link("#t=") && !share_link::is_link("#te1="));
    }

    #[test]
    fn settings_are_read_and_damaged_ones_are_the_defaults() {
        let read = |settings: &str| {
            InitialState::of(Found {
                settings: Some(settings.to_owned()),
                ..Found::default()
            })
        };
        assert_eq!(read(r#"{"theme":"dark"}"#).settings.theme, Theme::Dark);
        assert_eq!(read("{").settings, Settings::default());
    }
}
