//! The pool: who gives a job, who works on it, and how each knows that the other is done.

use std::mem;
use std::process::abort;
use std::sync::PoisonError;

use super::MAX_THREADS;
use super::sync::{AtomicU32, AtomicUsize, Mutex, MutexGuard, Ordering, Thread, spin_loop, thread};

/// How often a thread looks at a number that another thread will change before it goes to sleep: for some ten
/// microseconds, about as long as it takes from one job of a pass to the next. Under Miri a look takes long, and loom tries
/// all that may happen between one look and the sleep.
const SPINS: usize = if cfg!(loom) {
    0
} else if cfg!(miri) {
    10
} else {
    5_000
};

#[cfg_attr(loom, derive(Default))]
pub(super) struct ThreadPool {
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
// `src/thread_pool/model.rs::no_worker_touches_the_work_once_its_giver_goes_on` would catch a breach.
unsafe impl Send for Job {}

/// A thread that has joined the pool.
pub(super) struct Worker<'a> {
    pool: &'a ThreadPool,
    index: usize,
    /// The number of jobs that it has seen.
    pub(super) seen: u32,
}

impl ThreadPool {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Self {
        Self {
            workers: Mutex::new(Vec::new()),
            job: Mutex::new(None),
            jobs: AtomicU32::new(0),
            pending: AtomicUsize::new(0),
        }
    }

    pub(super) fn threads(&self) -> usize {
        (lock(&self.workers).len() + 1).min(MAX_THREADS)
    }

    /// Makes the present thread a worker. From the next job on, every job waits until it has called [`Worker::work`].
    pub(super) fn join(&self) -> Worker<'_> {
        let mut workers = lock(&self.workers);
        workers.push(thread::current());
        Worker {
            pool: self,
            index: workers.len(),
            seen: self.jobs.load(Ordering::Acquire),
        }
    }

    pub(super) fn for_each<T: Send>(
        &self,
        mut items: impl Iterator<Item = T>,
        work: impl Fn(T) + Sync,
    ) {
        let mut places: [_; MAX_THREADS] = std::array::from_fn(|_| Mutex::new(None));
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
        self.run(count, &work_at);
    }

    /// Runs `work(0)` here, and `work(1)` and so on by the workers: by each of them, however few items there are.
    pub(super) fn run(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let workers = lock(&self.workers);
        assert!(
            count <= workers.len() + 1,
            "{count} items for {} workers",
            workers.len()
        );
        // SAFETY: only the lifetime changes. The pointer is not used once `pending` is 0, and `Wait` lets nobody leave
        // this function earlier, not even by a panic.
        // `src/thread_pool/model.rs::a_giver_whose_item_panics_waits_all_the_same` would catch a breach.
        let work_for_ever: &'static (dyn Fn(usize) + Sync) = unsafe { mem::transmute(work) };
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

impl Worker<'_> {
    /// Waits for the next job, and does this thread's part of it.
    pub(super) fn work(&mut self) {
        let pool = self.pool;
        wait(|| pool.jobs.load(Ordering::Acquire) != self.seen);
        self.seen = pool.jobs.load(Ordering::Acquire);
        let job = lock(&pool.job).clone();
        if let Some(job) = job {
            let panicked = Abort;
            // SAFETY: whoever gave the job waits until this is done.
            // `src/thread_pool/model.rs::no_worker_touches_the_work_once_its_giver_goes_on` would catch a breach.
            unsafe { (*job.work)(self.index) };
            mem::forget(panicked);
            if pool.pending.fetch_sub(1, Ordering::AcqRel) == 1 {
                if cfg!(loom) {
                    // Loom wakes a thread in one step with what was before. The giver may go on without that, and does so in
                    // loom as well when it may come first here.
                    drop(lock(&pool.job));
                }
                job.giver.unpark();
            }
        }
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

/// Ends the program when it is dropped, which only a panic does.
struct Abort;

impl Drop for Abort {
    fn drop(&mut self) {
        abort();
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
