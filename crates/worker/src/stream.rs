//! The bytes of a file as the browser hands them out, from a host or from a disk.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use crate::timeout::{TimeoutError, within_timeout};

/// Something that takes the bytes of a file in their order.
pub trait Sink {
    /// Forgets the bytes so far, since the file comes once more.
    fn restart(&mut self);
    /// Takes the next bytes.
    fn push(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    fn restart(&mut self) {
        self.clear();
    }

    fn push(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// Why a stream ended early.
#[derive(Debug)]
pub(crate) enum StreamError {
    /// The browser could not go on.
    Broken(JsValue),
    /// Nothing came for long.
    Stalled,
    /// The stream is longer than the limit.
    TooLong,
}

/// Takes a stream of at most `limit` bytes into a sink.
pub(crate) async fn drain(
    stream: ReadableStream,
    limit: usize,
    sink: &mut impl Sink,
) -> Result<(), StreamError> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let (mut length, mut buffer) = (0, Vec::new());
    while let Some(part) = next(&reader).await? {
        let part_length = part.length() as usize;
        length += part_length;
        if length > limit {
            return Err(StreamError::TooLong);
        }
        // One buffer does for all parts, which have much the same length.
        if buffer.len() < part_length {
            buffer.resize(part_length, 0);
        }
        let bytes = &mut buffer[..part_length];
        part.copy_to(bytes);
        sink.push(bytes);
    }
    Ok(())
}

/// The next bytes; `None` at the end.
async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, StreamError> {
    let part = within_timeout(&reader.read()).await?;
    let field = |name: &str| Reflect::get(&part, &name.into()).map_err(StreamError::Broken);
    if field("done")?.is_truthy() {
        return Ok(None);
    }
    let bytes = field("value")?.dyn_into().map_err(StreamError::Broken)?;
    Ok(Some(bytes))
}

impl From<TimeoutError> for StreamError {
    fn from(reason: TimeoutError) -> Self {
        match reason {
            TimeoutError::Stalled => Self::Stalled,
            TimeoutError::Thrown(error) => Self::Broken(error),
        }
    }
}
