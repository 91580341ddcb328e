//! How many bytes of a model's files have arrived.

use namelight_manifest::Content;
use namelight_protocol::{RequestId, Response};

use crate::scope::{now, post};
use crate::stream::Sink;

/// Milliseconds between two messages of progress; no screen shows more.
const PROGRESS_MILLIS: f64 = 16.0;

/// Bytes of the files of the model that is being loaded.
pub(crate) struct LoadProgress {
    /// The request to load.
    request: RequestId,
    /// Bytes of the files that have arrived as a whole.
    before: u64,
    /// Bytes of all files.
    total: u64,
    /// When the page was last told, in milliseconds.
    told: f64,
}

impl LoadProgress {
    pub(crate) fn new(request: RequestId, total: u64) -> Self {
        Self {
            request,
            before: 0,
            total,
            told: f64::NEG_INFINITY,
        }
    }

    /// A file of so many bytes has arrived as a whole.
    pub(crate) fn add(&mut self, bytes: u64) {
        self.before += bytes;
    }

    fn tell(&mut self, of_this_file: u64) {
        let now = now();
        if now - self.told >= PROGRESS_MILLIS {
            self.told = now;
            post(&Response::Progress {
                request: self.request,
                loaded: self.before + of_this_file,
                total: self.total,
            });
        }
    }
}

/// A sink that counts and hashes the bytes that it hands to another sink, and tells the page.
pub(crate) struct Counted<'a, S> {
    progress: &'a mut LoadProgress,
    content: Content,
    sink: &'a mut S,
}

impl<'a, S: Sink> Counted<'a, S> {
    pub(crate) fn new(progress: &'a mut LoadProgress, sink: &'a mut S) -> Self {
        Self {
            progress,
            content: Content::default(),
            sink,
        }
    }

    /// Size and hash of the bytes since the last start.
    pub(crate) fn content(&self) -> &Content {
        &self.content
    }
}

impl<S: Sink> Sink for Counted<'_, S> {
    fn restart(&mut self) {
        self.content = Content::default();
        self.sink.restart();
    }

    fn push(&mut self, bytes: &[u8]) {
        self.content.push(bytes);
        self.sink.push(bytes);
        self.progress.tell(self.content.bytes());
    }
}
