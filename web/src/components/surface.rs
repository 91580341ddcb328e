//! The one surface on which the text is written and read, with the details of a name beside it.

use std::rc::Rc;

use namelight_masking::{Entry, Masked};
use namelight_text::Span;
use yew::prelude::*;

use super::corrections::Corrections;
use super::details::Details;
use super::field::Field;
use super::highlights::Highlights;
use super::mark_selection::MarkSelection;
use super::masked_text::MaskedText;
use super::part_editor::PartEditor;
use crate::presentation::format;
use crate::state::{Action, Change, State};

/// The properties of [`Surface`].
#[derive(Clone, PartialEq, Properties)]
pub struct SurfaceProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
    /// Gets an entry for the person's own list.
    pub on_entry: Callback<Entry>,
    /// The masked form, if that is shown in the place of the text.
    pub masked: Option<Rc<Masked>>,
}

/// The field, or for a text that is too long for one the text for reading.
#[component]
pub fn Surface(props: &SurfaceProps) -> Html {
    let SurfaceProps {
        state,
        on_text,
        on_action,
        masked,
        on_entry,
    } = props;
    let document = &state.document;
    let filter = &state.view.filter;
    let on_select = on_action.reform(|span: Option<Span>| Action::ChangeView(Change::Select(span)));
    let on_seen = on_action.reform(Action::Scrolled);
    // The details stand beside their name, which moves when the text scrolls.
    let scrolled = use_state(|| 0_u32);
    let on_scroll = {
        let scrolled = scrolled.clone();
        Callback::from(move |()| scrolled.set(scrolled.wrapping_add(1)))
    };
    html! {
        <div class="surface">
          if let Some(masked) = masked {
            <h2>{ "Your text, masked" }</h2>
            <MaskedText masked={masked.clone()} />
          }
          // The field stays, so that undo reaches beyond the masking.
          <div hidden={masked.is_some()}>
            if document.fits_a_field() {
                <label for="text">{ "Your text" }</label>
                <Field
                    document={document.clone()}
                    filter={filter.clone()}
                    {on_text}
                    {on_select}
                    {on_scroll}
                />
                <p class="unseen" id="text-keys">
                    { "Alt with arrow down or up leads from name to name. Escape closes the details." }
                </p>
            } else {
                <h2>{ "Your text" }</h2>
                <p class="note" id="too-long">
                    { format!(
                        "{} of text: too long for a text field, so it is shown for reading.",
                        format::megabytes(document.text().len() as u64),
                    ) }
                </p>
                <PartEditor
                    document={document.clone()}
                    first_visible={state.view.first_visible}
                    is_whole={!state.has_more_to_come()}
                    {on_text}
                />
                <Highlights document={document.clone()} filter={filter.clone()} {on_seen} {on_scroll} {on_select} />
            }
            <MarkSelection state={state.clone()} {on_action} {on_entry} />
            <Corrections document={document.clone()} {on_action} />
            <Details state={state.clone()} {on_action} {on_entry} scrolled={*scrolled} />
          </div>
        </div>
    }
}
