//! Whether the site is kept for when there is no network, and whether another build of it has come.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::platform::offline;

/// What is kept of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Offline {
    /// Nothing yet: the model comes first.
    #[default]
    Unknown,
    /// Everything that the page uses.
    Kept,
    /// Nothing or not all, for this reason.
    Refused(String),
}

/// Keeps the site and a hosted model once that is ready. Also tells whether another build is there to change to.
#[hook]
pub fn use_offline(model: Option<&'static str>) -> (Offline, bool) {
    let kept = use_state_eq(Offline::default);
    let has_newer = use_state_eq(|| false);
    let (set, set_newer) = (kept.setter(), has_newer.setter());
    use_effect_with(model, move |model| {
        let Some(model) = *model else { return };
        spawn_local(async move {
            match offline::keep(model).await {
                Ok(()) => set.set(Offline::Kept),
                Err(error) => set.set(Offline::Refused(error.to_string())),
            }
        });
    });
    // Also where the older build lacks a model or a worker, which it may for want of room.
    use_effect_with((), move |()| {
        spawn_local(async move {
            if offline::newer_build().await.is_ok() {
                set_newer.set(true);
            }
        });
    });
    ((*kept).clone(), *has_newer)
}
