//! The text field, in which names light up.
//!
//! It is the browser's own text area, so that caret, selection, undo and input methods work as everywhere. Behind it lies
//! a copy of its text that has the marks; `web/styles/field.css` draws both. Whatever moves a letter must be the same for
//! both, and end-to-end tests compare their heights. A text beyond [`Document::is_for_a_field`] is for reading only,
//! because a browser lays out a text area as a whole with every key.

use namelight_text::utf16_to_byte;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use crate::entity_types::Palette;
use crate::hooks::use_palette;
use crate::platform::newlines;
use crate::state::{BlockContent, Document, Filter, Segment, segments};

/// The properties of [`Field`].
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are lit up.
    pub filter: Filter,
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// Gets the byte at which the caret is.
    pub on_caret: Callback<usize>,
}

/// The text area over the copy of its text, letter over letter. The copy is not read out.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let oninput = props.on_text.reform(|event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        field.value()
    });
    let on_caret = {
        let document = props.document.clone();
        props.on_caret.reform(move |field: HtmlTextAreaElement| {
            let caret = field.selection_start().ok().flatten().unwrap_or(0);
            utf16_to_byte(document.text(), caret as usize)
        })
    };
    let onkeyup = on_caret.reform(|event: KeyboardEvent| event.target_unchecked_into());
    let onclick = on_caret.reform(|event: MouseEvent| event.target_unchecked_into());
    let onpaste = {
        let (document, on_text) = (props.document.clone(), props.on_text.clone());
        Callback::from(move |event: Event| take_long_paste(&event, &document, &on_text))
    };
    let text = props.document.text();
    html! {
        <div class="field">
            <div class="mirror" aria-hidden="true" translate="no" dir="auto">
                for block in props.document.blocks().iter() {
                    <Lines
                        key={block.id}
                        content={BlockContent::new(props.document.clone(), block.span)}
                        filter={props.filter.clone()}
                    />
                }
                if text.is_empty() || text.ends_with('\n') {
                    // A last line without letters is a line as well.
                    { "\u{200b}" }
                }
            </div>
            <textarea
                id="text"
                rows="5"
                dir="auto"
                spellcheck="false"
                autocomplete="off"
                placeholder="Type or paste something with names in it …"
                value={AttrValue::from(props.document.text().clone())}
                {oninput}
                {onkeyup}
                {onclick}
                {onpaste}
            />
        </div>
    }
}

/// Takes a pasted text past the field when the field could not show it without keeping the browser busy.
fn take_long_paste(event: &Event, document: &Document, on_text: &Callback<String>) {
    let event: &ClipboardEvent = event.unchecked_ref();
    let field: HtmlTextAreaElement = event.target_unchecked_into();
    let data = event.clipboard_data();
    let Some(pasted) = data.and_then(|data| data.get_data("text/plain").ok()) else {
        return;
    };
    let ends = (field.selection_start(), field.selection_end());
    let (Ok(Some(start)), Ok(Some(end))) = ends else {
        return;
    };
    let text = document.text();
    let place = |utf16: u32| utf16_to_byte(text, utf16 as usize);
    let pasted = newlines::normalized(pasted);
    let whole = [&text[..place(start)], &pasted, &text[place(end)..]].concat();
    if !Document::is_for_a_field(&whole) {
        event.prevent_default();
        on_text.emit(whole);
    }
}

/// The properties of [`Lines`].
#[derive(Clone, PartialEq, Properties)]
struct LinesProps {
    content: BlockContent,
    filter: Filter,
}

#[component]
fn Lines(props: &LinesProps) -> Html {
    let entities = props.content.entities(&props.filter);
    let palette = use_palette();
    let pieces = segments(props.content.text(), &entities);
    html! {
        <div class="lines">
            for piece in pieces.iter() {
                { draw(piece, &palette) }
            }
        </div>
    }
}

fn draw(piece: &Segment, palette: &Palette) -> Html {
    match piece {
        Segment::Plain(text) => html! { { *text } },
        Segment::Lit(entity, surface) => html! {
            <mark data-kind={entity.entity_type.clone()} data-slot={palette.slot(&entity.entity_type)}>{ *surface }</mark>
        },
    }
}
