//! A table of texts that scrolls on its own where the page is narrow.

use yew::prelude::*;

use crate::report::Table;

/// The properties of [`TableView`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableViewProps {
    /// What it says.
    pub table: Table,
}

/// The table.
#[component]
pub fn TableView(props: &TableViewProps) -> Html {
    let table = &props.table;
    html! {
        // Scrolls, so it must be reachable with the keyboard and have a name.
        <div class="scroll" role="group" tabindex="0" aria-label={table.caption.clone()}>
            <table id={table.id.clone()}>
                <caption>{ &table.caption }</caption>
                <thead>
                    <tr>
                        for column in table.columns.iter() {
                            <th scope="col">{ column }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for row in table.rows.iter() {
                        <tr>
                            for (index, cell) in row.iter().enumerate() {
                                if index == 0 && table.named_rows {
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
