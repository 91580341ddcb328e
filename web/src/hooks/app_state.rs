//! The state of the page, with the workers that follow it.

use std::rc::Rc;

use yew::prelude::*;

use crate::start::initial_state::InitialState;
use crate::state::{Action, State};
use crate::workers::engine::Engine;

/// The state, and what changes it.
#[hook]
pub fn use_app_state(initial: &InitialState) -> (Rc<State>, Callback<Action>) {
    let state = use_state(|| Rc::new(initial.state()));
    let set = state.setter();
    let first = (*state).clone();
    let engine = use_memo((), move |()| {
        Engine::start(first, Callback::from(move |state| set.set(state)))
    });
    let dispatch = use_callback((), move |action, ()| engine.dispatch(action));
    ((*state).clone(), dispatch)
}
