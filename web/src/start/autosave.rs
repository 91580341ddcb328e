//! What ties text and settings to what the browser keeps.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::initial_state::InitialState;
use super::settings::Settings;
use crate::platform::storage::{self, StoreError};
use crate::platform::theme;

/// Nothing is written while a person types: a long text would hold up every key.
const PAUSE_MILLIS: u32 = 500;

/// What the clear button says when it is done.
const CLEARED: &str =
    "Everything that was stored here is gone. What you change from now on is stored again.";

/// The settings, and what happens to stored data.
#[derive(Clone, PartialEq)]
pub struct Stored {
    /// In force.
    pub settings: Settings,
    /// Sets them; they are kept.
    pub change: Callback<Settings>,
    /// Forgets settings and text.
    pub clear: Callback<()>,
    /// Something the person must be told.
    pub notice: Option<String>,
    /// Tells the person something else, or nothing more.
    pub tell: Callback<Option<String>>,
}

/// Keeps text and settings as they change: after a pause, and when the page is left.
#[hook]
pub fn use_autosave(initial: &InitialState, text: &Rc<str>) -> Stored {
    let settings = use_state_eq(|| initial.settings.clone());
    let notice = use_state_eq(|| initial.notice.clone());
    let tell = {
        let set = notice.setter();
        use_callback((), move |notice, ()| set.set(notice))
    };
    let autosave = {
        // What a damaged link did not open with takes no kept text's place.
        let known = initial.notice.is_some().then(|| text.clone());
        let tell = tell.clone();
        use_state(|| Rc::new(Autosave::new(known, tell)))
    };
    use_effect_with(text.clone(), {
        let autosave = (*autosave).clone();
        move |text| autosave.text(text)
    });
    use_effect_with((), {
        let autosave = (*autosave).clone();
        move |()| {
            let listeners = autosave.on_leaving();
            move || drop(listeners)
        }
    });
    use_effect_with(settings.theme, |theme| theme::apply(*theme));

    let change = {
        let autosave = (*autosave).clone();
        let set = settings.setter();
        let before = (*settings).clone();
        Callback::from(move |settings: Settings| {
            if settings != before {
                autosave.settings(&settings);
                set.set(settings);
            }
        })
    };
    let clear = {
        let autosave = (*autosave).clone();
        let set = settings.setter();
        let tell = tell.clone();
        Callback::from(move |()| {
            set.set(Settings::default());
            tell.emit(Some(match autosave.clear() {
                Ok(()) => CLEARED.to_owned(),
                Err(error) => error.to_string(),
            }));
        })
    };
    Stored {
        settings: (*settings).clone(),
        change,
        clear,
        notice: (*notice).clone(),
        tell,
    }
}

/// What is still to be written.
struct Autosave {
    waiting: RefCell<Waiting>,
    timer: RefCell<Option<Timeout>>,
    tell: Callback<Option<String>>,
}

#[derive(Default)]
struct Waiting {
    text: Option<Rc<str>>,
    settings: Option<String>,
    /// The text that is not to be written.
    known: Option<Rc<str>>,
    /// What was wrong last; it is told once.
    told: Option<StoreError>,
}

impl Autosave {
    fn new(known: Option<Rc<str>>, tell: Callback<Option<String>>) -> Self {
        Self {
            waiting: RefCell::new(Waiting {
                known,
                ..Waiting::default()
            }),
            timer: RefCell::default(),
            tell,
        }
    }

    fn text(self: &Rc<Self>, text: &Rc<str>) {
        if self.waiting.borrow_mut().known.take().as_ref() != Some(text) {
            self.waiting.borrow_mut().text = Some(text.clone());
            self.wait();
        }
    }

    fn settings(self: &Rc<Self>, settings: &Settings) {
        self.waiting.borrow_mut().settings = Some(settings.write());
        self.wait();
    }

    fn wait(self: &Rc<Self>) {
        let autosave = self.clone();
        let timer = Timeout::new(PAUSE_MILLIS, move || autosave.write());
        self.timer.replace(Some(timer));
    }

    fn on_leaving(self: &Rc<Self>) -> Vec<EventListener> {
        let Some(window) = web_sys::window() else {
            return Vec::new();
        };
        let write = |autosave: &Rc<Self>| {
            let autosave = autosave.clone();
            move |_: &Event| autosave.write()
        };
        let mut listeners = vec![EventListener::new(&window, "pagehide", write(self))];
        // A telephone may end a page in the background without a word.
        let document = window.document();
        listeners.extend(
            document.map(|document| EventListener::new(&document, "visibilitychange", write(self))),
        );
        listeners
    }

    fn write(&self) {
        let (text, settings) = {
            let mut waiting = self.waiting.borrow_mut();
            (waiting.text.take(), waiting.settings.take())
        };
        if let Some(settings) = settings {
            self.outcome(storage::keep_settings(&settings));
        }
        if let Some(text) = text {
            match storage::keep_text(&text) {
                // There was nothing to keep.
                Err(_) if text.is_empty() => {}
                outcome => self.outcome(outcome),
            }
        }
    }

    fn outcome(&self, outcome: Result<(), StoreError>) {
        let error = outcome.err();
        let before = std::mem::replace(&mut self.waiting.borrow_mut().told, error);
        if let Some(error) = error
            && before != Some(error)
        {
            self.tell.emit(Some(error.to_string()));
        }
    }

    fn clear(&self) -> Result<(), StoreError> {
        self.timer.replace(None);
        *self.waiting.borrow_mut() = Waiting::default();
        storage::clear()
    }
}
