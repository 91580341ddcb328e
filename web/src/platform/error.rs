//! What can go wrong with what the browser offers.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

use crate::presentation::format::megabytes;

/// Why the browser did not do what it was asked.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BrowserError {
    /// The page lacks something that a page in a browser has.
    #[error("the page has no {0}")]
    Missing(&'static str),
    /// The browser keeps this from pages that were not fetched safely.
    #[error("it is only there on pages fetched by https")]
    Insecure,
    /// The host refused a file, with this status of HTTP.
    #[error("the server answered {0}")]
    Status(u16),
    /// The file is larger than this page opens.
    #[error("it has {}, and this page opens at most {}", megabytes(*.bytes), megabytes(*.most))]
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// The largest size in bytes.
        most: u64,
    },
    /// The handles of local files are gone.
    #[error("the files were closed; open them again")]
    Closed,
    /// The message of what the browser threw.
    #[error("{0}")]
    Thrown(String),
}

impl From<JsValue> for BrowserError {
    fn from(thrown: JsValue) -> Self {
        Self::Thrown(match thrown.dyn_into::<js_sys::Error>() {
            Ok(error) => String::from(error.message()),
            Err(other) => other
                .as_string()
                .unwrap_or_else(|| "unknown error".to_owned()),
        })
    }
}
