//! Renders a drawing as SVG. Classes say what its elements stand for; `chart.css` says how that looks.

use yew::prelude::*;

use crate::plot::{Anchor, Drawing, Element, Mark, Point, Shape};

/// The SVG of a drawing, named and described by the elements with these identifiers.
pub fn svg(drawing: &Drawing, described_by: &str) -> Html {
    let (width, height) = (drawing.width, drawing.height);
    html! {
        <svg
            class="drawing"
            viewBox={format!("0 0 {width:.0} {height:.0}")}
            role="img"
            aria-labelledby={described_by.to_owned()}
        >
            for element in drawing.elements.iter() {
                { element_html(element) }
            }
        </svg>
    }
}

fn element_html(element: &Element) -> Html {
    let role = element.role.class();
    match &element.shape {
        Shape::Line(points) => html! {
            <polyline class={classes!("line", role)} points={list(points)} />
        },
        Shape::Area(points) => html! {
            <polygon class={classes!("area", role)} points={list(points)} />
        },
        Shape::Box((x, y), width, height) => html! {
            <rect
                class={classes!("area", role)}
                x={number(*x)}
                y={number(*y)}
                width={number(*width)}
                height={number(*height)}
            />
        },
        Shape::Disc((x, y), radius) => html! {
            <circle class={classes!("area", role)} cx={number(*x)} cy={number(*y)} r={number(*radius)} />
        },
        Shape::Text((x, y), anchor, text) => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            html! { <text class={classes!(role, anchor)} x={number(*x)} y={number(*y)}>{ text }</text> }
        }
    }
}

fn number(number: f64) -> String {
    format!("{number:.1}")
}

fn list(points: &[Point]) -> String {
    let points = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}"));
    points.collect::<Vec<_>>().join(" ")
}

/// The symbol of a series in a legend.
pub fn key(series: usize, marks: &[Mark]) -> Html {
    let has =
        |wanted: fn(&Mark) -> Option<usize>| marks.iter().filter_map(wanted).any(|it| it == series);
    let line = has(|mark| match mark {
        Mark::Line(series, _) => Some(*series),
        _ => None,
    });
    let symbols = has(|mark| match mark {
        Mark::Symbols(series, _) => Some(*series),
        _ => None,
    });
    let symbol = match series % 3 {
        0 => html! { <circle cx="14" cy="6" r="4.2" /> },
        1 => html! { <rect x="10" y="2" width="8" height="8" /> },
        _ => html! { <polygon points="14,1 18.5,9 9.5,9" /> },
    };
    html! {
        <svg viewBox="0 0 28 12" class="key">
            if line {
                <polyline class={format!("line series-{}", series % 3)} points="1,6 27,6" />
            }
            if symbols {
                <g class={format!("area series-{}", series % 3)}>{ symbol }</g>
            }
        </svg>
    }
}
