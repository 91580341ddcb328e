//! A way to edit a part of a text that is too long for the field: the lines that are in sight.

use namelight_text::Span;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::state::Document;

/// The properties of [`PartEditor`].
#[derive(Clone, PartialEq, Properties)]
pub struct PartEditorProps {
    /// The text with what is known of it.
    pub document: Document,
    /// The first byte in the viewport.
    pub first_visible: usize,
    /// Whether all of a long text has been taken in; a part that is put into less of it would lose the rest.
    pub is_whole: bool,
    /// Gets the new text.
    pub on_text: Callback<String>,
}

/// A part of the text, as it was when it was opened.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    span: Span,
    text: String,
    /// What the person has made of it.
    draft: String,
}

/// A button that opens the part in sight in a text field, with buttons to keep or to drop the changes.
#[component]
pub fn PartEditor(props: &PartEditorProps) -> Html {
    let part = use_state_eq(|| None::<Part>);
    let is_gone = use_state_eq(|| false);
    let Some(open) = &*part else {
        let (part, document) = (part.setter(), props.document.clone());
        let first = props.first_visible;
        let onclick = move |_: MouseEvent| part.set(part_at(&document, first));
        return html! {
            <p class="buttons">
                <button type="button" id="edit-part" class="small" disabled={!props.is_whole} {onclick}>{ "Edit the part in sight" }</button>
            </p>
        };
    };
    let close = {
        let (part, is_gone) = (part.setter(), is_gone.setter());
        Callback::from(move |()| {
            part.set(None);
            is_gone.set(false);
        })
    };
    let keep = {
        let (open, is_whole) = (open.clone(), props.is_whole);
        let (document, on_text) = (props.document.clone(), props.on_text.clone());
        let (close, is_gone) = (close.clone(), is_gone.setter());
        move |_: MouseEvent| match replaced(&document, &open).filter(|_| is_whole) {
            Some(text) => {
                on_text.emit(text);
                close.emit(());
            }
            None => is_gone.set(true),
        }
    };
    let oninput = {
        let (part, open) = (part.setter(), open.clone());
        move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            part.set(Some(Part {
                draft: field.value(),
                ..open.clone()
            }));
        }
    };
    html! {
        <div class="part">
            <label for="part">{ "The part in sight" }</label>
            <textarea id="part" rows="8" dir="auto" spellcheck="false" value={open.draft.clone()} {oninput} />
            if *is_gone {
                <p class="problem" role="alert">
                    { "The text has changed since this part was opened. Copy what you wrote and open the part again." }
                </p>
            }
            <p class="buttons">
                <button type="button" id="keep-part" class="small" onclick={keep}>{ "Put it into the text" }</button>
                <button type="button" class="small" onclick={close.reform(|_: MouseEvent| ())}>{ "Cancel" }</button>
            </p>
        </div>
    }
}

fn part_at(document: &Document, byte: usize) -> Option<Part> {
    let blocks = document.blocks();
    let index = blocks.partition_point(|block| block.span.end <= byte);
    let span = blocks.get(index).or(blocks.last())?.span;
    let text = span.slice(document.text())?.to_owned();
    let draft = text.clone();
    Some(Part { span, text, draft })
}

/// The text with the draft in place of a part; none when the part is no longer there.
fn replaced(document: &Document, part: &Part) -> Option<String> {
    let text = document.text();
    let is_there = part.span.slice(text) == Some(part.text.as_str());
    let (before, behind) = (text.get(..part.span.start)?, text.get(part.span.end..)?);
    is_there.then(|| [before, &part.draft, behind].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_part_takes_the_place_of_the_one_in_sight() {
        let text = "Ada met Zoë in Oslo.\n".repeat(10_000);
        let (document, _) = Document::default().edited(text.clone());
        let part = part_at(&document, 100_000).unwrap();
        assert!(part.span.start <= 100_000 && 100_000 < part.span.end);
        let part = Part {
            draft: "Bo left.\n".to_owned(),
            ..part
        };
        let changed = replaced(&document, &part).unwrap();
        assert_eq!(&changed[..part.span.start], &text[..part.span.start]);
        assert_eq!(&changed[part.span.start..][..9], "Bo left.\n");
        assert_eq!(&changed[part.span.start + 9..], &text[part.span.end..]);
    }

    #[test]
    fn a_part_of_another_text_is_not_put_into_this_one() {
        let (document, _) = Document::default().edited("Ada.\n".repeat(500));
        let part = part_at(&document, 0).unwrap();
        let (other, _) = document.edited("Bo".to_owned());
        assert_eq!(replaced(&other, &part), None);
    }
}
