//! A block of the field's text with its names lit up.

use yew::prelude::*;

use crate::entity_types::Palette;
use crate::hooks::use_palette;
use crate::state::{BlockContent, Filter, Segment, segments};

/// The properties of [`Lines`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    /// What the block draws.
    pub content: BlockContent,
    /// Decides which names are lit up.
    pub filter: Filter,
}

/// The block's text, with a `<mark>` for each name. It is drawn anew only when it looks otherwise, wherever it is.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let entities = props.content.entities(&props.filter);
    let palette = use_palette();
    let pieces = segments(props.content.text(), &entities);
    html! {
        for piece in pieces.iter() {
            { draw(piece, &palette) }
        }
    }
}

fn draw(piece: &Segment, palette: &Palette) -> Html {
    match piece {
        Segment::Plain(text) => html! { { *text } },
        Segment::Lit(entity, surface) => html! {
            <mark
                data-kind={entity.entity_type.clone()}
                data-slot={palette.slot(&entity.entity_type)}
                data-from={entity.span.start.to_string()}
                data-to={entity.span.end.to_string()}
            >{ *surface }</mark>
        },
    }
}
