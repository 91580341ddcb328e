//! A sentence as the model reads it: its words with wordpieces and labels.

use std::rc::Rc;

use namelight_protocol::{Explanation, Word};
use yew::prelude::*;

use crate::entity_types::Palette;
use crate::hooks::use_palette;
use crate::presentation::{explanation, format};
use crate::state::{Action, Explained, State};

/// The properties of [`Tokens`].
#[derive(Clone, PartialEq, Properties)]
pub struct TokensProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
}

/// A table of one sentence at a time, closed until it is wanted.
#[component]
pub fn Tokens(props: &TokensProps) -> Html {
    let is_open = use_state_eq(|| false);
    let chosen = use_state_eq(|| 0_usize);
    let palette = use_palette();
    let state = &props.state;
    let document = &state.document;
    let count = document.sentences().len();
    // A selected name leads to its sentence; the buttons lead on from there.
    let selected = state
        .view
        .selected
        .map(|span| document.sentence_at(span.start));
    {
        let set = chosen.setter();
        use_effect_with(selected, move |selected| {
            if let Some(selected) = selected {
                set.set(*selected);
            }
        });
    }
    let index = (*chosen).min(count.saturating_sub(1));
    let sentence: Rc<str> = document.sentence_text(index).into();
    {
        let on_action = props.on_action.clone();
        let wants = *is_open && !sentence.is_empty() && state.model().is_some();
        use_effect_with((wants, sentence.clone()), move |(wants, sentence)| {
            if *wants {
                on_action.emit(Action::Explain(sentence.clone()));
            }
        });
    }
    let toggle = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let step = |by: isize| {
        let chosen = chosen.setter();
        move |_: MouseEvent| chosen.set(index.saturating_add_signed(by))
    };
    html! {
        <section class="tokens" aria-labelledby="tokens-title">
            <h2 id="tokens-title">
                <button
                    id="show-tokens"
                    type="button"
                    class="disclose"
                    aria-expanded={is_open.to_string()}
                    onclick={toggle}
                >
                    { "As the model reads it" }
                </button>
            </h2>
            if *is_open {
                if count == 0 {
                    <p class="empty">{ "No text yet." }</p>
                } else {
                    <div class="steps">
                        <button type="button" id="sentence-before" class="small" disabled={index == 0} onclick={step(-1)}>
                            { "Previous" }
                        </button>
                        <span>{ format!("Sentence {} of {}", format::count(index + 1), format::count(count)) }</span>
                        <button type="button" id="sentence-behind" class="small" disabled={index + 1 >= count} onclick={step(1)}>
                            { "Next" }
                        </button>
                    </div>
                    { body(state.explanations.get(&sentence), &sentence, &palette) }
                }
            }
        </section>
    }
}

fn body(explained: Option<&Explained>, sentence: &str, palette: &Palette) -> Html {
    let explanation = match explained {
        None => return html! { <p class="note" role="status">{ "Asking the model …" }</p> },
        Some(Err(message)) => return not_explained(message),
        Some(Ok(explanation)) => explanation,
    };
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label="Words of the sentence">
            <table id="tokens">
                <caption class="unseen">{ "Words with wordpieces and labels" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Word" }</th>
                        <th scope="col">{ "Wordpieces" }</th>
                        <th scope="col">{ "Label" }</th>
                        <th scope="col">{ "Likeliest labels" }</th>
                    </tr>
                </thead>
                <tbody>
                    for word in explanation.words.iter() {
                        { row(explanation, word, sentence, palette) }
                    }
                </tbody>
            </table>
        </div>
    }
}

/// Why a sentence could not be explained.
pub fn not_explained(message: &str) -> Html {
    html! { <p class="note" role="status">{ format!("The model could not be asked: {message}") }</p> }
}

fn row(explanation: &Explanation, word: &Word, sentence: &str, palette: &Palette) -> Html {
    let label = explanation::label(explanation, word);
    let name = label.map_or(explanation::NONE, |label| &label.name);
    let entity_type = label.map_or(explanation::NONE, explanation::type_of);
    let likeliest = explanation::likeliest(explanation, word);
    let likeliest = likeliest
        .iter()
        .map(|(label, share)| format!("{label} {}", format::percent(f64::from(*share))));
    html! {
        <tr data-kind={entity_type.to_owned()} data-slot={palette.slot(entity_type)}>
            <th scope="row" dir="auto">{ word.span.slice(sentence).unwrap_or_default() }</th>
            <td class="pieces">
                for piece in word.pieces.iter() {
                    <code>{ piece }</code>
                    { " " }
                }
            </td>
            <td>
                <span class="label">{ name }</span>
                if explanation::is_overruled(explanation, word) {
                    <small class="overruled">{ "overruled: the likeliest may not stand here" }</small>
                }
            </td>
            <td>{ likeliest.collect::<Vec<_>>().join(", ") }</td>
        </tr>
    }
}
