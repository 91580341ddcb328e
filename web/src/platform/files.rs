//! Files that a person opens.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList};

use super::BrowserError;

/// The bytes of a file. One of more than `most` bytes is not even read.
///
/// # Errors
/// When it is larger or cannot be read.
pub async fn read(file: &File, most: u64) -> Result<Vec<u8>, BrowserError> {
    let bytes = file.size() as u64;
    if bytes > most {
        return Err(BrowserError::TooLarge { bytes, most });
    }
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The files of a list, which the browser empties when the field that it belongs to is emptied.
pub fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length())
        .filter_map(|index| list.get(index))
        .collect()
}
