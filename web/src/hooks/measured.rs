//! What was measured of a hosted model, for the slider and for masking: what thresholds did on validation data, and how many
//! names are found on each kind of text.

use std::rc::Rc;

use namelight_scores::ThresholdRow;
use yew::prelude::*;

use crate::models::hosted_files;
use crate::report::ReportFile;

/// What was measured of a model; all of it is empty while that is not known, and for a model without a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// What thresholds did on validation data.
    pub thresholds: Vec<ThresholdRow>,
    /// The recall of each source of validation data, by its name.
    pub recall: Vec<(String, f64)>,
}

/// What was measured of a hosted model, fetched once it is wanted.
#[hook]
pub fn use_measured(model: Option<&'static str>) -> Measured {
    let latest = use_reducer(Latest::default);
    let dispatcher = latest.dispatcher();
    use_effect_with(model, move |model| {
        dispatcher.dispatch(LatestAction::Asked(*model));
        let Some(model) = *model else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let measured = fetch_measured(model).await.unwrap_or_default();
            dispatcher.dispatch(LatestAction::Fetched(model, measured));
        });
    });
    latest.of(model)
}

async fn fetch_measured(model: &str) -> Option<Measured> {
    let bytes = hosted_files::read(model, "report.json").await;
    let file = ReportFile::read(bytes.ok()?).ok()?;
    let diagnostics = file.report.diagnostics.as_ref();
    let rows = file.report.released_by_source("validation").into_iter();
    let recall = rows.filter_map(|row| Some((row.source.clone()?, row.scores.overall.recall)));
    Some(Measured {
        thresholds: diagnostics.map_or_else(Vec::new, |rows| rows.thresholds.clone()),
        recall: recall.collect(),
    })
}

/// What was measured of the model that was asked for last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Latest {
    model: Option<&'static str>,
    measured: Measured,
}

enum LatestAction {
    /// What was measured of this model is wanted from now on.
    Asked(Option<&'static str>),
    /// What was measured of this model is there, perhaps when another one is wanted already.
    Fetched(&'static str, Measured),
}

impl Latest {
    /// What was measured of a model; nothing while what is at hand is another one's.
    fn of(&self, model: Option<&'static str>) -> Measured {
        match self.model == model {
            true => self.measured.clone(),
            false => Measured::default(),
        }
    }
}

impl Reducible for Latest {
    type Action = LatestAction;

    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self> {
        match action {
            LatestAction::Asked(model) => Rc::new(Self {
                model,
                measured: Measured::default(),
            }),
            LatestAction::Fetched(model, measured) if self.model == Some(model) => Rc::new(Self {
                model: Some(model),
                measured,
            }),
            LatestAction::Fetched(..) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use namelight_scores::Score;

    use super::*;

    fn measured(threshold: f32) -> Measured {
        Measured {
            thresholds: vec![ThresholdRow {
                threshold,
                found: 1,
                score: Score::default(),
            }],
            recall: Vec::new(),
        }
    }

    fn after(actions: impl IntoIterator<Item = LatestAction>) -> Rc<Latest> {
        let start = Rc::new(Latest::default());
        actions.into_iter().fold(start, Latest::reduce)
    }

    #[test]
    fn an_answer_that_comes_late_does_not_stand_for_the_model_chosen_since() {
        use LatestAction::{Asked, Fetched};
        let (small, base) = (Some("small"), Some("base"));
        let asked = || [Asked(base), Asked(small)];
        let late = after(asked().into_iter().chain([Fetched("base", measured(0.1))]));
        assert_eq!(late.of(small), Measured::default());
        let both = [
            Fetched("small", measured(0.2)),
            Fetched("base", measured(0.1)),
        ];
        let both = after(asked().into_iter().chain(both));
        assert_eq!(both.of(small), measured(0.2));
    }

    #[test]
    fn the_rows_of_another_model_go_at_once() {
        use LatestAction::{Asked, Fetched};
        let base = after([Asked(Some("base")), Fetched("base", measured(0.1))]);
        assert_eq!(base.of(Some("base")), measured(0.1));
        assert_eq!(base.of(Some("small")), Measured::default());
        assert_eq!(base.of(None), Measured::default());
    }
}
