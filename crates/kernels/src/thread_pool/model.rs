//! Every order in which the pool's threads may take turns, tried by loom.
//!
//! Loom runs a model again and again, each time in another order, and with the older values that a thread may still see.
//! It reports a number that is read or written without having waited for whoever wrote it before, and threads that wait
//! for ever. Jobs are given by threads of their own that end with them: loom takes the call that wakes a thread for the
//! end of whatever it waits for, and a worker may make that call late.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use loom::model::Builder;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread::{self, JoinHandle};

use super::pool::ThreadPool;

/// How often a thread is interrupted where it could go on, in models of four threads: there all orders take hours.
const INTERRUPTIONS: usize = 4;

/// Tries all orders of the threads that are started here, and sees them end.
fn try_all(start: impl Fn(&Arc<ThreadPool>) -> Vec<JoinHandle<()>> + Send + Sync + 'static) {
    Builder::new().check(once(start));
}

/// Tries those orders in which threads are interrupted [`INTERRUPTIONS`] times at most.
fn try_many(start: impl Fn(&Arc<ThreadPool>) -> Vec<JoinHandle<()>> + Send + Sync + 'static) {
    let mut model = Builder::new();
    model.preemption_bound = Some(INTERRUPTIONS);
    model.check(once(start));
}

fn once(
    start: impl Fn(&Arc<ThreadPool>) -> Vec<JoinHandle<()>> + Send + Sync + 'static,
) -> impl Fn() + Send + Sync + 'static {
    move || {
        let pool = Arc::new(ThreadPool::default());
        for thread in start(&pool) {
            thread.join().unwrap();
        }
    }
}

/// Starts a worker that ends once it has seen so many jobs.
fn work(pool: &Arc<ThreadPool>, jobs: u32) -> JoinHandle<()> {
    let pool = Arc::clone(pool);
    thread::spawn(move || {
        let mut worker = pool.join();
        while worker.seen < jobs {
            worker.work();
        }
    })
}

/// Starts a thread that gives jobs once there are so many workers.
fn give(pool: &Arc<ThreadPool>, workers: usize, jobs: fn(&ThreadPool)) -> JoinHandle<()> {
    let pool = Arc::clone(pool);
    thread::spawn(move || {
        while pool.threads() <= workers {
            thread::yield_now();
        }
        jobs(&pool);
    })
}

/// Numbers of which loom knows who touches them when: those who work on them do it by atomic steps that wait for nothing,
/// and whoever reads them at the end has to have waited. (Loom sees no order between plain numbers and the mutex in front
/// of them.)
fn zeros(count: usize) -> Vec<AtomicUsize> {
    (0..count).map(|_| AtomicUsize::new(0)).collect()
}

fn add_one(number: &AtomicUsize) {
    number.fetch_add(1, Ordering::Relaxed);
}

fn numbers(zeros: Vec<AtomicUsize>) -> Vec<usize> {
    let numbers = zeros.into_iter();
    numbers
        .map(|mut number| number.with_mut(|number| *number))
        .collect()
}

fn add_one_to_each_of_two(pool: &ThreadPool) {
    let zeros = zeros(2);
    pool.for_each(zeros.iter(), add_one);
    assert_eq!(numbers(zeros), [1, 1]);
}

#[test]
fn each_item_is_done_once_before_its_giver_goes_on() {
    try_all(|pool| vec![work(pool, 1), give(pool, 1, add_one_to_each_of_two)]);
}

#[test]
fn two_workers_do_each_item_once() {
    try_many(|pool| {
        let jobs = |pool: &ThreadPool| {
            let zeros = zeros(3);
            pool.for_each(zeros.iter(), add_one);
            assert_eq!(numbers(zeros), [1, 1, 1]);
        };
        vec![work(pool, 1), work(pool, 1), give(pool, 2, jobs)]
    });
}

#[test]
fn two_jobs_in_a_row_do_not_mix() {
    try_all(|pool| {
        let jobs = |pool: &ThreadPool| {
            let zeros = zeros(2);
            pool.for_each(zeros.iter(), add_one);
            pool.for_each(zeros.iter().rev(), add_one);
            assert_eq!(numbers(zeros), [2, 2]);
        };
        vec![work(pool, 2), give(pool, 1, jobs)]
    });
}

/// Also not one that has no item, which calls the work all the same.
#[test]
fn no_worker_touches_the_work_once_its_giver_goes_on() {
    try_many(|pool| {
        let jobs = |pool: &ThreadPool| {
            let borrowed = AtomicUsize::new(0);
            pool.run(1, &|_| add_one(&borrowed));
            assert_eq!(numbers(vec![borrowed]), [3]);
        };
        vec![work(pool, 1), work(pool, 1), give(pool, 2, jobs)]
    });
}

#[test]
fn two_givers_wait_for_each_other() {
    try_many(|pool| {
        let job = |pool: &ThreadPool| {
            let calls = AtomicUsize::new(0);
            pool.run(1, &|_| add_one(&calls));
            // With or without the worker, which may join in between.
            assert!((1..=2).contains(&numbers(vec![calls])[0]));
        };
        vec![work(pool, 2), give(pool, 0, job), give(pool, 0, job)]
    });
}

#[test]
fn a_worker_may_join_at_any_time() {
    try_many(|pool| {
        // It waits for one of the two.
        vec![
            work(pool, 1),
            work(pool, 1),
            give(pool, 1, add_one_to_each_of_two),
        ]
    });
}

#[test]
fn a_giver_whose_item_panics_waits_all_the_same() {
    try_all(|pool| {
        let jobs = |pool: &ThreadPool| {
            let zeros = zeros(2);
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                pool.for_each(zeros.iter().enumerate(), |(index, number)| {
                    if index == 0 {
                        // Without a message for each order.
                        resume_unwind(Box::new("the giver's item"));
                    }
                    add_one(number);
                });
            }));
            assert!(outcome.is_err());
            assert_eq!(numbers(zeros), [0, 1]);
        };
        vec![work(pool, 1), give(pool, 1, jobs)]
    });
}
