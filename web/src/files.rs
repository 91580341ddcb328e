//! Files that a person opens and saves.

use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, Url};

use crate::fetch::message;
use crate::format::megabytes;

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

/// An address from which bytes can be saved, as long as this lives.
#[derive(Debug)]
pub struct Download(String);

impl Download {
    /// None where the browser refuses.
    pub fn of(bytes: &[u8], media_type: &str) -> Option<Self> {
        let properties = BlobPropertyBag::new();
        properties.set_type(media_type);
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &properties).ok()?;
        Url::create_object_url_with_blob(&blob).ok().map(Self)
    }

    /// The address.
    pub fn url(&self) -> String {
        self.0.clone()
    }
}

impl Drop for Download {
    fn drop(&mut self) {
        // An address that is gone already is as good as given back.
        let _ = Url::revoke_object_url(&self.0);
    }
}
