//! A table of texts that scrolls on its own where the page is narrow.

use yew::prelude::*;

/// The properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// For tests and links.
    #[prop_or_default]
    pub id: Option<&'static str>,
    /// What the table shows.
    pub caption: AttrValue,
    /// The heads of the columns.
    pub columns: Vec<&'static str>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Whether a row's first cell names it.
    #[prop_or(true)]
    pub named_rows: bool,
}

/// The table.
#[component]
pub fn Table(props: &TableProps) -> Html {
    html! {
        // Scrolls, so it must be reachable with the keyboard and have a name.
        <div class="scroll" role="region" tabindex="0" aria-label={&props.caption}>
            <table id={props.id}>
                <caption>{ &props.caption }</caption>
                <thead>
                    <tr>
                        for column in props.columns.iter() {
                            <th scope="col">{ *column }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for row in props.rows.iter() {
                        <tr>
                            for (index, cell) in row.iter().enumerate() {
                                if index == 0 && props.named_rows {
                                    <th scope="row">{ cell }</th>
                                } else {
                                    <td>{ cell }</td>
                                }
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
