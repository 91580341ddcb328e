//! How long a host or a disk is waited for.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::scope::scope;

/// Milliseconds within which the next bytes of a file have to come.
const TIMEOUT_MILLIS: i32 = 30_000;

/// Why there is no answer.
pub(crate) enum TimeoutError {
    /// The time is over.
    Stalled,
    /// The browser's error.
    Thrown(JsValue),
}

/// The value of a promise that has to be kept within [`TIMEOUT_MILLIS`].
pub(crate) async fn within_timeout(promise: &Promise) -> Result<JsValue, TimeoutError> {
    // Nothing else is this object.
    let late: JsValue = js_sys::Object::new().into();
    let mut timer = None;
    let timeout = Promise::new(&mut |resolve: Function, _reject| {
        let set = scope().set_timeout_with_callback_and_timeout_and_arguments_1(
            &resolve,
            TIMEOUT_MILLIS,
            &late,
        );
        timer = set.ok();
    });
    let value = JsFuture::from(Promise::race(&Array::of2(promise, &timeout))).await;
    if let Some(timer) = timer {
        scope().clear_timeout_with_handle(timer);
    }
    match value {
        Ok(value) if value == late => Err(TimeoutError::Stalled),
        Ok(value) => Ok(value),
        Err(error) => Err(TimeoutError::Thrown(error)),
    }
}
