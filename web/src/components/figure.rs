//! A figure: a chart with its title, legend, description and numbers.

use yew::prelude::*;

use super::chart::{key, svg};
use super::matrix::matrix_html;
use super::table::TableView;
use crate::plot::{Mark, draw};
use crate::report::{Chart, Figure};

/// The properties of [`FigureView`].
#[derive(Clone, PartialEq, Properties)]
pub struct FigureViewProps {
    /// The figure.
    pub figure: Figure,
}

/// The figure. Its words are there for all to read, its numbers in a table that can be opened.
#[component]
pub fn FigureView(props: &FigureViewProps) -> Html {
    let figure = &props.figure;
    let title = format!("{}-title", figure.id);
    let finding = format!("{}-finding", figure.id);
    let described_by = format!("{title} {finding}");
    html! {
        <figure class="chart" id={figure.id.clone()}>
            <figcaption id={title}>{ &figure.title }</figcaption>
            { chart_html(&figure.chart, &described_by) }
            <p class="finding" id={finding}>{ unbroken(&figure.finding) }</p>
            <details>
                <summary>{ "Numbers" }<span class="unseen">{ format!(": {}", figure.title) }</span></summary>
                <TableView table={figure.table.clone()} />
            </details>
        </figure>
    }
}

/// The text without line ends between a number and its sign.
fn unbroken(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

fn chart_html(chart: &Chart, described_by: &str) -> Html {
    let (plot, legend, guide) = match chart {
        Chart::Matrix(matrix) => return matrix_html(matrix, described_by),
        Chart::Plot {
            plot,
            legend,
            guide,
        } => (plot, legend, *guide),
    };
    let drawing = match draw(plot) {
        Ok(drawing) => svg(&drawing, described_by),
        Err(error) => html! {
            <p class="note">{ format!("This chart could not be drawn ({error}); its numbers are below.") }</p>
        },
    };
    html! {
        <>
            { drawing }
            if legend.len() > 1 || guide.is_some() {
                { legend_html(legend, guide, &plot.marks) }
            }
        </>
    }
}

/// The words say which series is which, so that a legend is for the eye alone.
fn legend_html(legend: &[String], guide: Option<&'static str>, marks: &[Mark]) -> Html {
    html! {
        <ul class="chart-legend" aria-hidden="true">
            for (series, name) in legend.iter().enumerate() {
                <li>{ key(series, marks) }{ name }</li>
            }
            if let Some(guide) = guide {
                <li>
                    <svg viewBox="0 0 28 12" class="key"><polyline class="line guide" points="1,6 27,6" /></svg>
                    { guide }
                </li>
            }
        </ul>
    }
}
