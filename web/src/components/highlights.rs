//! The text with its names lit up.

use std::rc::Rc;

use namelight_text::Entity;
use yew::prelude::*;

use crate::format;
use crate::kinds::Palette;
use crate::state::{Limits, Segment, segments};

/// The properties of [`Highlights`].
#[derive(Clone, PartialEq, Properties)]
pub struct HighlightsProps {
    /// The text.
    pub text: Rc<str>,
    /// Its entities.
    pub entities: Rc<[Entity]>,
    /// Which type has which colour.
    #[prop_or_default]
    pub palette: Palette,
}

/// The text with each entity in a `<mark>` that says its type in words: a label on the element would not be read out,
/// and colour alone says nothing to many.
#[component]
pub fn Highlights(props: &HighlightsProps) -> Html {
    let cut = segments(&props.text, &props.entities, Limits::PAGE);
    html! {
        <section class="card" aria-labelledby="highlights-title">
            <h2 id="highlights-title">{ "In the text" }</h2>
            <div id="highlights" dir="auto">
                if props.text.is_empty() {
                    <p class="empty">
                        { "Nothing here yet. Type above, or pick one of the examples, and the names in it light up here." }
                    </p>
                }
                for piece in cut.pieces.iter() {
                    { draw(piece, &props.palette) }
                }
            </div>
            if cut.cut {
                <p class="note" id="cut">
                    { format!(
                        "The text is long: {} of it are drawn here, with the first {}. Everything was analysed.",
                        percent_of(cut.bytes, props.text.len()),
                        format::counted(cut.entities, "name"),
                    ) }
                </p>
            }
        </section>
    }
}

fn draw(piece: &Segment, palette: &Palette) -> Html {
    match piece {
        Segment::Plain(text) => html! { { *text } },
        Segment::Lit(entity, surface) => html! {
            <mark
                data-kind={entity.kind.clone()}
                data-slot={palette.slot(&entity.kind)}
                data-start={entity.span.start.to_string()}
                data-end={entity.span.end.to_string()}
            ><span class="surface">{ *surface }</span><span class="kind">{ &entity.kind }</span></mark>
        },
    }
}

fn percent_of(part: usize, whole: usize) -> String {
    format::percent(part as f64 / whole.max(1) as f64)
}
