//! The slider for the lowest score of names that are shown.

use namelight_scores::ThresholdRow;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::presentation::format;

/// The properties of [`ThresholdSlider`].
#[derive(Clone, PartialEq, Properties)]
pub struct ThresholdSliderProps {
    /// The lowest score that is shown.
    pub threshold: f32,
    /// What each threshold did on validation data; empty while that is not known.
    pub measured: Vec<ThresholdRow>,
    /// Gets the new threshold.
    pub on_threshold: Callback<f32>,
    /// Is called when the person is about to use the slider, so that what was measured is wanted.
    pub on_want: Callback<()>,
}

/// The slider, with what its value meant on validation data.
#[component]
pub fn ThresholdSlider(props: &ThresholdSliderProps) -> Html {
    let oninput = props.on_threshold.reform(|event: InputEvent| {
        let slider: HtmlInputElement = event.target_unchecked_into();
        (slider.value_as_number() / 100.0) as f32
    });
    let percent = (props.threshold * 100.0).round();
    html! {
        <section aria-labelledby="threshold-title">
            <h2 id="threshold-title"><label for="threshold">{ "Score at least" }</label></h2>
            <div class="slider">
                <input
                    id="threshold"
                    type="range"
                    min="0"
                    max="99"
                    value={percent.to_string()}
                    aria-describedby="threshold-meaning"
                    {oninput}
                    onfocus={props.on_want.reform(|_| ())}
                    onpointerenter={props.on_want.reform(|_| ())}
                />
                <output for="threshold">{ format!("{percent} %") }</output>
            </div>
            <p class="note" id="threshold-meaning">{ meaning(&props.measured, props.threshold) }</p>
        </section>
    }
}

fn meaning(measured: &[ThresholdRow], threshold: f32) -> String {
    let below = measured
        .iter()
        .rev()
        .find(|row| row.threshold <= threshold + 1e-6);
    match below {
        Some(row) => format!(
            "On validation data, {} of the names shown from {} on are right, and {} of all names are shown.",
            format::percent(row.score.precision),
            format::percent(f64::from(row.threshold)),
            format::percent(row.score.recall),
        ),
        None => "Hides names that the model is less sure of.".to_owned(),
    }
}
