//! A way to edit a part of a text that is too long for the field: the lines that are in sight.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::state::{Block, Document};

/// The properties of [`PartEditor`].
#[derive(Clone, PartialEq, Properties)]
pub struct PartEditorProps {
    /// The text with what is known of it.
    pub document: Document,
    /// The first byte in the viewport.
    pub first_visible: usize,
    /// Gets the new text.
    pub on_text: Callback<String>,
}

/// A button that opens the part in sight in a text field, with buttons to keep or to drop the changes.
#[component]
pub fn PartEditor(props: &PartEditorProps) -> Html {
    let part = use_state_eq(|| None::<Block>);
    let field = use_node_ref();
    let close = {
        let part = part.setter();
        Callback::from(move |_: MouseEvent| part.set(None))
    };
    let Some(block) = *part else {
        let (part, document) = (part.setter(), props.document.clone());
        let first = props.first_visible;
        let onclick = move |_: MouseEvent| part.set(block_at(&document, first));
        return html! {
            <p class="buttons">
                <button type="button" id="edit-part" class="small" {onclick}>{ "Edit the part in sight" }</button>
            </p>
        };
    };
    let keep = {
        let (part, field) = (part.setter(), field.clone());
        let (document, on_text) = (props.document.clone(), props.on_text.clone());
        move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>()
                && let Some(text) = replaced(&document, block, &field.value())
            {
                on_text.emit(text);
            }
            part.set(None);
        }
    };
    let text = block.span.slice(props.document.text()).unwrap_or_default();
    html! {
        <div class="part">
            <label for="part">{ "The part in sight" }</label>
            <textarea id="part" ref={field} rows="8" dir="auto" spellcheck="false" value={text.to_owned()} />
            <p class="buttons">
                <button type="button" id="keep-part" class="small" onclick={keep}>{ "Put it into the text" }</button>
                <button type="button" class="small" onclick={close}>{ "Cancel" }</button>
            </p>
        </div>
    }
}

fn block_at(document: &Document, byte: usize) -> Option<Block> {
    let blocks = document.blocks();
    let index = blocks.partition_point(|block| block.span.end <= byte);
    blocks.get(index).or(blocks.last()).copied()
}

/// The text with another part in place of a block's; none when the text has changed so far that the block is gone.
fn replaced(document: &Document, block: Block, part: &str) -> Option<String> {
    let text = document.text();
    let is_there = document.blocks().contains(&block);
    let (before, behind) = (text.get(..block.span.start)?, text.get(block.span.end..)?);
    is_there.then(|| [before, part, behind].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_part_takes_the_place_of_the_one_in_sight() {
        let text = "Ada met Zoë in Oslo.\n".repeat(10_000);
        let (document, _) = Document::default().edited(text.clone());
        let block = block_at(&document, 100_000).unwrap();
        assert!(block.span.start <= 100_000 && 100_000 < block.span.end);
        let changed = replaced(&document, block, "Bo left.\n").unwrap();
        assert_eq!(&changed[..block.span.start], &text[..block.span.start]);
        assert_eq!(&changed[block.span.start..][..9], "Bo left.\n");
        assert_eq!(&changed[block.span.start + 9..], &text[block.span.end..]);
    }

    #[test]
    fn a_part_of_another_text_is_not_put_into_this_one() {
        let (document, _) = Document::default().edited("Ada.\n".repeat(500));
        let block = block_at(&document, 0).unwrap();
        let (other, _) = document.edited("Bo".to_owned());
        assert_eq!(replaced(&other, block, "x"), None);
    }
}
