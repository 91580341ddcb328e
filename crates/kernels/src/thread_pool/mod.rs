//! Threads that share the work of one pass.
//!
//! There is one pool in a program, and it starts no threads itself, because a browser's threads can only be started by
//! JavaScript: a thread joins the pool by calling [`run_worker`]. Whoever has work in pieces calls [`for_each`], does the
//! first piece and waits for the others. Natively no thread joins, since whole sentences are shared among threads there;
//! then the calling thread does everything.

use std::hint::spin_loop;
use std::process::abort;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

/// The largest number of threads that work is shared by, the calling one included.
pub const MAX_THREADS: usize = 8;

/// How often a thread looks at a number that another thread will change before it goes to sleep: for some ten
/// microseconds, about as long as it takes from one job of a pass to the next.
const SPINS: usize = 5_000;

static POOL: ThreadPool = ThreadPool {
    workers: Mutex::new(Vec::new()),
    job: Mutex::new(None),
    jobs: AtomicU32::new(0),
    pending: AtomicUsize::new(0),
};

struct ThreadPool {
    /// Locked as long as a job is under way.
    workers: Mutex<Vec<Thread>>,
    job: Mutex<Option<Job>>,
    /// The number of jobs so far; a worker sees by it that there is a new one.
    jobs: AtomicU32,
    /// The number of workers that are not done yet.
    pending: AtomicUsize,
}

#[derive(Clone)]
struct Job {
    work: *const (dyn Fn(usize) + Sync),
    giver: Thread,
}

// SAFETY: what is pointed to may be called from any thread; `ThreadPool::run` says why it is still there.
unsafe impl Send for Job {}

/// The number of threads that share the work, the calling one included.
pub fn threads() -> usize {
    (lock(&POOL.workers).len() + 1).min(MAX_THREADS)
}

/// Joins the pool, and works for it for ever.
pub fn run_worker() -> ! {
    let (index, mut seen) = {
        let mut workers = lock(&POOL.workers);
        workers.push(thread::current());
        (workers.len(), POOL.jobs.load(Ordering::Acquire))
    };
    loop {
        wait(|| POOL.jobs.load(Ordering::Acquire) != seen);
        seen = POOL.jobs.load(Ordering::Acquire);
        let job = lock(&POOL.job).clone();
        if let Some(job) = job {
            let _done = Done(&job.giver);
            // SAFETY: whoever gave the job waits until this is done.
            unsafe { (*job.work)(index) };
        }
    }
}

/// Does `work` with each of these items, on as many threads at once.
///
/// # Panics
/// When there are more items than [`threads`], or the work panics on the calling thread. Work that panics on another
/// thread aborts the program, because its result would be missing.
pub fn for_each<T: Send>(mut items: impl Iterator<Item = T>, work: impl Fn(T) + Sync) {
    let mut places = [const { Mutex::new(None) }; MAX_THREADS];
    let mut count = 0;
    for (place, item) in places.iter_mut().zip(&mut items) {
        *place = Mutex::new(Some(item));
        count += 1;
    }
    assert!(items.next().is_none(), "more than {MAX_THREADS} items");
    let work_at = |index: usize| {
        let item = places.get(index).and_then(|place| lock(place).take());
        if let Some(item) = item {
            work(item);
        }
    };
    if count <= 1 {
        work_at(0);
        return;
    }
    POOL.run(count, &work_at);
}

impl ThreadPool {
    /// Runs `work(0)` here, and `work(1)` and so on by the workers.
    fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let workers = lock(&self.workers);
        assert!(
            count <= workers.len() + 1,
            "{count} items for {} workers",
            workers.len()
        );
        // SAFETY: only the lifetime changes. The pointer is not used once `pending` is 0, and `Wait` lets nobody leave
        // this function earlier, not even by a panic.
        let work_for_ever: &'static (dyn Fn(usize) + Sync) = unsafe { std::mem::transmute(work) };
        *lock(&self.job) = Some(Job {
            work: work_for_ever,
            giver: thread::current(),
        });
        self.pending.store(workers.len(), Ordering::Release);
        let _wait = Wait(self);
        self.jobs.fetch_add(1, Ordering::Release);
        for worker in workers.iter() {
            worker.unpark();
        }
        work(0);
    }
}

/// Waits for all workers when it is dropped.
struct Wait<'a>(&'a ThreadPool);

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        wait(|| self.0.pending.load(Ordering::Acquire) == 0);
        *lock(&self.0.job) = None;
    }
}

/// Tells whoever gave the job that a worker is done when it is dropped.
struct Done<'a>(&'a Thread);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            abort();
        }
        if POOL.pending.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.unpark();
        }
    }
}

/// Looks for a while, then sleeps between looks; whoever makes it true wakes this thread.
fn wait(is_true: impl Fn() -> bool) {
    for _ in 0..SPINS {
        if is_true() {
            return;
        }
        spin_loop();
    }
    while !is_true() {
        thread::park();
    }
}

/// Locks a mutex that no panic leaves half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once_with_and_without_workers() {
        for_each([7].iter(), |item| assert_eq!(*item, 7));
        for _ in 0..3 {
            thread::spawn(|| run_worker());
        }
        while threads() < 4 {
            thread::yield_now();
        }
        for round in 0..2_000 {
            let mut numbers: Vec<usize> = (0..1000).collect();
            let parts = 1 + round % 4;
            for_each(numbers.chunks_mut(1000_usize.div_ceil(parts)), |numbers| {
                numbers.iter_mut().for_each(|number| *number += 1);
            });
            assert!(
                numbers
                    .iter()
                    .enumerate()
                    .all(|(index, number)| *number == index + 1)
            );
        }
    }
}
