//! Work that a newer request makes needless.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Poll, Waker};

/// Runs the latest work of one kind, and drops what is older.
#[derive(Default)]
pub(crate) struct Latest {
    number: Cell<u32>,
    /// Wakes the work that is under way.
    waker: Cell<Option<Waker>>,
}

impl Latest {
    /// Does the work of a new request; `None` when a newer one came in between. What is left of the older work is dropped
    /// at once, and with it what it was waiting for.
    pub(crate) async fn run<W: Future>(&self, work: W) -> Option<W::Output> {
        let number = self.number.get().wrapping_add(1);
        self.number.set(number);
        if let Some(older) = self.waker.take() {
            older.wake();
        }
        let mut work = pin!(work);
        poll_fn(|context| {
            if self.number.get() != number {
                return Poll::Ready(None);
            }
            self.waker.set(Some(context.waker().clone()));
            work.as_mut().poll(context).map(Some)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::rc::Rc;

    use wasm_bindgen_futures::spawn_local;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::scope::yield_to_messages;

    #[wasm_bindgen_test]
    async fn work_that_waits_for_ever_ends_when_newer_work_comes() {
        let (latest, ended) = (Rc::new(Latest::default()), Rc::new(Cell::new(None)));
        let (same, end) = (latest.clone(), ended.clone());
        spawn_local(async move { end.set(Some(same.run(pending::<()>()).await)) });
        yield_to_messages().await;
        assert_eq!(latest.run(async { "newer" }).await, Some("newer"));
        yield_to_messages().await;
        assert_eq!(ended.get(), Some(None));
    }
}
