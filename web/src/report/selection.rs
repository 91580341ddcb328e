//! The selected report: that of a model that the page hosts, or one that a person opened from a file.

use std::rc::Rc;

use yew::Reducible;

use super::{ReportError, ReportFile};
use crate::models::hosted::HOSTED;

/// The state of loading a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// It is being fetched.
    Waiting,
    /// It is loaded.
    Here(ReportFile),
    /// It could not be loaded, for this reason.
    Failed(String),
}

/// The source of the report that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportSource<'a> {
    /// A hosted model, by the name of its folder.
    Model(&'a str),
    /// A file with this name.
    File(&'a str),
}

/// The state of the Report view.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportSelection {
    /// The model whose report is fetched, by the name of its folder.
    pub model: &'static str,
    /// The number of the request for it; a late answer to an earlier request is ignored.
    pub attempt: u32,
    fetched: Loaded,
    opened: Option<(String, ReportFile)>,
    /// The reason why the last file was not opened or saved.
    pub refusal: Option<String>,
}

/// An event that changes the selection.
#[derive(Clone, Debug, PartialEq)]
pub enum SelectionAction {
    /// The person chose the report of this hosted model.
    Chose(&'static str),
    /// The request of this number was answered with these bytes, or failed.
    Fetched(u32, Result<Vec<u8>, String>),
    /// The person asked for another try.
    Retry,
    /// The person opened a file of this name; it holds this, or could not be read.
    Opened(String, Result<Vec<u8>, String>),
    /// The person closed the opened file.
    Closed,
    /// The shown report could not be saved, for this reason.
    NotSaved(String),
}

impl Default for ReportSelection {
    fn default() -> Self {
        Self {
            model: HOSTED[0],
            attempt: 0,
            fetched: Loaded::Waiting,
            opened: None,
            refusal: None,
        }
    }
}

impl ReportSelection {
    /// The report that is shown.
    pub fn shown(&self) -> Loaded {
        match &self.opened {
            Some((_, file)) => Loaded::Here(file.clone()),
            None => self.fetched.clone(),
        }
    }

    /// The source of the report that is shown.
    pub fn source(&self) -> ReportSource<'_> {
        match &self.opened {
            Some((name, _)) => ReportSource::File(name),
            None => ReportSource::Model(self.model),
        }
    }

    fn ask_for(&mut self, model: &'static str) {
        self.model = model;
        self.attempt += 1;
        self.fetched = Loaded::Waiting;
    }

    fn open(&mut self, name: String, bytes: Result<Vec<u8>, String>) {
        let file = bytes.map_err(|message| format!("{name} was not opened: {message}"));
        let file = file.and_then(|bytes| {
            let file = ReportFile::read(bytes);
            file.map_err(|error| {
                format!("{name} is no report.json that this page can show: {error}")
            })
        });
        match file {
            Ok(file) => {
                self.opened = Some((name, file));
                self.refusal = None;
            }
            // What was shown before stays.
            Err(message) => self.refusal = Some(message),
        }
    }
}

impl Reducible for ReportSelection {
    type Action = SelectionAction;

    fn reduce(self: Rc<Self>, action: SelectionAction) -> Rc<Self> {
        let mut selection = (*self).clone();
        match action {
            SelectionAction::Chose(model) => {
                selection.opened = None;
                selection.refusal = None;
                if selection.model != model {
                    selection.ask_for(model);
                }
            }
            SelectionAction::Retry => selection.ask_for(selection.model),
            // One that was asked for earlier comes too late.
            SelectionAction::Fetched(attempt, _) if attempt != selection.attempt => return self,
            SelectionAction::Fetched(_, bytes) => {
                let file = bytes.map_err(ReportError::Missing);
                selection.fetched = match file.and_then(ReportFile::read) {
                    Ok(file) => Loaded::Here(file),
                    Err(error) => Loaded::Failed(error.to_string()),
                };
            }
            SelectionAction::Opened(name, bytes) => selection.open(name, bytes),
            SelectionAction::NotSaved(reason) => {
                selection.refusal = Some(format!("report.json was not saved: {reason}"));
            }
            SelectionAction::Closed => {
                selection.opened = None;
                selection.refusal = None;
            }
        }
        Rc::new(selection)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{BASE, SMALL};
    use super::*;

    fn selection(actions: impl IntoIterator<Item = SelectionAction>) -> Rc<ReportSelection> {
        let start = Rc::new(ReportSelection::default());
        actions.into_iter().fold(start, ReportSelection::reduce)
    }

    fn fetched(attempt: u32, text: &str) -> SelectionAction {
        SelectionAction::Fetched(attempt, Ok(text.as_bytes().to_vec()))
    }

    fn opened(name: &str, text: &str) -> SelectionAction {
        SelectionAction::Opened(name.to_owned(), Ok(text.as_bytes().to_vec()))
    }

    fn name(selection: &ReportSelection) -> String {
        match selection.shown() {
            Loaded::Here(file) => file.report.model.name.clone(),
            other => panic!("no report is shown but {other:?}"),
        }
    }

    #[test]
    fn a_report_that_did_not_arrive_says_why_and_can_be_asked_for_again() {
        let lost = SelectionAction::Fetched(0, Err("the server answered 404".to_owned()));
        let selection = selection([lost]);
        let Loaded::Failed(message) = selection.shown() else {
            panic!("there is no report");
        };
        assert!(message.contains("404"));
        let selection = selection.reduce(SelectionAction::Retry);
        assert_eq!((selection.shown(), selection.attempt), (Loaded::Waiting, 1));
        assert_eq!(name(&selection.reduce(fetched(1, SMALL))), "small");
    }

    #[test]
    fn an_opened_file_is_shown_until_it_is_closed() {
        let selection = selection([fetched(0, SMALL), opened("run.json", BASE)]);
        assert_eq!(name(&selection), "base");
        assert_eq!(selection.source(), ReportSource::File("run.json"));
        let selection = selection.reduce(SelectionAction::Closed);
        assert_eq!(name(&selection), "small");
        assert_eq!(selection.source(), ReportSource::Model("small"));
    }

    #[test]
    fn a_wrong_file_is_named_with_what_is_wrong_and_the_old_report_stays() {
        let selection = selection([fetched(0, SMALL), opened("notes.txt", "dear diary")]);
        let refusal = selection.refusal.clone().unwrap();
        assert!(
            refusal.contains("notes.txt") && refusal.contains("line 1"),
            "{refusal}"
        );
        assert_eq!(name(&selection), "small");
        let unread =
            SelectionAction::Opened("big.json".to_owned(), Err("it is too large".to_owned()));
        let selection = selection.reduce(unread);
        assert_eq!(
            selection.refusal.as_deref(),
            Some("big.json was not opened: it is too large")
        );
        let selection = selection.reduce(opened("run.json", BASE));
        assert_eq!(
            (name(&selection).as_str(), selection.refusal.as_deref()),
            ("base", None)
        );
    }

    #[test]
    fn a_report_that_comes_after_another_was_chosen_is_not_shown() {
        let selection = selection([SelectionAction::Chose("base"), fetched(0, SMALL)]);
        assert_eq!(selection.shown(), Loaded::Waiting);
        assert_eq!(name(&selection.reduce(fetched(1, BASE))), "base");
    }

    #[test]
    fn the_model_that_is_shown_already_is_not_fetched_again() {
        let selection = selection([
            fetched(0, SMALL),
            opened("run.json", BASE),
            SelectionAction::Chose("small"),
        ]);
        assert_eq!((name(&selection).as_str(), selection.attempt), ("small", 0));
    }

    #[test]
    fn a_file_can_be_opened_where_no_report_could_be_fetched() {
        let lost = SelectionAction::Fetched(0, Err("the server answered 404".to_owned()));
        assert_eq!(name(&selection([lost, opened("run.json", BASE)])), "base");
    }
}
