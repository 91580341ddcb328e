//! A chart with its title, legend, words and numbers.

use yew::prelude::*;

use super::chart::{key, svg};
use super::table::TableView;
use crate::plot::draw;
use crate::report::Figure;

/// The properties of [`FigureView`].
#[derive(Clone, PartialEq, Properties)]
pub struct FigureViewProps {
    /// What is shown.
    pub figure: Figure,
}

/// The figure. Its words are there for all to read, its numbers in a table that can be opened.
#[component]
pub fn FigureView(props: &FigureViewProps) -> Html {
    let figure = &props.figure;
    let title = format!("{}-title", figure.id);
    let finding = format!("{}-finding", figure.id);
    html! {
        <figure class="chart" id={figure.id.clone()}>
            <figcaption id={title.clone()}>{ &figure.title }</figcaption>
            { drawing(figure, &format!("{title} {finding}")) }
            if figure.legend.len() > 1 || figure.guide.is_some() {
                { legend(figure) }
            }
            <p class="finding" id={finding}>{ unbroken(&figure.finding) }</p>
            <details>
                <summary>{ "Numbers" }<span class="unseen">{ format!(": {}", figure.title) }</span></summary>
                <TableView table={figure.table.clone()} />
            </details>
        </figure>
    }
}

/// Without line ends between a number and its sign.
fn unbroken(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

fn drawing(figure: &Figure, described_by: &str) -> Html {
    match draw(&figure.plot) {
        Ok(drawing) if drawing.is_wide() => html! {
            <div class="scroll" role="group" tabindex="0" aria-label={format!("Chart: {}", figure.title)}>
                <div class="broad">{ svg(&drawing, described_by) }</div>
            </div>
        },
        Ok(drawing) => svg(&drawing, described_by),
        Err(error) => html! {
            <p class="note">{ format!("This chart could not be drawn ({error}); its numbers are below.") }</p>
        },
    }
}

/// The words say which series is which, so that a legend is for the eye alone.
fn legend(figure: &Figure) -> Html {
    html! {
        <ul class="chart-legend" aria-hidden="true">
            for (series, name) in figure.legend.iter().enumerate() {
                <li>{ key(series, &figure.plot.marks) }{ name }</li>
            }
            if let Some(guide) = figure.guide {
                <li>
                    <svg viewBox="0 0 28 12" class="key"><polyline class="line guide" points="1,6 27,6" /></svg>
                    { guide }
                </li>
            }
        </ul>
    }
}
