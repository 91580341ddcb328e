//! A table of texts.

use yew::prelude::*;

use crate::report::Table;

/// The properties of [`TableView`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableViewProps {
    /// The table.
    pub table: Table,
}

/// Tables of more columns are stacked where there is little room.
const FEW_COLUMNS: usize = 4;

/// The table. Its box scrolls where a table is long, so it can be reached with the keyboard and has a name. Where there is
/// no room for its columns, each row becomes a block of pairs; `data-column` names the value then.
#[component]
pub fn TableView(props: &TableViewProps) -> Html {
    let table = &props.table;
    let is_wide = table.columns.len() > FEW_COLUMNS;
    html! {
        <div
            class={classes!("scroll", is_wide.then_some("wide"))}
            role="group"
            tabindex="0"
            aria-label={table.caption.clone()}
        >
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
                            for (index, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                                if index == 0 && table.named_rows {
                                    <th scope="row" data-column={column.clone()}>{ cell }</th>
                                } else {
                                    <td data-column={column.clone()}>{ cell }</td>
                                }
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
