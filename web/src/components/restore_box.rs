//! The box that takes an answer to a masked text, and puts the names back into it.

use std::rc::Rc;

use namelight_masking::{Masked, Restored, restore};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::copy_by_hand::CopyByHand;
use super::export_menu::{Outcome, copy};

/// The most placeholders that are listed.
const LISTED: usize = 20;

/// The properties of [`RestoreBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct RestoreBoxProps {
    /// The masked text with the table of its names.
    pub table: Rc<Masked>,
    /// The answer.
    pub answer: AttrValue,
    /// Gets the answer after a change.
    pub on_answer: Callback<String>,
}

/// A field for the answer; below it the answer with its names, and what could not be put back.
#[component]
pub fn RestoreBox(props: &RestoreBoxProps) -> Html {
    let answer = &props.answer;
    let outcome = use_state_eq(Outcome::default);
    let restored = use_memo((answer.clone(), props.table.clone()), |(answer, masked)| {
        restore(answer, &masked.table)
    });
    let oninput = {
        let (on_answer, outcome) = (props.on_answer.clone(), outcome.setter());
        move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            outcome.set(Outcome::default());
            on_answer.emit(field.value());
        }
    };
    let onclick = {
        let (restored, outcome) = (restored.clone(), outcome.setter());
        move |_: MouseEvent| {
            let outcome = outcome.clone();
            let on_outcome = Callback::from(move |told| outcome.set(told));
            copy("Answer", restored.text.clone(), on_outcome);
        }
    };
    html! {
        <div class="restore">
            <label for="answer">{ "The answer that came back" }</label>
            <textarea
                id="answer"
                rows="4"
                dir="auto"
                spellcheck="false"
                autocomplete="off"
                placeholder="Paste it here, and the names are put back."
                value={answer.clone()}
                {oninput}
            />
            if !answer.is_empty() {
                <div id="restored" dir="auto" tabindex="0" role="region" aria-label="The answer with its names">
                    { &restored.text }
                </div>
                <p class="buttons">
                    <button type="button" id="copy-restored" class="small" {onclick}>{ "Copy with names" }</button>
                </p>
                <p id="restore-outcome" role="status">{ told(&restored) }{ " " }{ &outcome.message }</p>
                if let Some(text) = &outcome.by_hand {
                    <CopyByHand text={text.clone()} />
                }
            }
        </div>
    }
}

/// What was put back and what was not.
fn told(restored: &Restored) -> String {
    let mut told = match restored.spans.len() {
        0 => "No placeholder of this text was found.".to_owned(),
        1 => "1 name was put back.".to_owned(),
        count => format!("{count} names were put back."),
    };
    let unrestored = restored.unrestored.iter().map(|left| left.text.as_str());
    if let Some(list) = listed(unrestored) {
        told += &format!(" Left as they are, because the text has no such names: {list}.");
    }
    if let Some(list) = listed(restored.unused.iter().map(String::as_str)) {
        told += &format!(" Not in the answer: {list}.");
    }
    told
}

fn listed<'a>(all: impl ExactSizeIterator<Item = &'a str>) -> Option<String> {
    let count = all.len();
    let mut list: Vec<String> = all.take(LISTED).map(str::to_owned).collect();
    if count > LISTED {
        list.push(format!("and {} more", count - LISTED));
    }
    (count > 0).then(|| list.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_and_what_is_missing_is_told() {
        let restored = Restored {
            unused: vec!["[PER_2]".to_owned()],
            ..Restored::default()
        };
        let told = told(&restored);
        assert!(
            told.starts_with("No placeholder") && told.ends_with("Not in the answer: [PER_2].")
        );
    }

    #[test]
    fn a_long_list_is_cut() {
        let many = ["[PER_1]"; 23];
        let list = listed(many.iter().copied()).unwrap();
        assert!(list.ends_with(", and 3 more"), "{list}");
        assert_eq!(listed([].iter().copied()), None);
    }
}
