//! The menu of models.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, File, HtmlSelectElement};
use yew::prelude::*;

use super::drop_zone::DropZone;
use super::file_picker::FilePicker;
use crate::models::hosted::HostedModel;
use crate::models::local_files::{self, Dropped, PickedFile};
use crate::models::{self, LocalModel, ModelSource};
use crate::presentation::format;
use crate::state::{Action, State};

/// The properties of [`ModelMenu`].
#[derive(Clone, PartialEq, Properties)]
pub struct ModelMenuProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// The models that the page's host has.
    pub hosted: Rc<[HostedModel]>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
}

/// The menu with two buttons to open a model of the person's own; its files can also be dropped here.
#[component]
pub fn ModelMenu(props: &ModelMenuProps) -> Html {
    let ModelMenuProps {
        state,
        hosted,
        on_action,
    } = props;
    let options = options(hosted, state.model_choice.own.as_ref());
    let chosen = state.model_choice.source.key();
    let onchange = {
        let (on_action, options) = (on_action.clone(), options.clone());
        Callback::from(move |event: Event| {
            let key = event.target_unchecked_into::<HtmlSelectElement>().value();
            let option = options.iter().find(|(source, _)| source.key() == key);
            if let Some((source, _)) = option {
                on_action.emit(Action::Choose(source.clone()));
            }
        })
    };
    let on_files = on_action.reform(|files: Vec<File>| {
        let picked: Vec<_> = files.into_iter().map(PickedFile::from).collect();
        choose(&picked)
    });
    let model = state.model();
    let is_unnamed = model.is_some_and(|model| models::are_unnamed(&model.entity_types));
    html! {
        <DropZone class="models" on_drop={drop_on(on_action)}>
          <section aria-label="Model">
            <div class="models-row">
                <label for="model">{ "Model" }</label>
                <select id="model" {onchange}>
                    for (source, label) in options.iter() {
                        <option value={source.key()} selected={source.key() == chosen}>{ label }</option>
                    }
                </select>
                <FilePicker id="model-folder" class="quiet" label="Open a folder …" is_folder=true on_files={on_files.clone()} />
                <FilePicker id="model-files" class="quiet" label="Open files …" {on_files} />
            </div>
            <p class="note">
                { "A token classifier of your own (BERT, DistilBERT or MPNet, as Hugging Face saves it) can be opened, \
                   or dropped here. It is quantized to int8 in your browser and goes nowhere." }
            </p>
            if is_unnamed {
                <p class="note" id="unnamed">
                    { "This model's config.json gives its labels no names (LABEL_0 and so on), and each word gets one of them." }
                </p>
            }
          </section>
        </DropZone>
    }
}

/// The models that can be chosen, each with its entry in the menu.
fn options(hosted: &[HostedModel], own: Option<&LocalModel>) -> Vec<(ModelSource, String)> {
    let hosted = hosted.iter().map(|model| {
        let size = model
            .bytes
            .map(|bytes| format!(", {}", format::megabytes(bytes)));
        let label = format!("{}{}", model.name, size.unwrap_or_default());
        (ModelSource::Hosted(model.name), label)
    });
    let own = own.map(|own| {
        let label = format!("{} (your own), {}", own.name, format::megabytes(own.bytes));
        (ModelSource::Local(own.clone()), label)
    });
    hosted.chain(own).collect()
}

fn drop_on(on_action: &Callback<Action>) -> Callback<DataTransfer> {
    let on_action = on_action.clone();
    Callback::from(move |data: DataTransfer| {
        let (dropped, on_action) = (Dropped::new(&data), on_action.clone());
        spawn_local(async move {
            on_action.emit(match dropped.files().await {
                Ok(picked) => choose(&picked),
                Err(error) => Action::Refused(error.to_string()),
            });
        });
    })
}

fn choose(picked: &[PickedFile]) -> Action {
    match local_files::store(picked) {
        Ok(model) => Action::Choose(ModelSource::Local(model)),
        Err(error) => Action::Refused(error.to_string()),
    }
}
