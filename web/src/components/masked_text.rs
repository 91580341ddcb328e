//! The masked form of the text, in the place of the field.

use std::rc::Rc;

use namelight_masking::Masked;
use yew::prelude::*;

use crate::hooks::use_palette;

/// The most placeholders that are drawn as marks: a browser takes seconds to lay out more.
const MARKED: usize = 5_000;

/// The properties of [`MaskedText`].
#[derive(Clone, PartialEq, Properties)]
pub struct MaskedTextProps {
    /// The masked text.
    pub masked: Rc<Masked>,
}

/// The text with each placeholder in the colour of its type, for reading and copying.
#[component]
pub fn MaskedText(props: &MaskedTextProps) -> Html {
    let palette = use_palette();
    let masked = &props.masked;
    // Placeholders stand in the order of their places; the table says of which type each one is.
    let mut places: Vec<(usize, &str)> = Vec::with_capacity(masked.spans.len());
    for row in &masked.table {
        places.extend(
            row.places
                .iter()
                .map(|place| (place.start, row.kind.as_str())),
        );
    }
    places.sort_unstable();
    let mut at = 0;
    let marks = masked
        .spans
        .iter()
        .zip(&places)
        .take(MARKED)
        .map(|(span, (_, kind))| {
            let before = masked.text.get(at..span.start).unwrap_or_default();
            at = span.end;
            html! {
                <>
                    { before }
                    <mark data-kind={(*kind).to_owned()} data-slot={palette.slot(kind)}>
                        { span.slice(&masked.text).unwrap_or_default() }
                    </mark>
                </>
            }
        });
    let marks: Vec<Html> = marks.collect();
    html! {
        <div class="field masked" id="masked" tabindex="0" role="region" aria-label="Your text, masked" dir="auto" translate="no">
            { for marks }
            { masked.text.get(at..).unwrap_or_default() }
        </div>
    }
}
