//! The pool with real threads, which Miri runs as well: it sees each address that is used too late.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::Command;
use std::thread::{self, ScopedJoinHandle};

use super::pool::ThreadPool;

/// The number of jobs of a test; under Miri each takes thousands of times as long.
const JOBS: u32 = if cfg!(miri) { 12 } else { 2_000 };

/// Gives [`JOBS`] jobs to a pool of so many workers, and sees them end.
fn with_workers(workers: usize, job: impl Fn(&ThreadPool, u32)) {
    let pool = ThreadPool::new();
    thread::scope(|scope| {
        let work = || {
            let mut worker = pool.join();
            for _ in 0..JOBS {
                worker.work();
            }
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        while pool.threads() <= workers {
            thread::yield_now();
        }
        // Those behind one that fails are given as well, since the workers wait for them.
        let outcomes = (0..JOBS).map(|round| catch_unwind(AssertUnwindSafe(|| job(&pool, round))));
        let outcomes: Vec<_> = outcomes.collect();
        let ended = threads.into_iter().map(ScopedJoinHandle::join);
        if let Some(failure) = outcomes.into_iter().chain(ended).find_map(Result::err) {
            resume_unwind(failure);
        }
    });
}

#[test]
fn a_pool_without_workers_leaves_the_work_to_its_giver() {
    let pool = ThreadPool::new();
    assert_eq!(pool.threads(), 1);
    pool.for_each([7].iter(), |item| assert_eq!(*item, 7));
    pool.for_each([].iter(), |_: &i32| unreachable!());
    assert!(catch_unwind(|| pool.for_each([1, 2].iter(), |_| ())).is_err());
}

#[test]
fn every_item_is_done_once() {
    with_workers(3, |pool, round| {
        let mut numbers: Vec<usize> = (0..100).collect();
        // Two at least, because one part is no job.
        let parts = 2 + round as usize % 3;
        pool.for_each(numbers.chunks_mut(100_usize.div_ceil(parts)), |numbers| {
            numbers.iter_mut().for_each(|number| *number += 1);
        });
        assert!(numbers.iter().copied().eq(1..=100));
    });
}

#[test]
fn a_giver_that_panics_leaves_a_pool_that_works() {
    with_workers(2, |pool, round| {
        let mut done = [false; 3];
        let work = |(index, done): (usize, &mut bool)| {
            if index == 0 && round % 2 == 0 {
                // As a panic, but without a message for each round.
                resume_unwind(Box::new("the giver's item"));
            }
            *done = true;
        };
        let items = done.iter_mut().enumerate();
        let outcome = catch_unwind(AssertUnwindSafe(|| pool.for_each(items, work)));
        assert_eq!(outcome.is_err(), round % 2 == 0);
        assert_eq!(done, [round % 2 == 1, true, true]);
    });
}

#[test]
#[cfg_attr(miri, ignore = "Miri starts no other programs")]
fn work_that_panics_on_a_worker_ends_the_program() {
    const IN_CHILD: &str = "NAMELIGHT_WORKER_PANICS";
    if std::env::var_os(IN_CHILD).is_some() {
        with_workers(1, |pool, _| {
            pool.for_each(0..2, |item| assert_eq!(item, 0, "a worker's item"));
        });
        return;
    }
    let this = thread::current();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", this.name().unwrap(), "--nocapture"])
        .env(IN_CHILD, "1")
        .output()
        .unwrap();
    let says = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && says.contains("a worker's item"));
    // An abort ends it by a signal; a test that fails would end it with a code.
    assert_eq!(output.status.code(), None, "{says}");
}
