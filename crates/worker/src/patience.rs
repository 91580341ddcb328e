//! How long a host or a disk is waited for.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::scope::scope;

/// Milliseconds within which the next bytes of a file have to come.
const STALL_MILLIS: i32 = 30_000;

/// Why there is no answer.
pub(crate) enum NoAnswer {
    /// The time is over.
    Stalled,
    /// The browser's error.
    Thrown(JsValue),
}

/// The value of a promise that has to be kept within [`STALL_MILLIS`].
pub(crate) async fn in_time(promise: &Promise) -> Result<JsValue, NoAnswer> {
    // Nothing else is this object.
    let late: JsValue = js_sys::Object::new().into();
    let mut timer = None;
    let timeout = Promise::new(&mut |resolve: Function, _reject| {
        let set = scope().set_timeout_with_callback_and_timeout_and_arguments_1(
            &resolve,
            STALL_MILLIS,
            &late,
        );
        timer = set.ok();
    });
    let value = JsFuture::from(Promise::race(&Array::of2(promise, &timeout))).await;
    if let Some(timer) = timer {
        scope().clear_timeout_with_handle(timer);
    }
    match value {
        Ok(value) if value == late => Err(NoAnswer::Stalled),
        Ok(value) => Ok(value),
        Err(error) => Err(NoAnswer::Thrown(error)),
    }
}
