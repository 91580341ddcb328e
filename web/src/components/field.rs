//! The text field, in which names light up.
//!
//! It is the browser's own text area, so that caret, selection, undo and input methods work as everywhere. Behind it lies
//! a copy of its text that has the marks; `web/styles/field.css` draws both. Whatever moves a letter must be the same for
//! both, and end-to-end tests compare their heights. A text beyond [`Document::is_for_a_field`] is for reading only,
//! because a browser lays out a text area as a whole with every key.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use namelight_text::{Span, utf16_to_byte};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use super::lines::Lines;
use super::scroll_to_name::select_in_field;
use crate::platform::{marks, newlines};
use crate::start::example;
use crate::state::{BlockContent, Document, Filter};

/// How long a pointer rests on a name before that opens: one on its way to somewhere else opens nothing.
const REST_MILLIS: u32 = 250;

/// The properties of [`Field`].
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are lit up.
    pub filter: Filter,
    /// Gets the new text.
    pub on_text: Callback<String>,
    /// Gets the name that the person points at, or that the caret is in.
    pub on_select: Callback<Option<Span>>,
    /// Is called when the field scrolls.
    pub on_scroll: Callback<()>,
}

/// The text area over the copy of its text, letter over letter. The copy is not read out.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let oninput = props.on_text.reform(|event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        field.value()
    });
    let onclick = {
        let on_caret = on_caret(props);
        Callback::from(move |event: MouseEvent| on_caret.emit(event.target_unchecked_into()))
    };
    let onkeyup = {
        let on_caret = on_caret(props);
        Callback::from(move |event: KeyboardEvent| {
            // With Alt the keys lead from name to name, and have opened one already.
            if moves_caret(&event.key()) && !event.alt_key() {
                on_caret.emit(event.target_unchecked_into());
            }
        })
    };
    let onkeydown = {
        let props = props.clone();
        Callback::from(move |event: KeyboardEvent| key_down(&event, &props))
    };
    let onpaste = {
        let (document, on_text) = (props.document.clone(), props.on_text.clone());
        Callback::from(move |event: Event| {
            replace_example(&event);
            take_long_paste(&event, &document, &on_text);
        })
    };
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        let field = node.cast::<HtmlTextAreaElement>();
        let listener = field.map(|field| EventListener::new(&field, "beforeinput", before_input));
        move || drop(listener)
    });
    let onpointermove = use_rest(&props.on_select);
    let text = props.document.text();
    html! {
        <div class="field" onscroll={props.on_scroll.reform(|_: Event| ())}>
            <div class="mirror" id={marks::SURFACE} aria-hidden="true" translate="no" dir="auto">
                for block in props.document.blocks().iter() {
                    <div class="lines" key={block.id} data-start={block.span.start.to_string()}>
                        <Lines
                            content={BlockContent::new(props.document.clone(), block.span)}
                            filter={props.filter.clone()}
                        />
                    </div>
                }
                if text.is_empty() || text.ends_with('\n') {
                    // A last line without letters is a line as well.
                    { "\u{200b}" }
                }
            </div>
            <textarea
                id="text"
                ref={node}
                rows="5"
                dir="auto"
                spellcheck="false"
                autocomplete="off"
                placeholder="Type or paste something with names in it …"
                aria-describedby="text-keys"
                value={AttrValue::from(props.document.text().clone())}
                {oninput}
                {onkeyup}
                {onkeydown}
                {onclick}
                {onpaste}
                {onpointermove}
            />
        </div>
    }
}

/// Gets the field after its caret moved, and tells the name that this is in.
fn on_caret(props: &FieldProps) -> Callback<HtmlTextAreaElement> {
    let document = props.document.clone();
    props.on_select.reform(move |field: HtmlTextAreaElement| {
        let caret = caret(&field);
        let byte = utf16_to_byte(document.text(), caret as usize);
        document.entity_at(byte).map(|entity| entity.span)
    })
}

fn caret(field: &HtmlTextAreaElement) -> u32 {
    field.selection_start().ok().flatten().unwrap_or(0)
}

fn moves_caret(key: &str) -> bool {
    key.starts_with("Arrow") || key.starts_with("Page") || key == "Home" || key == "End"
}

/// Alt with an arrow leads to the next name or the one before. Escape closes what is open, or clears the example.
fn key_down(event: &KeyboardEvent, props: &FieldProps) {
    let field: HtmlTextAreaElement = event.target_unchecked_into();
    let document = &props.document;
    match event.key().as_str() {
        key if key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() => {
            replace_example(event);
        }
        "Escape" if example::is(document.text()) => props.on_text.emit(String::new()),
        "Escape" => props.on_select.emit(None),
        key @ ("ArrowDown" | "ArrowUp") if event.alt_key() => {
            event.prevent_default();
            let byte = utf16_to_byte(document.text(), caret(&field) as usize);
            let shown = |entity: &namelight_text::Entity| props.filter.shows(entity);
            let names = || document.entities().filter(shown);
            let next = match key {
                "ArrowDown" => names()
                    .find(|entity| entity.span.start > byte)
                    .or(names().next()),
                _ => names()
                    .take_while(|entity| entity.span.start < byte)
                    .last()
                    .or(names().last()),
            };
            if let Some(entity) = next {
                select_in_field(document, entity.span);
                props.on_select.emit(Some(entity.span));
            }
        }
        _ => {}
    }
}

/// Keys of telephones have no names, so the example also gives way to what is about to come in.
fn before_input(event: &Event) {
    let input: &InputEvent = event.unchecked_ref();
    if input.input_type().starts_with("insert") {
        replace_example(event);
    }
}

/// Selects the example that a first visit begins with, so that what comes in replaces it.
fn replace_example(event: &Event) {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field.filter(|field| example::is(&field.value())) {
        field.select();
    }
}

/// Opens the name on which a mouse rests. A finger does not rest: it taps, and that moves the caret.
#[hook]
fn use_rest(on_select: &Callback<Option<Span>>) -> Callback<PointerEvent> {
    let rest = use_mut_ref(|| None::<Timeout>);
    let on_select = on_select.clone();
    Callback::from(move |event: PointerEvent| {
        // The timer before it is dropped, and does nothing then.
        *rest.borrow_mut() = None;
        if event.pointer_type() != "mouse" || event.buttons() != 0 {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let on_select = on_select.clone();
        *rest.borrow_mut() = Some(Timeout::new(REST_MILLIS, move || {
            if let Some(span) = marks::at(x, y) {
                on_select.emit(Some(span));
            }
        }));
    })
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
