//! A line chart in SVG.

use yew::prelude::*;

use crate::plot::{Axis, Scale};

// The drawing's size in its own units; the browser scales it to the room there is.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 240.0;
// The corners of the area inside the axes.
const LEFT: f64 = 46.0;
const RIGHT: f64 = 390.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 202.0;

/// A line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    name: &'static str,
    points: Vec<(f64, f64)>,
    dots: bool,
}

impl Series {
    /// Many points, drawn as a line.
    pub fn line(name: &'static str, points: Vec<(f64, f64)>) -> Self {
        let dots = points.len() < 2;
        Self { name, points, dots }
    }

    /// Few points, each with a dot.
    pub fn dotted(name: &'static str, points: Vec<(f64, f64)>) -> Self {
        let dots = true;
        Self { name, points, dots }
    }

    /// What the line says, for those who do not see it.
    fn summary(&self) -> String {
        let name = self.name;
        match (self.points.first(), self.points.last()) {
            (Some((_, first)), Some((_, last))) if self.points.len() > 1 => {
                format!("{name} goes from {first:.3} to {last:.3}.")
            }
            (Some((_, only)), _) => format!("{name} is {only:.3}."),
            _ => format!("{name} has no points."),
        }
    }
}

/// The properties of [`Chart`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChartProps {
    /// What is shown.
    pub title: &'static str,
    /// What the horizontal axis counts.
    pub x_unit: &'static str,
    /// What the vertical axis measures.
    pub y_unit: &'static str,
    /// How the vertical axis spaces its numbers.
    #[prop_or(Scale::Linear)]
    pub y_scale: Scale,
    /// The lines; each has its own colour and dashes.
    pub series: Vec<Series>,
}

/// The chart with its title and legend.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let all = || props.series.iter().flat_map(|series| series.points.iter());
    let x = Axis::within(all().map(|point| point.0), 5);
    let y_values = all().map(|point| point.1);
    let y = match props.y_scale {
        Scale::Linear => Axis::over(y_values, 4),
        Scale::Logarithmic => Axis::logarithmic(y_values),
    };
    let summary: Vec<_> = props.series.iter().map(Series::summary).collect();
    let text = format!("{}: {}", props.title, summary.join(" "));
    html! {
        <figure class="chart">
            <figcaption>{ props.title }</figcaption>
            <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={text}>
                { grid(&x, &y) }
                <text class="unit" x={LEFT.to_string()} y="12">{ props.y_unit }</text>
                <text class="unit end" x={RIGHT.to_string()} y="236">{ props.x_unit }</text>
                for (index, series) in props.series.iter().enumerate() {
                    { line(series, index, &x, &y) }
                }
            </svg>
            <ul class="chart-legend" aria-hidden="true">
                for (index, series) in props.series.iter().enumerate() {
                    <li>
                        <svg viewBox="0 0 28 10" class="key">
                            <path class={format!("line line-{index}")} d="M1 5H27" />
                        </svg>
                        { series.name }
                    </li>
                }
            </ul>
        </figure>
    }
}

fn grid(x: &Axis, y: &Axis) -> Html {
    html! {
        <>
            for tick in y.ticks() {
                <path class="grid" d={format!("M{LEFT} {:.1}H{RIGHT}", down(y, tick))} />
                <text class="tick end" x={(LEFT - 7.0).to_string()} y={format!("{:.1}", down(y, tick) + 4.0)}>
                    { y.label(tick) }
                </text>
            }
            for tick in x.ticks() {
                <path class="grid" d={format!("M{:.1} {BOTTOM}v4", across(x, tick))} />
                <text class="tick middle" x={format!("{:.1}", across(x, tick))} y={(BOTTOM + 17.0).to_string()}>
                    { x.label(tick) }
                </text>
            }
        </>
    }
}

fn line(series: &Series, index: usize, x: &Axis, y: &Axis) -> Html {
    let place = |point: &(f64, f64)| (across(x, point.0), down(y, point.1));
    let places: Vec<_> = series.points.iter().map(place).collect();
    let corners: Vec<_> = places
        .iter()
        .map(|(x, y)| format!("{x:.1} {y:.1}"))
        .collect();
    let path = match corners.is_empty() {
        true => String::new(),
        false => format!("M{}", corners.join("L")),
    };
    let dots = if series.dots { &*places } else { &[] };
    html! {
        <>
            <path class={format!("line line-{index}")} d={path} />
            for (x, y) in dots.iter() {
                <circle class={format!("dot line-{index}")} cx={format!("{x:.1}")} cy={format!("{y:.1}")} r="3.5" />
            }
        </>
    }
}

fn across(axis: &Axis, value: f64) -> f64 {
    LEFT + axis.share(value) * (RIGHT - LEFT)
}

fn down(axis: &Axis, value: f64) -> f64 {
    BOTTOM - axis.share(value) * (BOTTOM - TOP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_by_its_ends() {
        let told = |points: &[(f64, f64)]| Series::line("F1", points.to_vec()).summary();
        assert_eq!(
            told(&[(0.0, 0.5), (1.0, 0.9)]),
            "F1 goes from 0.500 to 0.900."
        );
        assert_eq!(told(&[(0.0, 0.5)]), "F1 is 0.500.");
        assert_eq!(told(&[]), "F1 has no points.");
    }
}
