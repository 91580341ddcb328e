//! Which model looks for names.

use namelight_protocol::ModelInfo;

use super::{Phase, State};
use crate::models::{LocalModel, ModelSource};

/// The model that is asked for, and the one that is in use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelChoice {
    /// The model that is asked for.
    pub source: ModelSource,
    /// A model of the person's own that can be asked for again.
    pub own: Option<LocalModel>,
    /// The model that was loaded last, where it came from and what it is.
    used: Option<(ModelSource, ModelInfo)>,
}

impl ModelChoice {
    /// Takes note of the model that is loaded now. Whether it finds other names than the one before.
    fn is_another(&mut self, source: ModelSource, model: &ModelInfo) -> bool {
        let before = self.used.replace((source, model.clone()));
        before.is_some_and(|(_, before)| !before.finds_the_same_as(model))
    }

    /// Returns to the model that is in use. One of the person's own that was asked for can be asked for no more; the one in
    /// use, or one that was in use before, still can.
    pub(super) fn go_back(&mut self) {
        let Some((used, _)) = &self.used else {
            return;
        };
        if *used == self.source {
            return;
        }
        let asked = std::mem::replace(&mut self.source, used.clone());
        let own = self.own.take();
        self.own = match used {
            ModelSource::Local(used) => Some(used.clone()),
            ModelSource::Hosted(_) => own.filter(|own| ModelSource::Local(own.clone()) != asked),
        };
    }
}

impl State {
    /// The shipped model, of which the slider can say what was measured.
    pub fn measured_model(&self) -> Option<&'static str> {
        match self.model_choice.source {
            ModelSource::Hosted(name) => Some(name),
            ModelSource::Local(_) => None,
        }
    }

    /// The hosted model that is ready; none while one is loading.
    pub fn hosted_model_in_use(&self) -> Option<&'static str> {
        let is_ready = self.scheduler.phase() == Phase::Ready;
        self.measured_model().filter(|_| is_ready)
    }

    pub(super) fn choose(&mut self, source: ModelSource) {
        if let ModelSource::Local(own) = &source {
            self.model_choice.own = Some(own.clone());
        }
        self.model_choice.source = source.clone();
        self.problem = None;
        // The others have the old model; they come again when they are needed.
        self.scheduler.stop_secondary(&mut self.document);
        match self.scheduler.phase() {
            // It is told what to load once it listens.
            Phase::Starting => (),
            Phase::Failed => self.retry(),
            Phase::Loading { .. } | Phase::Ready => self.scheduler.workers[0].load(source),
        }
    }

    /// A worker has loaded a model. An older one than is asked for is in use as well until the newer one is there.
    pub(super) fn loaded(&mut self, place: usize, source: ModelSource, model: ModelInfo) {
        let worker = &mut self.scheduler.workers[place];
        if !worker.is_loading() {
            worker.phase = Phase::Ready;
        }
        if place > 0 {
            return self.loaded_secondary(place, &model);
        }
        if self.model_choice.is_another(source, &model) {
            worker.forget_questions();
            self.document.forget();
            self.explanations.forget();
            self.stopped = false;
        }
        self.scheduler.model = Some(model);
        // After a crash the text is analysed again, and only that shows whether all is well.
        if !self.is_pending() {
            self.problem = None;
        }
    }

    /// A worker whose model finds other names than the first worker's, since its files were replaced in between, is of no
    /// use.
    fn loaded_secondary(&mut self, place: usize, model: &ModelInfo) {
        let first = self.scheduler.model.as_ref();
        if first.is_some_and(|first| !first.finds_the_same_as(model)) {
            self.fail_worker(place, "another model".to_owned());
        }
    }
}

#[cfg(test)]
#[path = "model_choice_tests.rs"]
mod tests;
