//! A table of texts that scrolls on its own where the page is narrow.

use yew::prelude::*;

use crate::report::Sheet;

/// The properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// What it says.
    pub sheet: Sheet,
}

/// The table.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let sheet = &props.sheet;
    html! {
        // Scrolls, so it must be reachable with the keyboard and have a name.
        <div class="scroll" role="group" tabindex="0" aria-label={sheet.caption.clone()}>
            <table id={sheet.id.clone()}>
                <caption>{ &sheet.caption }</caption>
                <thead>
                    <tr>
                        for column in sheet.columns.iter() {
                            <th scope="col">{ column }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for row in sheet.rows.iter() {
                        <tr>
                            for (index, cell) in row.iter().enumerate() {
                                if index == 0 && sheet.named_rows {
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
