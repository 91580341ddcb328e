//! Whether all of a text has been analysed when it is exported.
//!
//! While a text is analysed, and after a person has stopped that, names in the rest of it are not known. A form that
//! replaces names would leave those readable and must not be written; in other forms they are only missing, and the
//! person is told.

use thiserror::Error;

use super::Format;
use crate::state::{SentenceStatus, State};

/// How much of a text has been analysed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Completeness {
    /// All of it.
    #[default]
    Complete,
    /// Some of it waits, or was asked and is not answered yet.
    Analysing,
    /// The person stopped the analysis, or some of it failed.
    Stopped,
    /// The end of a long text is not even in the document yet.
    Arriving,
}

/// The form is to hold no name, and names in what has not been analysed would stay readable.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error(
    "{0}. Names in the rest would stay readable, so this is not offered before all is analysed."
)]
pub struct Unmasked(&'static str);

impl Completeness {
    /// How much of the page's text has been analysed.
    pub fn of(state: &State) -> Self {
        if state.has_more_to_come() {
            Self::Arriving
        } else if state.document.has(SentenceStatus::Abandoned) {
            Self::Stopped
        } else if state.is_pending() {
            Self::Analysing
        } else {
            Self::Complete
        }
    }

    /// What is missing in an export that is written now.
    pub fn warning(self) -> Option<String> {
        let reason = self.reason()?;
        Some(match self {
            Self::Arriving => format!("{reason}: its end and the names in it are missing."),
            _ => format!("{reason}: names in the rest are missing."),
        })
    }

    /// Whether a text in this form can be written now.
    ///
    /// # Errors
    /// When the form replaces names and something has not been analysed.
    pub fn allows(self, format: &Format) -> Result<(), Unmasked> {
        match format.replaces_names {
            true => self.allows_masking(),
            false => Ok(()),
        }
    }

    /// Whether the text can be masked now.
    ///
    /// # Errors
    /// When something has not been analysed.
    pub fn allows_masking(self) -> Result<(), Unmasked> {
        self.reason().map_or(Ok(()), |reason| Err(Unmasked(reason)))
    }

    fn reason(self) -> Option<&'static str> {
        match self {
            Self::Complete => None,
            Self::Analysing => Some("The text is still being analysed"),
            Self::Stopped => Some("The text is not analysed to its end"),
            Self::Arriving => Some("The text is still being taken in"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FORMATS;
    use crate::state::Action;

    fn after(actions: impl IntoIterator<Item = Action>) -> Completeness {
        let state = actions
            .into_iter()
            .fold(State::default(), |state, action| state.after(action, 0.0));
        Completeness::of(&state)
    }

    fn typed(text: &str) -> Action {
        Action::Typed(text.to_owned())
    }

    #[test]
    fn what_waits_is_stopped_or_still_comes_in_is_not_complete() {
        let long = "Ada met Zoë in Oslo. ".repeat(20_000);
        assert_eq!(after([]), Completeness::Complete);
        assert_eq!(after([typed("Ada")]), Completeness::Analysing);
        assert_eq!(after([typed("Ada"), Action::Stop]), Completeness::Stopped);
        assert_eq!(after([typed(&long)]), Completeness::Arriving);
        assert_eq!(
            after([typed(&long), Action::AppendNextPart]),
            Completeness::Arriving
        );
    }

    #[test]
    fn a_form_that_replaces_names_is_refused_with_the_reason_until_all_is_analysed() {
        use Completeness::{Analysing, Arriving, Complete, Stopped};
        for format in FORMATS {
            assert_eq!(Complete.allows(&format), Ok(()));
            for incomplete in [Analysing, Stopped, Arriving] {
                let allowed = incomplete.allows(&format);
                assert_eq!(allowed.is_err(), format.replaces_names, "{}", format.name);
                assert!(incomplete.warning().is_some());
                if let Err(error) = allowed {
                    let reason = error.to_string();
                    assert!(reason.contains("stay readable"), "{reason}");
                }
            }
        }
        assert_eq!(Complete.warning(), None);
    }
}
