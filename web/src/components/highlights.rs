//! A text that is too long for the field, with its names lit up, for reading.
//!
//! A text is drawn in blocks of lines whose ids outlive edits (`state/blocks.rs`), so that a key draws one of them anew. A
//! block far from the viewport has no marks, and by `content-visibility` no layout.

use namelight_text::Span;
use yew::prelude::*;

use crate::entity_types::Palette;
use crate::hooks::use_palette;
use crate::platform::in_viewport::{use_first_in_viewport, use_in_viewport};
use crate::platform::marks;
use crate::state::{BlockContent, Document, Filter, Segment, segments};

/// How many blocks are drawn at once.
const EARLY: usize = 8;

/// The properties of [`Highlights`].
#[derive(Clone, PartialEq, Properties)]
pub struct HighlightsProps {
    /// The text with what is known of it.
    pub document: Document,
    /// Decides which names are lit up.
    pub filter: Filter,
    /// Gets the first byte of the text that is in the viewport.
    pub on_seen: Callback<usize>,
    /// Is called when the text scrolls.
    pub on_scroll: Callback<()>,
    /// Gets the name at which the person points.
    pub on_select: Callback<Option<Span>>,
}

/// The text with each entity in a `<mark>` that says its type in words: a label on the element would not be read out,
/// and colour alone says nothing to many.
#[component]
pub fn Highlights(props: &HighlightsProps) -> Html {
    let document = &props.document;
    let node = use_node_ref();
    let on_first = {
        let document = document.clone();
        props.on_seen.reform(move |passage: usize| {
            let block = document.blocks().get(passage);
            block.map_or(0, |block| block.span.start)
        })
    };
    use_first_in_viewport(&node, on_first);
    let open = {
        let on_select = props.on_select.clone();
        Callback::from(move |place: Option<Span>| {
            if place.is_some() {
                on_select.emit(place);
            }
        })
    };
    let onpointerover = open.reform(|event: PointerEvent| {
        // A finger does not hover: it scrolls.
        let hovers = event.pointer_type() == "mouse";
        hovers.then(|| mark_under(&event)).flatten()
    });
    let onclick = open.reform(|event: MouseEvent| mark_under(&event));
    let onfocusin = open.reform(|event: FocusEvent| mark_under(&event));
    let onkeydown = {
        let on_select = props.on_select.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                on_select.emit(None);
            }
        }
    };
    html! {
            <div
                id={marks::SURFACE}
                class="reading"
                tabindex="0"
                role="region"
                aria-label="Your text"
                dir="auto"
                ref={node}
                onscroll={props.on_scroll.reform(|_: Event| ())}
                {onpointerover}
                {onclick}
                {onfocusin}
                {onkeydown}
            >
                for (index, block) in document.blocks().iter().enumerate() {
                    <Passage
                        key={block.id}
                        start={block.span.start}
                        is_early={index < EARLY}
                        content={BlockContent::new(document.clone(), block.span)}
                        filter={props.filter.clone()}
                    />
                }
            </div>
    }
}

/// The properties of [`Passage`].
#[derive(Clone, PartialEq, Properties)]
struct PassageProps {
    /// Its first byte in the text. The content counts as equal wherever it is.
    start: usize,
    /// Whether it is one of the first, which are in sight when a text is new.
    is_early: bool,
    content: BlockContent,
    filter: Filter,
}

/// A block of lines. Names are only drawn where somebody could see them: a long text has thousands.
#[component]
fn Passage(props: &PassageProps) -> Html {
    let node = use_node_ref();
    let is_in_viewport = use_in_viewport(&node, props.is_early);
    let entities = if is_in_viewport {
        props.content.entities(&props.filter)
    } else {
        Vec::new()
    };
    let palette = use_palette();
    html! {
        <div class="passage" ref={node} data-start={props.start.to_string()}>
            for piece in segments(props.content.text(), &entities).iter() {
                { draw(piece, &palette) }
            }
        </div>
    }
}

/// The place of the name that is under a pointer or has the focus.
fn mark_under(event: &Event) -> Option<Span> {
    marks::under(&marks::target(event)?)
}

fn draw(piece: &Segment, palette: &Palette) -> Html {
    match piece {
        Segment::Plain(text) => html! { { *text } },
        Segment::Lit(entity, surface) => html! {
            <mark
                // Can be reached with the keyboard, for that opens the details.
                tabindex="0"
                data-kind={entity.entity_type.clone()}
                data-slot={palette.slot(&entity.entity_type)}
                data-from={entity.span.start.to_string()}
                data-to={entity.span.end.to_string()}
            ><span class="surface">{ *surface }</span><span class="kind">{ &entity.entity_type }</span></mark>
        },
    }
}
