//! The Report view: how the model was trained and how good it is.

use std::rc::Rc;

use namelight_scores::report::Report;
use web_sys::DragEvent;
use yew::prelude::*;

use super::facts::Facts;
use super::figure::FigureView;
use super::report_bar::{ReportBar, open};
use super::status::ProblemBox;
use super::table::TableView;
use crate::report::{
    Content, Loaded, ReportSelection, Section, SelectionAction, headline, sections,
};
use crate::state::Problem;

/// The properties of [`ReportView`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReportViewProps {
    /// The report that is shown, or the state of its loading.
    pub selection: ReportSelection,
    /// Called when the person wants another report.
    pub on_action: Callback<SelectionAction>,
}

/// The Report view. A report file that is dropped on it is opened.
#[component]
pub fn ReportView(props: &ReportViewProps) -> Html {
    let ReportViewProps {
        selection,
        on_action,
    } = props;
    let body = match selection.shown() {
        Loaded::Waiting => html! { <p class="empty" role="status">{ "Fetching the report …" }</p> },
        Loaded::Failed(message) => {
            let problem = Problem {
                message,
                retry: true,
            };
            html! { <ProblemBox {problem} on_retry={on_action.reform(|()| SelectionAction::Retry)} /> }
        }
        Loaded::Here(file) => html! { <Sections report={file.report} /> },
    };
    let ondrop = {
        let on_action = on_action.clone();
        move |event: DragEvent| {
            event.prevent_default();
            let files = event.data_transfer().and_then(|dropped| dropped.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                open(file, on_action.clone());
            }
        }
    };
    html! {
        // Without the first the browser would show a dropped file instead of the page.
        <div class="report" ondragover={|event: DragEvent| event.prevent_default()} {ondrop}>
            <div class="intro">
                <h1>{ "How the model was made, and how good it is" }</h1>
            </div>
            <ReportBar selection={selection.clone()} on_action={on_action.clone()} />
            if let Some(refusal) = &selection.refusal {
                <div class="problem"><p id="refusal" role="alert">{ refusal }</p></div>
            }
            { body }
        </div>
    }
}

/// The properties of [`Sections`].
#[derive(Clone, PartialEq, Properties)]
struct SectionsProps {
    report: Rc<Report>,
}

#[component]
fn Sections(props: &SectionsProps) -> Html {
    let report = &*props.report;
    html! {
        <>
            <p class="lead">{ format!("{} is {}, fine-tuned.", report.model.name, report.model.base) }</p>
            <Facts class="tiles" facts={headline(report)} />
            for section in sections(report).iter() {
                { section_html(section) }
            }
        </>
    }
}

fn section_html(section: &Section) -> Html {
    html! {
        <details class="card" id={section.id} key={section.id} open={section.is_open}>
            <summary><h2>{ section.title }</h2></summary>
            for part in section.contents.iter() {
                { content_html(part) }
            }
        </details>
    }
}

/// The HTML of a text in which commands stand between backticks.
fn with_code(text: &str) -> Html {
    let contents = text.split('`').enumerate();
    contents
        .map(|(place, part)| match place % 2 {
            0 => html! { part },
            _ => html! { <code>{ part }</code> },
        })
        .collect()
}

fn content_html(part: &Content) -> Html {
    match part {
        Content::Note(note) => html! { <p class="note">{ with_code(note) }</p> },
        Content::Table(table) => html! { <TableView table={table.clone()} /> },
        Content::Facts(facts) => html! { <Facts class="pairs" facts={facts.clone()} /> },
        Content::Figures(figures) => html! {
            <div class="charts">
                for figure in figures.iter() {
                    <FigureView key={figure.id.clone()} figure={figure.clone()} />
                }
            </div>
        },
    }
}
