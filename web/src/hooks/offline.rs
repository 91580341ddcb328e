//! Whether the site is kept for when there is no network, and whether another build of it has come.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::platform::offline;

/// What is kept of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kept {
    /// Nothing yet, or nothing any more: the model comes first.
    #[default]
    Unknown,
    /// Everything that the page uses.
    All,
    /// Nothing or not all, for this reason.
    Refused(String),
}

/// What [`use_offline`] knows, and what it can do.
pub struct Offline {
    /// What is kept of the site.
    pub kept: Kept,
    /// Whether another build is there to change to.
    pub has_newer: bool,
    /// Removes what is kept.
    pub forget: Callback<()>,
}

/// Keeps the site and a hosted model once that is ready. Also tells whether another build is there to change to.
#[hook]
pub fn use_offline(model: Option<&'static str>) -> Offline {
    let kept = use_state_eq(Kept::default);
    let has_newer = use_state_eq(|| false);
    // The number of the last request; what an older one comes to is no news.
    let last = use_memo((), |()| Cell::new(0_u32));
    use_effect_with(model, {
        let (set, last) = (kept.setter(), last.clone());
        move |model| {
            let number = begin(&last);
            set.set(Kept::Unknown);
            let Some(model) = *model else { return };
            spawn_local(async move {
                let outcome = match offline::keep(model).await {
                    Ok(()) => Kept::All,
                    Err(error) => Kept::Refused(error.to_string()),
                };
                if last.get() == number {
                    set.set(outcome);
                }
            });
        }
    });
    let forget = {
        let (set, last) = (kept.setter(), last.clone());
        Callback::from(move |()| {
            begin(&last);
            set.set(Kept::Unknown);
            // What cannot be removed is no person's: it is the site itself.
            spawn_local(async { drop(offline::forget().await) });
        })
    };
    // Also where the older build lacks a model or a worker, which it may for want of room.
    use_effect_with((), {
        let set = has_newer.setter();
        move |()| {
            spawn_local(async move {
                if offline::newer_build().await.is_ok() {
                    set.set(true);
                }
            });
        }
    });
    Offline {
        kept: (*kept).clone(),
        has_newer: *has_newer,
        forget,
    }
}

fn begin(last: &Rc<Cell<u32>>) -> u32 {
    last.set(last.get().wrapping_add(1));
    last.get()
}
