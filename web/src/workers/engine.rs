//! Holds the state, and lets workers and page follow it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::Callback;

use super::pool::Pool;
use crate::state::{Action, CHECK_MILLIS, State};

/// Milliseconds between two drawings of a long run: people read no faster, and drawing takes time from the workers.
const DRAW_MILLIS: u32 = 250;

/// The state, with the workers that follow it. What an action changes is told to the workers first, and then to the page.
pub struct Engine {
    state: RefCell<Rc<State>>,
    pool: RefCell<Pool>,
    on_change: Callback<Rc<State>>,
    /// Draws the state later.
    drawing: RefCell<Option<Timeout>>,
    /// Takes the next part of a long text.
    append: RefCell<Option<Timeout>>,
    /// Looks for workers that hang.
    check: RefCell<Option<Timeout>>,
}

impl Engine {
    /// Starts with a state; `on_change` is called with every later one.
    pub fn start(state: Rc<State>, on_change: Callback<Rc<State>>) -> Rc<Self> {
        let engine = Rc::new(Self {
            state: RefCell::new(state),
            pool: RefCell::new(Pool::default()),
            on_change,
            drawing: RefCell::default(),
            append: RefCell::default(),
            check: RefCell::default(),
        });
        engine.dispatch(Action::Cores(cores()));
        engine
    }

    /// Changes the state by an action.
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
            self.append(&next);
            self.check(&next);
            self.show(next, is_answer);
        }
    }

    /// Takes the next part of a long text as soon as the page has had its turn.
    fn append(self: &Rc<Self>, state: &State) {
        if state.has_more_to_come() {
            let engine = self.clone();
            let next = Timeout::new(0, move || engine.dispatch(Action::AppendNextPart));
            self.append.replace(Some(next));
        }
    }

    /// Looks in a while whether the workers that owe an answer have been heard.
    fn check(self: &Rc<Self>, state: &State) {
        if state.awaits_workers() && self.check.borrow().is_none() {
            let engine = self.clone();
            let check = Timeout::new(CHECK_MILLIS, move || {
                engine.check.replace(None);
                engine.dispatch(Action::CheckWorkers);
            });
            self.check.replace(Some(check));
        }
    }

    /// Draws the state: at once, or in a while where it is one of many answers.
    fn show(self: &Rc<Self>, state: Rc<State>, is_answer: bool) {
        if !is_answer || !state.is_long_run() {
            self.drawing.replace(None);
            self.on_change.emit(state);
        } else if self.drawing.borrow().is_none() {
            let engine = self.clone();
            let later = Timeout::new(DRAW_MILLIS, move || {
                engine.drawing.replace(None);
                let state = engine.state.borrow().clone();
                engine.on_change.emit(state);
            });
            self.drawing.replace(Some(later));
        }
    }
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Number of cores that the browser tells.
pub fn cores() -> usize {
    let cores = web_sys::window().map(|window| window.navigator().hardware_concurrency());
    cores.map_or(1, |cores| cores as usize)
}
