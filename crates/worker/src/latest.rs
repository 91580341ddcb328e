//! Work that a newer request makes needless.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Numbers requests of one kind.
#[derive(Default)]
pub(crate) struct Latest(Cell<u32>);

impl Latest {
    /// Does the work of a new request; `None` when a newer one came in between. What is left of it then is dropped, and
    /// with it what it was waiting for.
    pub(crate) async fn run<W: Future>(&self, work: W) -> Option<W::Output> {
        let number = self.0.get().wrapping_add(1);
        self.0.set(number);
        let mut work = pin!(work);
        poll_fn(|context| {
            if self.0.get() != number {
                return Poll::Ready(None);
            }
            work.as_mut().poll(context).map(Some)
        })
        .await
    }
}
