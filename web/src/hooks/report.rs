//! The report that is shown.

use yew::prelude::*;

use crate::models::hosted_files;
use crate::report::{ReportSelection, SelectionAction};

/// Which report is shown. That of a hosted model is fetched when it is first wanted, and again when another model is
/// chosen or the person asks for another try.
#[hook]
pub fn use_report(wanted: bool) -> UseReducerHandle<ReportSelection> {
    let selection = use_reducer(ReportSelection::default);
    // Once wanted it stays, so that changing views fetches nothing again.
    let started = use_mut_ref(|| false);
    let start = wanted || *started.borrow();
    *started.borrow_mut() = start;

    let dispatcher = selection.dispatcher();
    let asked = (start, selection.model, selection.attempt);
    use_effect_with(asked, move |(start, model, attempt)| {
        let (model, attempt) = (*model, *attempt);
        if *start {
            wasm_bindgen_futures::spawn_local(async move {
                let bytes = hosted_files::read(model, "report.json").await;
                let bytes = bytes.map_err(|error| error.to_string());
                dispatcher.dispatch(SelectionAction::Fetched(attempt, bytes));
            });
        }
    });
    selection
}
