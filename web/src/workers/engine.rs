//! The state with the workers that follow it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::Callback;

use crate::state::{Action, State};
use crate::workers::pool::Pool;

/// Milliseconds between two pictures of a long run: people read no faster, and drawing takes time from the workers.
const PICTURE_MILLIS: u32 = 250;

/// Holds the state. What an action changes is told to the workers at once, and then to the page.
pub struct Engine {
    state: RefCell<Rc<State>>,
    pool: RefCell<Pool>,
    on_change: Callback<Rc<State>>,
    /// What is to be drawn later.
    picture: RefCell<Option<Timeout>>,
    /// The next part of a long text.
    feed: RefCell<Option<Timeout>>,
}

impl Engine {
    /// Starts with a state; `on_change` gets every later one.
    pub fn start(state: Rc<State>, on_change: Callback<Rc<State>>) -> Rc<Self> {
        let engine = Rc::new(Self {
            state: RefCell::new(state),
            pool: RefCell::new(Pool::default()),
            on_change,
            picture: RefCell::default(),
            feed: RefCell::default(),
        });
        engine.dispatch(Action::Cores(cores()));
        engine
    }

    /// Changes the state.
    pub fn dispatch(self: &Rc<Self>, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            let is_answer = matches!(action, Action::Received(..));
            let next = Rc::new(self.state.borrow().after(action, now()));
            *self.state.borrow_mut() = next.clone();
            let engine = Rc::downgrade(self);
            let dispatch = Callback::from(move |action| {
                if let Some(engine) = engine.upgrade() {
                    engine.dispatch(action);
                }
            });
            actions.extend(self.pool.borrow_mut().follow(&next, &dispatch));
            self.feed(&next);
            self.show(next, is_answer);
        }
    }

    /// Takes the next part of a long text as soon as the page has had its turn.
    fn feed(self: &Rc<Self>, state: &State) {
        if state.has_more_to_come() {
            let engine = self.clone();
            let next = Timeout::new(0, move || engine.dispatch(Action::AppendNextPart));
            self.feed.replace(Some(next));
        }
    }

    /// Draws the state: at once, or in a while where it is one of many answers.
    fn show(self: &Rc<Self>, state: Rc<State>, is_answer: bool) {
        if !is_answer || !state.is_long_run() {
            self.picture.replace(None);
            self.on_change.emit(state);
        } else if self.picture.borrow().is_none() {
            let engine = self.clone();
            let later = Timeout::new(PICTURE_MILLIS, move || {
                engine.picture.replace(None);
                let state = engine.state.borrow().clone();
                engine.on_change.emit(state);
            });
            self.picture.replace(Some(later));
        }
    }
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Cores that the browser speaks of.
pub fn cores() -> usize {
    let cores = web_sys::window().map(|window| window.navigator().hardware_concurrency());
    cores.map_or(1, |cores| cores as usize)
}
