//! The slider between only sure names and none missed.

use namelight_scores::{OPERATING_POINTS, OperatingPoint, OperatingPointRow};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::presentation::operating_point;

/// What the slider does, while nothing is known of what that means for the scores.
const MEANING: &str = "To the left the model has to be surer of a name; to the right it also shows what is less likely a name than not.";

/// The properties of [`OperatingPointSlider`].
#[derive(Clone, PartialEq, Properties)]
pub struct OperatingPointSliderProps {
    /// The point that is set.
    pub point: OperatingPoint,
    /// What was measured at each point; empty while that is not known.
    pub measured: Vec<OperatingPointRow>,
    /// Gets the new point.
    pub on_point: Callback<OperatingPoint>,
    /// Is called when the person is about to use the slider, so that what was measured is wanted.
    pub on_want: Callback<()>,
}

/// The slider, with the precision and the recall that were measured where it is.
#[component]
pub fn OperatingPointSlider(props: &OperatingPointSliderProps) -> Html {
    let oninput = props.on_point.reform(|event: InputEvent| {
        let slider: HtmlInputElement = event.target_unchecked_into();
        let index = slider.value_as_number() as usize;
        OPERATING_POINTS.get(index).copied().unwrap_or_default()
    });
    let name = operating_point::name(props.point);
    let meaning = operating_point::precision_and_recall(&props.measured, props.point);
    html! {
        <section aria-labelledby="operating-point-title">
            <h2 id="operating-point-title"><label for="operating-point">{ "Sure names, or all" }</label></h2>
            <div class="slider">
                <span class="note" aria-hidden="true">{ "only sure" }</span>
                <input
                    id="operating-point"
                    type="range"
                    min="0"
                    max={(OPERATING_POINTS.len() - 1).to_string()}
                    value={props.point.index().to_string()}
                    aria-valuetext={name.clone()}
                    aria-describedby="operating-point-meaning"
                    {oninput}
                    onfocus={props.on_want.reform(|_| ())}
                    onpointerenter={props.on_want.reform(|_| ())}
                />
                <span class="note" aria-hidden="true">{ "miss none" }</span>
            </div>
            <output for="operating-point">{ name }</output>
            <p class="note" id="operating-point-meaning">
                { meaning.unwrap_or_else(|| MEANING.to_owned()) }
            </p>
        </section>
    }
}
