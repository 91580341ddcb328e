//! What thresholds did on validation data, for the slider.

use std::rc::Rc;

use namelight_scores::ThresholdRow;
use yew::prelude::*;

use crate::models::hosted_files;
use crate::report::ReportFile;

/// The thresholds of a hosted model, fetched once they are wanted; none before that, and none of a model without a
/// report.
#[hook]
pub fn use_thresholds(model: Option<&'static str>) -> Vec<ThresholdRow> {
    let thresholds = use_reducer(Thresholds::default);
    let dispatcher = thresholds.dispatcher();
    use_effect_with(model, move |model| {
        dispatcher.dispatch(ThresholdsAction::Asked(*model));
        let Some(model) = *model else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let rows = fetch_rows(model).await.unwrap_or_default();
            dispatcher.dispatch(ThresholdsAction::Fetched(model, rows));
        });
    });
    thresholds.of(model).to_vec()
}

async fn fetch_rows(model: &str) -> Option<Vec<ThresholdRow>> {
    let bytes = hosted_files::read(model, "report.json").await;
    let file = ReportFile::read(bytes.ok()?).ok()?;
    Some(file.report.diagnostics.as_ref()?.thresholds.clone())
}

/// The thresholds of the model that was asked for last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Thresholds {
    model: Option<&'static str>,
    rows: Vec<ThresholdRow>,
}

enum ThresholdsAction {
    /// Those of this model are wanted from now on.
    Asked(Option<&'static str>),
    /// Those of this model are there, perhaps when another one's are wanted already.
    Fetched(&'static str, Vec<ThresholdRow>),
}

impl Thresholds {
    /// The rows of a model; none while those at hand are another one's.
    fn of(&self, model: Option<&'static str>) -> &[ThresholdRow] {
        if self.model == model { &self.rows } else { &[] }
    }
}

impl Reducible for Thresholds {
    type Action = ThresholdsAction;

    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self> {
        match action {
            ThresholdsAction::Asked(model) => Rc::new(Self {
                model,
                rows: Vec::new(),
            }),
            ThresholdsAction::Fetched(model, rows) if self.model == Some(model) => Rc::new(Self {
                model: Some(model),
                rows,
            }),
            ThresholdsAction::Fetched(..) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use namelight_scores::Score;

    use super::*;

    fn rows(threshold: f32) -> Vec<ThresholdRow> {
        vec![ThresholdRow {
            threshold,
            found: 1,
            score: Score::default(),
        }]
    }

    fn after(actions: impl IntoIterator<Item = ThresholdsAction>) -> Rc<Thresholds> {
        let start = Rc::new(Thresholds::default());
        actions.into_iter().fold(start, Thresholds::reduce)
    }

    #[test]
    fn an_answer_that_comes_late_does_not_stand_for_the_model_chosen_since() {
        use ThresholdsAction::{Asked, Fetched};
        let (small, base) = (Some("small"), Some("base"));
        let asked = || [Asked(base), Asked(small)];
        let late = after(asked().into_iter().chain([Fetched("base", rows(0.1))]));
        assert!(late.of(small).is_empty());
        let both = [Fetched("small", rows(0.2)), Fetched("base", rows(0.1))];
        let both = after(asked().into_iter().chain(both));
        assert_eq!(both.of(small), rows(0.2));
    }

    #[test]
    fn the_rows_of_another_model_go_at_once() {
        use ThresholdsAction::{Asked, Fetched};
        let base = after([Asked(Some("base")), Fetched("base", rows(0.1))]);
        assert_eq!(base.of(Some("base")), rows(0.1));
        assert!(base.of(Some("small")).is_empty());
        assert!(base.of(None).is_empty());
    }
}
