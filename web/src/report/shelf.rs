//! Which report is shown: that of a model beside the page, or one that a person opened.

use std::rc::Rc;

use yew::Reducible;

use super::{Document, ReportError};
use crate::models::hosted::HOSTED;

/// A report on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// It is being fetched.
    Waiting,
    /// It is here.
    Here(Document),
    /// There is none that can be shown.
    Failed(String),
}

/// Where the report that is shown comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// A model beside the page, by the name of its folder.
    Model(&'a str),
    /// A file of this name.
    File(&'a str),
}

/// All that the report view knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf {
    /// The model whose report is fetched, by the name of its folder.
    pub model: &'static str,
    /// A number for each time that it is asked for.
    pub attempt: u32,
    fetched: Loaded,
    opened: Option<(String, Document)>,
    /// Why the last file was not opened or saved.
    pub refusal: Option<String>,
}

/// What changes it.
#[derive(Clone, Debug, PartialEq)]
pub enum ShelfAction {
    /// The person wants the report of this model beside the page.
    Chose(&'static str),
    /// What was asked for in this attempt came, or did not.
    Fetched(u32, Result<Vec<u8>, String>),
    /// The person wants another try.
    Retry,
    /// The person opened a file of this name; it holds this, or could not be read.
    Opened(String, Result<Vec<u8>, String>),
    /// The person is done with the file.
    Closed,
    /// What is shown could not be saved.
    NotSaved(String),
}

impl Default for Shelf {
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

impl Shelf {
    /// What is shown.
    pub fn shown(&self) -> Loaded {
        match &self.opened {
            Some((_, document)) => Loaded::Here(document.clone()),
            None => self.fetched.clone(),
        }
    }

    /// Where that comes from.
    pub fn source(&self) -> Source<'_> {
        match &self.opened {
            Some((name, _)) => Source::File(name),
            None => Source::Model(self.model),
        }
    }

    fn ask_for(&mut self, model: &'static str) {
        self.model = model;
        self.attempt += 1;
        self.fetched = Loaded::Waiting;
    }

    fn open(&mut self, name: String, bytes: Result<Vec<u8>, String>) {
        let document = bytes.map_err(|message| format!("{name} was not opened: {message}"));
        let document = document.and_then(|bytes| {
            let document = Document::read(bytes);
            document.map_err(|error| {
                format!("{name} is no report.json that this page can show: {error}")
            })
        });
        match document {
            Ok(document) => {
                self.opened = Some((name, document));
                self.refusal = None;
            }
            // What was shown before stays.
            Err(message) => self.refusal = Some(message),
        }
    }
}

impl Reducible for Shelf {
    type Action = ShelfAction;

    fn reduce(self: Rc<Self>, action: ShelfAction) -> Rc<Self> {
        let mut shelf = (*self).clone();
        match action {
            ShelfAction::Chose(model) => {
                shelf.opened = None;
                shelf.refusal = None;
                if shelf.model != model {
                    shelf.ask_for(model);
                }
            }
            ShelfAction::Retry => shelf.ask_for(shelf.model),
            // One that was asked for earlier comes too late.
            ShelfAction::Fetched(attempt, _) if attempt != shelf.attempt => return self,
            ShelfAction::Fetched(_, bytes) => {
                let document = bytes.map_err(ReportError::Missing);
                shelf.fetched = match document.and_then(Document::read) {
                    Ok(document) => Loaded::Here(document),
                    Err(error) => Loaded::Failed(error.to_string()),
                };
            }
            ShelfAction::Opened(name, bytes) => shelf.open(name, bytes),
            ShelfAction::NotSaved(reason) => {
                shelf.refusal = Some(format!("report.json was not saved: {reason}"));
            }
            ShelfAction::Closed => {
                shelf.opened = None;
                shelf.refusal = None;
            }
        }
        Rc::new(shelf)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{BASE, SMALL};
    use super::*;

    fn shelf(actions: impl IntoIterator<Item = ShelfAction>) -> Rc<Shelf> {
        let start = Rc::new(Shelf::default());
        actions.into_iter().fold(start, Shelf::reduce)
    }

    fn fetched(attempt: u32, text: &str) -> ShelfAction {
        ShelfAction::Fetched(attempt, Ok(text.as_bytes().to_vec()))
    }

    fn opened(name: &str, text: &str) -> ShelfAction {
        ShelfAction::Opened(name.to_owned(), Ok(text.as_bytes().to_vec()))
    }

    fn name(shelf: &Shelf) -> String {
        match shelf.shown() {
            Loaded::Here(document) => document.report.model.name.clone(),
            other => panic!("no report is shown but {other:?}"),
        }
    }

    #[test]
    fn a_report_that_did_not_arrive_says_why_and_can_be_asked_for_again() {
        let lost = ShelfAction::Fetched(0, Err("the server answered 404".to_owned()));
        let shelf = shelf([lost]);
        let Loaded::Failed(message) = shelf.shown() else {
            panic!("there is no report");
        };
        assert!(message.contains("404"));
        let shelf = shelf.reduce(ShelfAction::Retry);
        assert_eq!((shelf.shown(), shelf.attempt), (Loaded::Waiting, 1));
        assert_eq!(name(&shelf.reduce(fetched(1, SMALL))), "small");
    }

    #[test]
    fn an_opened_file_is_shown_until_it_is_closed() {
        let shelf = shelf([fetched(0, SMALL), opened("run.json", BASE)]);
        assert_eq!(name(&shelf), "base");
        assert_eq!(shelf.source(), Source::File("run.json"));
        let shelf = shelf.reduce(ShelfAction::Closed);
        assert_eq!(name(&shelf), "small");
        assert_eq!(shelf.source(), Source::Model("small"));
    }

    #[test]
    fn a_wrong_file_is_named_with_what_is_wrong_and_the_old_report_stays() {
        let shelf = shelf([fetched(0, SMALL), opened("notes.txt", "dear diary")]);
        let refusal = shelf.refusal.clone().unwrap();
        assert!(
            refusal.contains("notes.txt") && refusal.contains("line 1"),
            "{refusal}"
        );
        assert_eq!(name(&shelf), "small");
        let unread = ShelfAction::Opened("big.json".to_owned(), Err("it is too large".to_owned()));
        let shelf = shelf.reduce(unread);
        assert_eq!(
            shelf.refusal.as_deref(),
            Some("big.json was not opened: it is too large")
        );
        let shelf = shelf.reduce(opened("run.json", BASE));
        assert_eq!(
            (name(&shelf).as_str(), shelf.refusal.as_deref()),
            ("base", None)
        );
    }

    #[test]
    fn a_report_that_comes_after_another_was_chosen_is_not_shown() {
        let shelf = shelf([ShelfAction::Chose("base"), fetched(0, SMALL)]);
        assert_eq!(shelf.shown(), Loaded::Waiting);
        assert_eq!(name(&shelf.reduce(fetched(1, BASE))), "base");
    }

    #[test]
    fn the_model_that_is_shown_already_is_not_fetched_again() {
        let shelf = shelf([
            fetched(0, SMALL),
            opened("run.json", BASE),
            ShelfAction::Chose("small"),
        ]);
        assert_eq!((name(&shelf).as_str(), shelf.attempt), ("small", 0));
    }

    #[test]
    fn a_file_can_be_opened_where_no_report_could_be_fetched() {
        let lost = ShelfAction::Fetched(0, Err("the server answered 404".to_owned()));
        assert_eq!(name(&shelf([lost, opened("run.json", BASE)])), "base");
    }
}
