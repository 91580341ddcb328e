//! Threads that share the work of one pass.
//!
//! There is one pool in a program, and it starts no threads itself, because a browser's threads can only be started by
//! JavaScript: a thread joins the pool by calling [`run_worker`]. Whoever has work in pieces calls [`for_each`], does the
//! first piece and waits for the others. Natively no thread joins, since whole sentences are shared among threads there;
//! then the calling thread does everything.
//!
//! `pool.rs` has how threads wait for each other, and `model.rs` tries every order in which they may do so.

#[cfg(all(test, loom))]
mod model;
mod pool;
mod sync;
#[cfg(all(test, not(loom), not(target_arch = "wasm32")))]
mod tests;

use pool::ThreadPool;

/// The largest number of threads that work is shared by, the calling one included.
pub const MAX_THREADS: usize = 8;

#[cfg(not(loom))]
static POOL: ThreadPool = ThreadPool::new();

// Loom's types cannot be made before a model runs.
#[cfg(loom)]
loom::lazy_static! {
    static ref POOL: ThreadPool = ThreadPool::default();
}

/// The number of threads that share the work, the calling one included.
pub fn threads() -> usize {
    POOL.threads()
}

/// Joins the pool, and works for it for ever.
pub fn run_worker() -> ! {
    let mut worker = POOL.join();
    loop {
        worker.work();
    }
}

/// Does `work` with each of these items, on as many threads at once.
///
/// # Panics
/// When there are more items than [`threads`], or the work panics on the calling thread. Work that panics on another
/// thread aborts the program, because its result would be missing.
pub fn for_each<T: Send>(items: impl Iterator<Item = T>, work: impl Fn(T) + Sync) {
    POOL.for_each(items, work);
}
