//! A file that a person opens.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::platform::fetch::message;
use crate::presentation::format::megabytes;

/// The bytes of a file that has at most `largest`.
///
/// # Errors
/// A message for a person, when it is larger or cannot be read.
pub async fn read(file: &File, largest: f64) -> Result<Vec<u8>, String> {
    let size = file.size();
    if size > largest {
        let (size, largest) = (megabytes(size as u64), megabytes(largest as u64));
        return Err(format!(
            "it has {size}, and this page opens at most {largest}"
        ));
    }
    let buffer = JsFuture::from(file.array_buffer());
    let buffer = buffer.await.map_err(message)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
