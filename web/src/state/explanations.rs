//! What the model thinks of single sentences, for those that the person wants to know it of.

use std::collections::HashMap;
use std::rc::Rc;

use namelight_protocol::Explanation;

use super::worker_state::{Phase, Work, WorkerState};

/// Explanations that are kept.
const MAX_EXPLANATIONS: usize = 200;

/// An explanation, or why there is none.
pub type Explained = Result<Rc<Explanation>, Rc<str>>;

/// Sentences that the model is asked to explain, and its answers. Copies share everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanations {
    questions: Rc<Vec<Rc<str>>>,
    answers: Rc<HashMap<Rc<str>, Explained>>,
}

impl Explanations {
    /// What is known of a sentence; `None` as long as the model has not been asked or has not answered.
    pub fn get(&self, sentence: &str) -> Option<&Explained> {
        self.answers.get(sentence)
    }

    /// Wants a sentence explained. One that could not be explained is asked for once more.
    pub(super) fn want(&mut self, sentence: &Rc<str>) {
        let is_known = self.get(sentence).is_some_and(Result::is_ok);
        if is_known || self.questions.contains(sentence) {
            return;
        }
        Rc::make_mut(&mut self.answers).remove(sentence);
        Rc::make_mut(&mut self.questions).push(sentence.clone());
    }

    /// Asks a worker what it has not been asked.
    pub(super) fn ask(&self, worker: &mut WorkerState) {
        if worker.phase != Phase::Ready {
            return;
        }
        for question in self.questions.iter() {
            if !worker.is_asked(|work| *work == Work::Explain(question.clone())) {
                worker.ask(Work::Explain(question.clone()));
            }
        }
    }

    /// Takes an answer.
    pub(super) fn put(&mut self, sentence: Rc<str>, answer: Explained) {
        Rc::make_mut(&mut self.questions).retain(|question| *question != sentence);
        let answers = Rc::make_mut(&mut self.answers);
        if answers.len() >= MAX_EXPLANATIONS {
            answers.clear();
        }
        answers.insert(sentence, answer);
    }

    /// Forgets all answers: another model gives others.
    pub(super) fn forget(&mut self) {
        self.answers = Rc::default();
    }
}
