//! What ties text and settings to what the browser keeps.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::opening::Opening;
use crate::settings::Settings;
use crate::store::{self, StoreError};
use crate::theme;

/// Nothing is written while a person types: a long text would hold up every key.
const PAUSE_MILLIS: u32 = 500;

/// What the clear button says when it is done.
const CLEARED: &str =
    "Everything that was stored here is gone. What you change from now on is stored again.";

/// The settings, and what happens to stored data.
#[derive(Clone, PartialEq)]
pub struct Kept {
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
pub fn use_kept(opening: &Opening, text: &Rc<str>) -> Kept {
    let settings = use_state_eq(|| opening.settings.clone());
    let notice = use_state_eq(|| opening.notice.clone());
    let tell = {
        let set = notice.setter();
        use_callback((), move |notice, ()| set.set(notice))
    };
    let keeper = {
        // What a damaged link did not open with takes no kept text's place.
        let known = opening.notice.is_some().then(|| text.clone());
        let tell = tell.clone();
        use_state(|| Rc::new(Keeper::new(known, tell)))
    };
    use_effect_with(text.clone(), {
        let keeper = (*keeper).clone();
        move |text| keeper.text(text)
    });
    use_effect_with((), {
        let keeper = (*keeper).clone();
        move |()| {
            let listeners = keeper.on_leaving();
            move || drop(listeners)
        }
    });
    use_effect_with(settings.theme, |theme| theme::apply(*theme));

    let change = {
        let keeper = (*keeper).clone();
        let set = settings.setter();
        let before = (*settings).clone();
        Callback::from(move |settings: Settings| {
            if settings != before {
                keeper.settings(&settings);
                set.set(settings);
            }
        })
    };
    let clear = {
        let keeper = (*keeper).clone();
        let set = settings.setter();
        let tell = tell.clone();
        Callback::from(move |()| {
            set.set(Settings::default());
            tell.emit(Some(match keeper.clear() {
                Ok(()) => CLEARED.to_owned(),
                Err(error) => error.to_string(),
            }));
        })
    };
    Kept {
        settings: (*settings).clone(),
        change,
        clear,
        notice: (*notice).clone(),
        tell,
    }
}

/// What is still to be written.
struct Keeper {
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

impl Keeper {
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
        let keeper = self.clone();
        let timer = Timeout::new(PAUSE_MILLIS, move || keeper.write());
        self.timer.replace(Some(timer));
    }

    fn on_leaving(self: &Rc<Self>) -> Vec<EventListener> {
        let Some(window) = web_sys::window() else {
            return Vec::new();
        };
        let write = |keeper: &Rc<Self>| {
            let keeper = keeper.clone();
            move |_: &Event| keeper.write()
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
            self.outcome(store::keep_settings(&settings));
        }
        if let Some(text) = text {
            match store::keep_text(&text) {
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
        store::clear()
    }
}
