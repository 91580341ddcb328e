//! The state with the workers that follow it.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Callback;

use crate::pool::Pool;
use crate::state::{Action, State};

/// Holds the state. What an action changes is told to the workers at once, and then to the page.
pub struct Engine {
    state: RefCell<Rc<State>>,
    pool: RefCell<Pool>,
    on_change: Callback<Rc<State>>,
}

impl Engine {
    /// Starts with a state; `on_change` gets every later one.
    pub fn start(state: Rc<State>, on_change: Callback<Rc<State>>) -> Rc<Self> {
        let engine = Rc::new(Self {
            state: RefCell::new(state),
            pool: RefCell::new(Pool::default()),
            on_change,
        });
        engine.dispatch(Action::Cores(cores()));
        engine
    }

    /// Changes the state.
    pub fn dispatch(self: &Rc<Self>, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            let next = Rc::new(self.state.borrow().after(action, now()));
            *self.state.borrow_mut() = next.clone();
            let engine = Rc::downgrade(self);
            let dispatch = Callback::from(move |action| {
                if let Some(engine) = engine.upgrade() {
                    engine.dispatch(action);
                }
            });
            actions.extend(self.pool.borrow_mut().follow(&next, &dispatch));
            self.on_change.emit(next);
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
