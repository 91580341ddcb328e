//! Threads that share the work of one pass.
//!
//! There is one crew in a program. A thread joins it by [`run_worker`]; whoever has work in parts calls [`for_each`], does the
//! first part and waits for the others. Without helpers all parts are done where they are given.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

/// The most parts that work is shared in.
pub const MAX_THREADS: usize = 8;

/// Looks at a number that another thread will change, before the thread goes to sleep: some ten microseconds, about as
/// long as it takes between two parts of a pass.
const LOOKS: usize = 5_000;

static POOL: ThreadPool = ThreadPool {
    helpers: Mutex::new(Vec::new()),
    job: Mutex::new(None),
    jobs: AtomicU32::new(0),
    pending: AtomicUsize::new(0),
    failed: AtomicBool::new(false),
};

struct ThreadPool {
    /// Locked as long as a job is under way.
    helpers: Mutex<Vec<Thread>>,
    job: Mutex<Option<Job>>,
    /// How many there have been; a helper sees by it that there is a new one.
    jobs: AtomicU32,
    /// Helpers that are not done yet.
    pending: AtomicUsize,
    /// Whether a helper has panicked.
    failed: AtomicBool,
}

#[derive(Clone)]
struct Job {
    work: *const (dyn Fn(usize) + Sync),
    giver: Thread,
}

// SAFETY: what is pointed to may be called from any thread; `ThreadPool::run` says why it is still there.
unsafe impl Send for Job {}

/// How many share the work, the calling thread included.
pub fn threads() -> usize {
    (lock(&POOL.helpers).len() + 1).min(MAX_THREADS)
}

/// Joins the crew, and works for it for ever.
pub fn run_worker() -> ! {
    let (index, mut seen) = {
        let mut helpers = lock(&POOL.helpers);
        helpers.push(thread::current());
        (helpers.len(), POOL.jobs.load(Ordering::Acquire))
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
/// When there are more items than [`threads`], or the work panics.
pub fn for_each<T: Send>(mut items: impl Iterator<Item = T>, work: impl Fn(T) + Sync) {
    let mut places = [const { Mutex::new(None) }; MAX_THREADS];
    let mut count = 0;
    for (place, item) in places.iter_mut().zip(&mut items) {
        *place = Mutex::new(Some(item));
        count += 1;
    }
    let part = |index: usize| {
        let item = places.get(index).and_then(|place| lock(place).take());
        if let Some(item) = item {
            work(item);
        }
    };
    if count <= 1 {
        part(0);
        return;
    }
    POOL.run(count, &part);
}

impl ThreadPool {
    /// Runs `work(0)` here and `work(1)` and so on by the helpers.
    fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let helpers = lock(&self.helpers);
        assert!(
            count <= helpers.len() + 1,
            "{count} parts for {} helpers",
            helpers.len()
        );
        // SAFETY: only the lifetime changes. The pointer is not used once `pending` is 0, and `Wait` lets nobody leave
        // this function earlier, not even by a panic.
        let work_for_ever: &'static (dyn Fn(usize) + Sync) = unsafe { std::mem::transmute(work) };
        *lock(&self.job) = Some(Job {
            work: work_for_ever,
            giver: thread::current(),
        });
        self.pending.store(helpers.len(), Ordering::Release);
        let waits = Wait(self);
        self.jobs.fetch_add(1, Ordering::Release);
        for helper in helpers.iter() {
            helper.unpark();
        }
        work(0);
        drop(waits);
        let failed = self.failed.swap(false, Ordering::AcqRel);
        drop(helpers);
        assert!(!failed, "a helper panicked");
    }
}

/// Waits for all helpers when it goes.
struct Wait<'a>(&'a ThreadPool);

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        wait(|| self.0.pending.load(Ordering::Acquire) == 0);
        *lock(&self.0.job) = None;
    }
}

/// Tells whoever gave the job that a helper is done when it goes.
struct Done<'a>(&'a Thread);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            POOL.failed.store(true, Ordering::Release);
        }
        if POOL.pending.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.unpark();
        }
    }
}

/// Looks for a while, then sleeps between looks; whoever makes it true wakes this thread.
fn wait(is_true: impl Fn() -> bool) {
    for _ in 0..LOOKS {
        if is_true() {
            return;
        }
        spin_loop();
    }
    while !is_true() {
        thread::park();
    }
}

/// A thread that panicked leaves these as they should be.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_done_once_with_and_without_helpers() {
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
