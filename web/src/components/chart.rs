//! A curve with axes.

use yew::prelude::*;

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 36.0;
const TOP: f64 = 12.0;
const RIGHT: f64 = 12.0;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub points: Vec<(f64, f64)>,
    pub x: AttrValue,
    pub y: AttrValue,
}

#[component]
pub(crate) fn Chart(props: &Props) -> Html {
    let (Some(first), Some(last)) = (props.points.first(), props.points.last()) else {
        return html! { <p class="note">{ "No points." }</p> };
    };
    let range = |values: Vec<f64>| {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if high > low {
            (low, high)
        } else {
            (low - 0.5, high + 0.5)
        }
    };
    let (x0, x1) = range(props.points.iter().map(|point| point.0).collect());
    let (y0, y1) = range(props.points.iter().map(|point| point.1).collect());
    let place_x = |x: f64| LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT);
    let place_y = |y: f64| HEIGHT - BOTTOM - (y - y0) / (y1 - y0) * (HEIGHT - BOTTOM - TOP);
    let line: Vec<String> = props
        .points
        .iter()
        .map(|(x, y)| format!("{:.1},{:.1}", place_x(*x), place_y(*y)))
        .collect();
    let axis = format!(
        "{LEFT},{TOP} {LEFT},{} {},{}",
        HEIGHT - BOTTOM,
        WIDTH - RIGHT,
        HEIGHT - BOTTOM
    );
    let told = format!(
        "{} from {:.3} at {} {:.0} to {:.3} at {} {:.0}",
        props.y, first.1, props.x, first.0, last.1, props.x, last.0
    );
    let tick_y = |y: f64| html! { <text x={(LEFT - 6.0).to_string()} y={(place_y(y) + 4.0).to_string()} text-anchor="end">{ format!("{y:.3}") }</text> };
    let tick_x = |x: f64, anchor: &'static str| html! { <text x={place_x(x).to_string()} y={(HEIGHT - BOTTOM + 16.0).to_string()} text-anchor={anchor}>{ format!("{x:.0}") }</text> };
    html! {
        <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={told}>
            <polyline class="axis" points={axis} />
            <polyline class="curve" points={line.join(" ")} />
            { tick_y(y0) }{ tick_y(y1) }{ tick_x(x0, "start") }{ tick_x(x1, "end") }
            <text x={((LEFT + WIDTH - RIGHT) / 2.0).to_string()} y={(HEIGHT - 4.0).to_string()} text-anchor="middle">{ &props.x }</text>
            <text x="4" y={((HEIGHT - BOTTOM) / 2.0).to_string()}>{ &props.y }</text>
        </svg>
    }
}
