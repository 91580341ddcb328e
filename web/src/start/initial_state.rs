//! What the page starts with: what was typed before it could start, what its address holds, what was stored.

use crate::export::share_link::ShareError;
use crate::start::prerendered::Prerendered;
use crate::start::settings::Settings;
use crate::state::{Action, State};

/// What the page starts with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InitialState {
    /// The text.
    pub text: String,
    /// The focus of the text field, and what is selected in it, in UTF-16 as the browser counts.
    pub selection: Option<(u32, u32)>,
    /// What the person chose in an earlier visit.
    pub settings: Settings,
    /// Something the person must be told.
    pub notice: Option<String>,
}

impl InitialState {
    /// The page's state at first.
    pub fn state(&self) -> State {
        let mut state = State::default();
        state.view.filter = self.settings.filter();
        state.model_choice.source = self.settings.source();
        state.after(Action::Typed(self.text.clone()), 0.0)
    }
}

/// Puts it together. What the person has typed counts more than what a link holds.
pub fn initial_state(
    prerendered: Prerendered,
    link: impl FnOnce() -> Option<Result<String, ShareError>>,
    settings: Option<String>,
) -> InitialState {
    let mut initial = InitialState {
        settings: Settings::read(&settings.unwrap_or_default()),
        text: prerendered.text,
        selection: prerendered.selection,
        notice: None,
    };
    // `prerendered.js` leaves the field empty where there is a link.
    if !initial.text.is_empty() {
        return initial;
    }
    match link() {
        None => {}
        Some(Ok(text)) => initial.text = text,
        Some(Err(error)) => initial.notice = Some(error.to_string()),
    }
    initial
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::start::settings::Theme;

    fn typed(text: &str) -> Prerendered {
        Prerendered {
            text: text.to_owned(),
            selection: Some((1, 2)),
        }
    }

    #[test]
    fn what_was_typed_stays_and_a_link_waits() {
        let initial = initial_state(typed("Ada"), || panic!("the address stays as it is"), None);
        assert_eq!(initial.text, "Ada");
        assert_eq!(initial.selection, Some((1, 2)));
        assert_eq!(initial.notice, None);
    }

    #[test]
    fn a_link_fills_an_empty_field() {
        let initial = initial_state(typed(""), || Some(Ok("Zoë".to_owned())), None);
        assert_eq!(initial.text, "Zoë");
    }

    #[test]
    fn a_damaged_link_is_told_and_the_field_is_empty() {
        let initial = initial_state(
            Prerendered::default(),
            || Some(Err(ShareError::Damaged)),
            None,
        );
        assert_eq!(initial.text, "");
        assert!(initial.notice.unwrap().contains("damaged"));
    }

    #[test]
    fn settings_are_read_and_damaged_ones_are_the_defaults() {
        let read = |settings: &str| {
            initial_state(Prerendered::default(), || None, Some(settings.to_owned()))
        };
        assert_eq!(read(r#"{"theme":"dark"}"#).settings.theme, Theme::Dark);
        assert_eq!(read("{").settings, Settings::default());
    }
}
