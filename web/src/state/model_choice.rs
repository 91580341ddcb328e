//! Which model looks for names.

use namelight_protocol::ModelInfo;

use super::{Phase, Problem, State};
use crate::models::{LocalModel, ModelSource};

/// The model that is asked for, and the one that is in use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelChoice {
    /// The model that is asked for.
    pub source: ModelSource,
    /// A model of the person's own that can be asked for again.
    pub own: Option<LocalModel>,
    /// The number of the newest choice; a change loads it.
    pub load: u32,
    /// The model that was loaded last.
    used: Option<ModelSource>,
    /// The hash of its weights.
    used_weights: Option<String>,
}

impl ModelChoice {
    /// Takes note of the model that is loaded now. Whether it has other weights than the one before.
    pub fn is_another(&mut self, model: &ModelInfo) -> bool {
        self.used = Some(self.source.clone());
        let before = self.used_weights.replace(model.weight_sha256.clone());
        before.is_some_and(|before| before != model.weight_sha256)
    }

    /// Returns to the model that is in use.
    pub fn go_back(&mut self) {
        if let Some(used) = self.used.clone().filter(|used| *used != self.source) {
            let own = self.own.take();
            self.own = own.filter(|own| ModelSource::Local(own.clone()) == used);
            self.source = used;
        }
    }
}

impl State {
    /// The shipped model whose thresholds the slider can speak of.
    pub fn thresholds_of(&self) -> Option<&'static str> {
        match self.model_choice.source {
            ModelSource::Hosted(name) => Some(name),
            ModelSource::Local(_) => None,
        }
    }

    pub(super) fn choose(&mut self, source: ModelSource) {
        if let ModelSource::Local(own) = &source {
            self.model_choice.own = Some(own.clone());
        }
        self.model_choice.source = source;
        self.problem = None;
        // The others have the old model; they come again when they are needed.
        self.scheduler.stop_secondary(&mut self.document);
        match self.scheduler.phase() {
            // It is told what to load once it listens.
            Phase::Starting => (),
            Phase::Failed => self.retry(),
            Phase::Loading { .. } | Phase::Ready => {
                self.model_choice.load += 1;
                self.set_phase(
                    0,
                    Phase::Loading {
                        loaded: 0,
                        total: 0,
                    },
                );
            }
        }
    }

    /// Another model could not be loaded: the one in use stays.
    pub(super) fn keep_model(&mut self, message: String) {
        self.set_phase(0, Phase::Ready);
        self.model_choice.go_back();
        self.tell(message);
    }

    pub(super) fn tell(&mut self, message: String) {
        self.problem = Some(Problem {
            message,
            retry: false,
        });
    }
}
