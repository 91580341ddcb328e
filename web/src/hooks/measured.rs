//! What was measured of a hosted model at each operating point, for the slider and for masking.

use std::rc::Rc;

use namelight_scores::OperatingPointRow;
use yew::prelude::*;

use crate::models::hosted_files;
use crate::report::ReportFile;

/// What was measured of a hosted model, fetched once it is wanted; empty until then, and for a model without a report.
#[hook]
pub fn use_measured(model: Option<&'static str>) -> Vec<OperatingPointRow> {
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

async fn fetch_measured(model: &str) -> Option<Vec<OperatingPointRow>> {
    let bytes = hosted_files::read(model, "report.json").await;
    let file = ReportFile::read(bytes.ok()?).ok()?;
    let diagnostics = file.report.diagnostics.as_ref()?;
    Some(diagnostics.operating_points.clone())
}

/// What was measured of the model that was asked for last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Latest {
    model: Option<&'static str>,
    measured: Vec<OperatingPointRow>,
}

enum LatestAction {
    /// What was measured of this model is wanted from now on.
    Asked(Option<&'static str>),
    /// What was measured of this model is there, perhaps when another one is wanted already.
    Fetched(&'static str, Vec<OperatingPointRow>),
}

impl Latest {
    /// What was measured of a model; nothing while what is at hand is another one's.
    fn of(&self, model: Option<&'static str>) -> Vec<OperatingPointRow> {
        match self.model == model {
            true => self.measured.clone(),
            false => Vec::new(),
        }
    }
}

impl Reducible for Latest {
    type Action = LatestAction;

    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self> {
        match action {
            LatestAction::Asked(model) => Rc::new(Self {
                model,
                measured: Vec::new(),
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
    use namelight_scores::OPERATING_POINTS;

    use super::*;

    fn measured(index: usize) -> Vec<OperatingPointRow> {
        vec![OperatingPointRow::new(
            None,
            OPERATING_POINTS[index],
            &[],
            &[],
        )]
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
        let late = after(asked().into_iter().chain([Fetched("base", measured(1))]));
        assert_eq!(late.of(small), Vec::new());
        let both = [Fetched("small", measured(2)), Fetched("base", measured(1))];
        let both = after(asked().into_iter().chain(both));
        assert_eq!(both.of(small), measured(2));
    }

    #[test]
    fn the_rows_of_another_model_go_at_once() {
        use LatestAction::{Asked, Fetched};
        let base = after([Asked(Some("base")), Fetched("base", measured(1))]);
        assert_eq!(base.of(Some("base")), measured(1));
        assert_eq!(base.of(Some("small")), Vec::new());
        assert_eq!(base.of(None), Vec::new());
    }
}
