//! Stores text and settings in the browser as they change.
//!
//! Both are written some time after the last change, and when the page is left. A stored text that this tab has not
//! shown is set aside before it is overwritten (`set_aside.rs`).

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::initial_state::InitialState;
use super::set_aside::SetAside;
use super::settings::Settings;
use crate::platform::storage::{self, StorageError};
use crate::platform::theme;

/// Milliseconds from the last change until it is written. Nothing is written while a person types: a long text would
/// hold up every key.
const DEBOUNCE_MILLIS: u32 = 500;

/// What the button that clears the storage says when it is done.
const CLEARED: &str =
    "Everything that was stored here is gone. What you change from now on is stored again.";

/// What is stored, and what changes it.
#[derive(Clone, PartialEq)]
pub struct Stored {
    /// The settings in force.
    pub settings: Settings,
    /// Changes the settings.
    pub change: Callback<Settings>,
    /// Removes settings and texts.
    pub clear: Callback<()>,
    /// Stores what is not stored yet, at once; says why the text would be lost if the page were left.
    pub save: Callback<(), Result<(), StorageError>>,
    /// Something the person must be told.
    pub notice: Option<String>,
    /// Tells the person something else, or nothing more.
    pub tell: Callback<Option<String>>,
    /// The start of the next text that is set aside.
    pub set_aside: Option<String>,
    /// Shows the text of a link; the person's own is set aside.
    pub open_link: Callback<String>,
    /// Shows the next text that is set aside; the one that is shown takes its place.
    pub show_set_aside: Callback<()>,
    /// Removes the next text that is set aside.
    pub discard_set_aside: Callback<()>,
}

/// Stores text and settings as they change; `on_text` replaces the text.
#[hook]
pub fn use_autosave(initial: &InitialState, text: &Rc<str>, on_text: Callback<String>) -> Stored {
    let settings = use_state_eq(|| initial.settings.clone());
    let notice = use_state_eq(|| initial.notice.clone());
    let set_aside = use_state_eq(|| read_set_aside().preview());
    let tell = {
        let set = notice.setter();
        use_callback((), move |notice, ()| set.set(notice))
    };
    let autosave: Rc<Autosave> = {
        let (set, tell) = (set_aside.setter(), tell.clone());
        let on_set_aside = Callback::from(move |preview| set.set(preview));
        use_memo((), |()| Autosave::new(initial, tell, on_set_aside))
    };
    use_effect_with(text.clone(), {
        let autosave = autosave.clone();
        move |text| autosave.text(text)
    });
    use_effect_with((), {
        let autosave = autosave.clone();
        move |()| {
            let listeners = autosave.write_on_leaving();
            move || drop(listeners)
        }
    });
    use_effect_with(settings.theme, |theme| theme::apply(*theme));

    let change = {
        let (autosave, set) = (autosave.clone(), settings.setter());
        let before = (*settings).clone();
        Callback::from(move |settings: Settings| {
            if settings != before {
                autosave.settings(&settings);
                set.set(settings);
            }
        })
    };
    let clear = {
        let (autosave, set, tell) = (autosave.clone(), settings.setter(), tell.clone());
        Callback::from(move |()| {
            set.set(Settings::default());
            tell.emit(Some(match autosave.clear() {
                Ok(()) => CLEARED.to_owned(),
                Err(error) => error.to_string(),
            }));
        })
    };
    let save = {
        let autosave = autosave.clone();
        Callback::from(move |()| autosave.save())
    };
    let open_link = {
        let (autosave, on_text) = (autosave.clone(), on_text.clone());
        Callback::from(move |text: String| {
            autosave.show_another(Some(&text));
            on_text.emit(text);
        })
    };
    let show_set_aside = {
        let autosave = autosave.clone();
        Callback::from(move |()| {
            if let Some(text) = autosave.take_set_aside() {
                autosave.show_another(None);
                on_text.emit(text);
            }
        })
    };
    let discard_set_aside = Callback::from(move |()| drop(autosave.take_set_aside()));
    Stored {
        settings: (*settings).clone(),
        change,
        clear,
        save,
        notice: (*notice).clone(),
        tell,
        set_aside: (*set_aside).clone(),
        open_link,
        show_set_aside,
        discard_set_aside,
    }
}

/// Writes what is still to be written.
struct Autosave {
    unwritten: RefCell<Unwritten>,
    timer: RefCell<Option<Timeout>>,
    tell: Callback<Option<String>>,
    /// Gets the start of the next text that is set aside.
    on_set_aside: Callback<Option<String>>,
}

#[derive(Default)]
struct Unwritten {
    text: Option<Rc<str>>,
    /// The text that is shown, be it written or not.
    shown: Rc<str>,
    settings: Option<String>,
    /// The text that this tab last read or wrote; empty when the stored text is another one.
    seen: String,
    /// The text of a link that was opened and is not written yet.
    link: Option<String>,
    /// What was wrong last; it is told once.
    told: Option<StorageError>,
}

impl Autosave {
    fn new(
        initial: &InitialState,
        tell: Callback<Option<String>>,
        on_set_aside: Callback<Option<String>>,
    ) -> Self {
        Self {
            unwritten: RefCell::new(Unwritten {
                seen: initial.seen.clone(),
                link: initial.link.clone(),
                ..Unwritten::default()
            }),
            timer: RefCell::default(),
            tell,
            on_set_aside,
        }
    }

    /// The text is now this. One that is stored already, as at the start, is not written again.
    fn text(self: &Rc<Self>, text: &Rc<str>) {
        let mut unwritten = self.unwritten.borrow_mut();
        unwritten.shown = text.clone();
        unwritten.text = (**text != *unwritten.seen).then(|| text.clone());
        drop(unwritten);
        self.wait();
    }

    fn settings(self: &Rc<Self>, settings: &Settings) {
        self.unwritten.borrow_mut().settings = Some(settings.write());
        self.wait();
    }

    fn wait(self: &Rc<Self>) {
        let autosave = self.clone();
        let timer = Timeout::new(DEBOUNCE_MILLIS, move || autosave.write());
        self.timer.replace(Some(timer));
    }

    fn write_on_leaving(self: &Rc<Self>) -> Vec<EventListener> {
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
            let mut unwritten = self.unwritten.borrow_mut();
            (unwritten.text.take(), unwritten.settings.take())
        };
        if let Some(settings) = settings {
            self.outcome(storage::write_settings(&settings));
        }
        if let Some(text) = text {
            match self.write_text(&text) {
                // There was nothing to store.
                Err(_) if text.is_empty() => {}
                outcome => self.outcome(outcome),
            }
        }
    }

    /// Writes at once. A text that could not be written before is tried again, since there may be room by now.
    fn save(&self) -> Result<(), StorageError> {
        self.write();
        let (shown, is_stored) = {
            let unwritten = self.unwritten.borrow();
            let is_stored = *unwritten.shown == *unwritten.seen;
            (unwritten.shown.clone(), is_stored)
        };
        if is_stored {
            return Ok(());
        }
        self.write_text(&shown)
    }

    fn write_text(&self, text: &str) -> Result<(), StorageError> {
        let mut unwritten = self.unwritten.borrow_mut();
        let mut set_aside = read_set_aside();
        set_aside.replace(&storage::text(), &unwritten.seen, text);
        if let Some(link) = unwritten.link.take() {
            set_aside.opened_link(link);
        }
        self.write_set_aside(&set_aside)?;
        unwritten.seen.clear();
        storage::write_text(text)?;
        text.clone_into(&mut unwritten.seen);
        Ok(())
    }

    fn write_set_aside(&self, set_aside: &SetAside) -> Result<(), StorageError> {
        if *set_aside != read_set_aside() {
            storage::write_set_aside(&set_aside.write())?;
        }
        self.on_set_aside.emit(set_aside.preview());
        Ok(())
    }

    /// The text is about to become one that is no later form of the stored one.
    fn show_another(&self, link: Option<&str>) {
        self.write();
        let mut unwritten = self.unwritten.borrow_mut();
        unwritten.seen.clear();
        unwritten.link = link.map(str::to_owned);
    }

    fn take_set_aside(&self) -> Option<String> {
        let mut set_aside = read_set_aside();
        let text = set_aside.take();
        self.outcome(self.write_set_aside(&set_aside));
        text
    }

    fn outcome(&self, outcome: Result<(), StorageError>) {
        let error = outcome.err();
        let before = std::mem::replace(&mut self.unwritten.borrow_mut().told, error);
        if let Some(error) = error
            && before != Some(error)
        {
            self.tell.emit(Some(error.to_string()));
        }
    }

    fn clear(&self) -> Result<(), StorageError> {
        self.timer.replace(None);
        *self.unwritten.borrow_mut() = Unwritten::default();
        self.on_set_aside.emit(None);
        storage::clear()
    }
}

fn read_set_aside() -> SetAside {
    SetAside::read(&storage::set_aside())
}
