//! What the page starts with: what was typed before it could start, what its address holds, what was kept.

use crate::early::Early;
use crate::settings::Settings;
use crate::share::ShareError;
use crate::state::{Action, State};

/// What the page starts with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// The text.
    pub text: String,
    /// The focus of the text field, and what is selected in it, in UTF-16 as the browser counts.
    pub selection: Option<(u32, u32)>,
    /// What the person chose in an earlier visit.
    pub settings: Settings,
    /// Something the person must be told.
    pub notice: Option<String>,
}

impl Opening {
    /// The page's state at first.
    pub fn state(&self) -> State {
        let mut state = State::default();
        state.view.filter = self.settings.filter();
        state.choice.source = self.settings.source();
        state.after(Action::Typed(self.text.clone()), 0.0)
    }
}

/// Puts it together. What the person has typed counts more than what a link holds.
pub fn opening(
    early: Early,
    link: impl FnOnce() -> Option<Result<String, ShareError>>,
    settings: Option<String>,
) -> Opening {
    let mut opening = Opening {
        settings: Settings::read(&settings.unwrap_or_default()),
        text: early.text,
        selection: early.selection,
        notice: None,
    };
    // `early.js` leaves the field empty where there is a link.
    if !opening.text.is_empty() {
        return opening;
    }
    match link() {
        None => {}
        Some(Ok(text)) => opening.text = text,
        Some(Err(error)) => opening.notice = Some(error.to_string()),
    }
    opening
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Theme;

    fn typed(text: &str) -> Early {
        Early {
            text: text.to_owned(),
            selection: Some((1, 2)),
        }
    }

    #[test]
    fn what_was_typed_stays_and_a_link_waits() {
        let opening = opening(typed("Ada"), || panic!("the address stays as it is"), None);
        assert_eq!(opening.text, "Ada");
        assert_eq!(opening.selection, Some((1, 2)));
        assert_eq!(opening.notice, None);
    }

    #[test]
    fn a_link_fills_an_empty_field() {
        let opening = opening(typed(""), || Some(Ok("Zoë".to_owned())), None);
        assert_eq!(opening.text, "Zoë");
    }

    #[test]
    fn a_damaged_link_is_told_and_the_field_is_empty() {
        let opening = opening(Early::default(), || Some(Err(ShareError::Damaged)), None);
        assert_eq!(opening.text, "");
        assert!(opening.notice.unwrap().contains("damaged"));
    }

    #[test]
    fn settings_are_read_and_damaged_ones_are_the_defaults() {
        let read = |settings: &str| opening(Early::default(), || None, Some(settings.to_owned()));
        assert_eq!(read(r#"{"theme":"dark"}"#).settings.theme, Theme::Dark);
        assert_eq!(read("{").settings, Settings::default());
    }
}
