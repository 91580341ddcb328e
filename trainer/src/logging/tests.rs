//! Tests of what a run writes while it goes on.

use anyhow::bail;

use super::*;

/// Fails from the third call on, and counts the calls.
struct FullDisk(std::rc::Rc<std::cell::Cell<usize>>);

impl Log for FullDisk {
    fn step(&mut self, _step: &LoggedStep) -> Result<()> {
        self.0.set(self.0.get() + 1);
        if self.0.get() > 2 {
            bail!("no space left");
        }
        Ok(())
    }

    fn epoch(&mut self, _row: &EpochRow) -> Result<()> {
        Ok(())
    }
}

#[test]
fn a_log_that_cannot_be_written_is_given_up_and_the_others_go_on() {
    let (broken, sound) = (std::rc::Rc::default(), std::rc::Rc::default());
    struct Counts(std::rc::Rc<std::cell::Cell<usize>>);
    impl Observer for Counts {
        fn step(&mut self, _step: usize, _total: usize, _loss: f64) {}
        fn logged(&mut self, _step: &LoggedStep) {
            self.0.set(self.0.get() + 1);
        }
        fn epoch(&mut self, _row: &EpochRow) {}
    }
    let mut observers = Observers(vec![
        Box::new(Logged(Some(FullDisk(std::rc::Rc::clone(&broken))))),
        Box::new(Counts(std::rc::Rc::clone(&sound))),
    ]);
    let step = LoggedStep {
        step: 25,
        epoch: 0.5,
        loss: 1.0,
        learning_rate: 1.0,
        gradient_norm: 1.0,
        seconds: 1.0,
    };
    for _ in 0..6 {
        observers.logged(&step);
    }
    assert_eq!((broken.get(), sound.get()), (3, 6));
}
